/** A message of a simulated interaction of the Conference model. */
export interface WalkMessage {
  timeMs: number;
  message: string;
  protocol: 'InteractionManagement' | 'Reporting';
  from: string;
  to: string;
}

const SERVER = 'server';
const REPORTING = 'reporting';

/** Numbers between 0 and 1, the same for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A random conforming interaction: its phases overlap a little, and rows come in any order. */
export function walk(random: () => number, agents = 3, steps = 6): WalkMessage[] {
  const messages: WalkMessage[] = [];
  const states: string[] = Array.from({ length: agents }, (_, index) => (index === 0 ? 'joined' : 'outside'));
  const inviters = new Map<number, number>();
  let now = 0;
  const name = (agent: number) => `agent_${agent}`;
  const who = (state: string) => states.flatMap((own, agent) => (own === state ? [agent] : []));
  const pick = <T>(values: readonly T[]): T => {
    const value = values[Math.floor(random() * values.length)];
    if (value === undefined) throw new Error('Nothing to pick from.');
    return value;
  };
  const phase = (trigger: [string, number] | null, rows: [string, number | null][]) => {
    now += random() < 0.2 ? 30 + Math.floor(random() * 100) : 3000 + Math.floor(random() * 5000);
    if (trigger !== null) add(now, trigger[0], name(trigger[1]), SERVER);
    for (const [message, agent] of shuffled(rows, random)) {
      now += 1 + Math.floor(random() * 20);
      add(now, message, SERVER, agent === null ? REPORTING : name(agent));
    }
  };
  const add = (timeMs: number, message: string, from: string, to: string) => {
    messages.push({
      timeMs,
      message,
      protocol: to === REPORTING ? 'Reporting' : 'InteractionManagement',
      from,
      to,
    });
  };
  const resolve = (agent: number) => {
    const inviter = inviters.get(agent) ?? 0;
    const kind = random();
    if (kind < 0.6) {
      const summary = who('joined').map((other): [string, number] => ['EventPartyAdded', other]);
      states[agent] = 'joined';
      phase(['RequestAccept', agent], [['EventAck', agent], ['EventPartyAdded', null], ...summary]);
    } else if (kind < 0.8) {
      states[agent] = 'outside';
      phase(
        ['RequestReject', agent],
        [
          ['EventAck', agent],
          ['EventError', inviter],
          ['EventRejected', null],
        ],
      );
    } else {
      states[agent] = 'outside';
      phase(null, [
        ['EventError', inviter],
        ['EventRevoked', agent],
      ]);
    }
  };
  for (let step = 0; step < steps; step++) {
    const joined = who('joined');
    const invited = who('invited');
    const outside = who('outside');
    const kind = random();
    if (kind < 0.5 && joined.length > 0 && outside.length > 0) {
      const inviter = pick(joined);
      const agent = pick(outside);
      states[agent] = 'invited';
      inviters.set(agent, inviter);
      phase(
        ['RequestConference', inviter],
        [
          ['EventInvite', agent],
          ['EventAgentInvited', null],
        ],
      );
    } else if (kind < 0.8 && invited.length > 0) resolve(pick(invited));
    else if (step > 0 && joined.length > 1) {
      const agent = pick(joined);
      states[agent] = 'outside';
      const summary = who('joined').map((other): [string, number] => ['EventPartyRemoved', other]);
      phase(['RequestLeaveInteraction', agent], [['EventAck', agent], ['EventPartyRemoved', null], ...summary]);
    }
  }
  for (const agent of who('invited')) resolve(agent);
  return messages;
}

/** Walks as JSON lines, many at once. */
export function linesOf(walks: readonly (readonly WalkMessage[])[], startMs: number, gapMs: number): string[] {
  const all = walks.flatMap((messages, index) =>
    messages.map((message) => ({ ...message, key: `K${index}`, at: startMs + index * gapMs + message.timeMs })),
  );
  all.sort((a, b) => a.at - b.at);
  return all.map(({ key, message, protocol, from, to, at }) =>
    JSON.stringify({ time: new Date(at).toISOString(), key, message, protocol, from, to }),
  );
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  const copy = [...values];
  for (let index = copy.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    const [a, b] = [copy[index], copy[other]];
    if (a === undefined || b === undefined) continue;
    copy[index] = b;
    copy[other] = a;
  }
  return copy;
}
