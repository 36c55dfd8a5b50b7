import { describe, expect, test } from 'vitest';
import { Checking, holds, telling, timeLimit } from './checking.js';
import type { Choices } from './choices.js';

const checking = new Checking();

const judgedCodes = new Set([
  'no-channel',
  'unset-protocol',
  'unanswered-request',
  'unreachable-state',
  'pending-without-exit',
]);
const PROTOCOLS = ['Wire', 'Radio', 'Post'];
const SYSTEMS = ['panel', 'car'];
const STATES = ['idle', 'waiting', 'moving'];

interface Role {
  readonly name: string;
  /** The states it can be in, the first initial; none for a system. */
  readonly states: readonly string[];
}

interface Message {
  readonly name: string;
  readonly isRequest: boolean;
  readonly protocols: readonly string[];
}

interface Channel {
  readonly left: readonly Role[];
  readonly right: readonly Role[];
  readonly isTwoWay: boolean;
  readonly protocols: readonly string[];
}

/** Who is at one end of an arrow, as it is written. */
interface End {
  readonly text: string;
  /** The participants that it may mean. */
  readonly roles: readonly Role[];
}

interface Move {
  readonly role: Role | null;
  readonly sources: readonly string[];
  readonly target: string;
}

/** A random model, line by line, with the expected findings on each line and each state. */
class RandomModel {
  readonly lines: string[] = [];
  readonly expected: string[] = [];
  private readonly messages: readonly Message[];
  private readonly roles: readonly Role[];
  private readonly pending: ReadonlySet<string>;
  private readonly general: readonly string[];
  private readonly own: readonly string[] | null;
  private readonly channels: readonly Channel[];
  private readonly moves: Move[] = [];
  private readonly answered = new Set<Message>();
  private readonly triggered = new Map<Message, number>();

  constructor(private readonly choices: Choices) {
    this.messages = ['Call', 'Come', 'Open', 'Note'].map((name) => {
      return { name, isRequest: choices.chance(50), protocols: this.some(PROTOCOLS) };
    });
    this.pending = new Set(STATES.slice(1).filter(() => choices.chance(30)));
    this.general = STATES.slice(0, choices.between(2, 3));
    // The second party's own list shares states with the general one, or has a state that only this party can be in.
    this.own = choices.chance(50)
      ? [...choices.shuffled(STATES).slice(0, 2), ...(choices.chance(30) ? ['gone'] : [])]
      : null;
    this.roles = [
      { name: 'rider', states: this.general },
      { name: 'guard', states: this.own ?? this.general },
      ...SYSTEMS.map((name) => ({ name, states: [] })),
    ];
    this.channels = Array.from({ length: choices.below(4) }, () => ({
      left: this.some(this.roles),
      right: this.some(this.roles),
      isTwoWay: choices.chance(50),
      protocols: this.some(PROTOCOLS),
    }));
    this.write();
  }

  private write(): void {
    const { choices } = this;
    for (const protocol of PROTOCOLS) this.lines.push(`protocol ${protocol}`);
    for (const { name, isRequest, protocols } of this.messages) {
      this.lines.push(`${isRequest ? 'request' : 'event'} ${name} on ${protocols.join(', ')}`);
    }
    this.lines.push('model Lift {');
    for (const { name, states } of this.roles) this.lines.push(`  ${states.length > 0 ? 'party' : 'system'} ${name}`);
    const stateLine = this.lines.push(`  states ${this.listed(this.general)}`);
    const ownLine = this.own === null ? 0 : this.lines.push(`  states guard: ${this.listed(this.own)}`);
    for (const { left, right, isTwoWay, protocols } of this.channels) {
      const [from, to] = [left, right].map((roles) => roles.map(({ name }) => name).join(', '));
      this.lines.push(`  channel ${from} ${isTwoWay ? '<->' : '->'} ${to} on ${protocols.join(', ')}`);
    }
    for (let count = choices.below(3); count > 0; count--) this.arrow('  anytime ', true, null);
    for (let phase = choices.between(1, 4); phase > 0; phase--) {
      this.lines.push(`  phase Part${phase} {`);
      if (choices.chance(60)) this.arrow('    trigger ', false, this.triggered);
      if (choices.chance(60)) this.move();
      for (let count = choices.between(1, 3); count > 0; count--) {
        this.arrow(choices.chance(20) ? '    optional ' : '    ', true, null);
      }
      this.lines.push('  }');
    }
    this.lines.push('}');
    if (this.answered.size > 0) {
      for (const [message, line] of this.triggered) {
        if (message.isRequest && !this.answered.has(message)) this.expected.push(`${line} unanswered-request`);
      }
    }
    this.judgeStates(this.general, stateLine, this.own === null ? 0 : ownLine);
  }

  /** A state is judged where it is listed first. */
  private judgeStates(general: readonly string[], generalLine: number, ownLine: number): void {
    const started = new Set(this.roles.flatMap(({ states }) => states.slice(0, 1)));
    for (const state of new Set([...general, ...(this.own ?? [])])) {
      const line = general.includes(state) ? generalLine : ownLine;
      const into = this.moves.filter(({ target }) => target === state);
      const out = this.moves.filter(({ sources }) => sources.includes(state));
      // An unreachable state has no further finding.
      if (!started.has(state) && into.length === 0) this.expected.push(`${line} unreachable-state`);
      else if (this.pending.has(state) && out.length === 0) this.expected.push(`${line} pending-without-exit`);
    }
  }

  private listed(states: readonly string[]): string {
    return states.map((state) => `${this.pending.has(state) ? 'pending ' : ''}${state}`).join(', ');
  }

  private move(): void {
    const { choices } = this;
    if (choices.chance(25)) {
      const [source = '', target = ''] = choices.shuffled(this.general);
      // A move of `all` makes no party pending.
      if (this.pending.has(target)) return;
      this.moves.push({ role: null, sources: [source], target });
      this.lines.push(`    moves all ${source} to ${target}`);
      return;
    }
    const role = choices.one(this.roles.filter(({ states }) => states.length > 0));
    const [target = '', ...sources] = choices.shuffled(role.states);
    const from = sources.slice(0, choices.between(1, 2));
    this.moves.push({ role, sources: from, target });
    this.lines.push(`    moves ${role.name} from ${from.join(', ')} to ${target}`);
  }

  /** A line with an arrow, and the expected findings on its protocol and channel. */
  private arrow(head: string, canAnswer: boolean, triggered: Map<Message, number> | null): void {
    const { choices } = this;
    const [sender, receiver] = [this.end(triggered === null), this.end(triggered === null)];
    const message = choices.one(this.messages);
    const on = choices.chance(40) ? choices.one(message.protocols) : null;
    const answers = canAnswer && choices.chance(25) ? choices.one(this.messages) : null;
    if (answers !== null) this.answered.add(answers);
    const clauses = `${on === null ? '' : ` on ${on}`}${answers === null ? '' : ` answers ${answers.name}`}`;
    const line = this.lines.push(`${head}${sender.text} -> ${receiver.text} : ${message.name}${clauses}`);
    if (triggered !== null && !triggered.has(message)) triggered.set(message, line);
    const joined = PROTOCOLS.filter((protocol) =>
      sender.roles.some((from) => receiver.roles.some((to) => this.isJoined(from, to, protocol))),
    );
    const candidates = message.protocols.filter((protocol) => joined.includes(protocol));
    const [only] = message.protocols;
    const protocol = on ?? (candidates.length === 1 ? candidates[0] : message.protocols.length === 1 ? only : null);
    if (protocol == null) this.expected.push(`${line} unset-protocol`);
    else if (this.channels.length > 0 && !joined.includes(protocol)) this.expected.push(`${line} no-channel`);
  }

  private isJoined(from: Role, to: Role, protocol: string): boolean {
    return this.channels.some(({ left, right, isTwoWay, protocols }) => {
      const joins =
        (left.includes(from) && right.includes(to)) || (isTwoWay && right.includes(from) && left.includes(to));
      return joins && protocols.includes(protocol);
    });
  }

  private end(canBeAll: boolean): End {
    const { choices } = this;
    if (!canBeAll || choices.chance(75)) {
      const role = choices.one(this.roles);
      return { text: role.name, roles: [role] };
    }
    const state = choices.one([...this.general, ...(this.own ?? [])]);
    return { text: `all ${state}`, roles: this.roles.filter(({ states }) => states.includes(state)) };
  }

  private some<T>(all: readonly T[]): T[] {
    return this.choices.shuffled(all).slice(0, this.choices.between(1, 2));
  }
}

describe('models', () => {
  test(
    'models have the contradictions that an oracle finds',
    () => {
      return holds(120, async (choices) => {
        const { lines, expected } = new RandomModel(choices);
        const { findings, text } = await checking.check(`${lines.join('\n')}\n`);
        const texts = findings.filter(({ code }) => judgedCodes.has(code));
        const places = texts.map(({ code, range }) => `${range.start.line + 1} ${code}`);
        expect(places.sort(), `${text}${texts.map(telling).join('\n')}`).toEqual(expected.sort());
      });
    },
    timeLimit,
  );
});
