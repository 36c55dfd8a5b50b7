import type { Choices } from './choices.js';
import type {
  ArrowSpec,
  Condition,
  End,
  Item,
  MessageSpec,
  ModelPhaseSpec,
  ModelSpec,
  Move,
  RoleSpec,
  RowSpec,
  StateSpec,
  TriggerSpec,
  ValueSpec,
} from './specification.js';
import { AMOUNTS } from './writing.js';

export interface ModelOptions {
  /** Whether each message is in one row or trigger only; otherwise phases and rows share a few. */
  readonly ownMessages: boolean;
  /** Blocks `in order`. */
  readonly order: boolean;
  /** Conditions and blocks as members of a `one of`. */
  readonly nested?: boolean;
}

export const INITIAL = 0;
export const PENDING = 1;

/** A small model without a contradiction in itself. */
export function randomModel(choices: Choices, options: ModelOptions): ModelSpec {
  return new ModelBuilder(choices, options).build();
}

/** The system role that only receives, and so may have several players; null if there is none. */
export function listenerOf(roles: readonly RoleSpec[]): number | null {
  return roles.filter(({ kind }) => kind === 'system').length > 1 ? roles.length - 1 : null;
}

/** A row that requires an arrow, once. */
export function requiredRow(arrow: ArrowSpec): RowSpec {
  return { kind: 'row', optional: false, repeated: false, value: null, within: null, inferred: false, ...arrow };
}

/** A value of whichever type an attribute has. */
export function randomValue(choices: Choices): ValueSpec {
  return { amount: choices.below(AMOUNTS), form: choices.below(2) };
}

class ModelBuilder {
  private readonly states: StateSpec[] = [{ pending: false }, { pending: true }];
  private readonly roles: RoleSpec[] = [];
  private readonly messages: MessageSpec[] = [];
  private readonly values: number;
  private readonly protocols: number;
  private readonly senders: readonly number[];
  private readonly parties: readonly number[];
  private readonly systems: readonly number[];
  private drawn = 0;
  private first = 0;
  private readonly pool: number;

  constructor(
    private readonly choices: Choices,
    private readonly options: ModelOptions,
  ) {
    if (choices.chance(75)) this.states.push({ pending: false });
    this.values = choices.chance(50) ? 2 : 0;
    this.protocols = choices.between(2, 3);
    this.pool = options.ownMessages ? 0 : choices.between(3, 5);
    for (let party = choices.chance(70) ? 2 : 1; party > 0; party--) {
      const initial = choices.chance(30) ? this.settled() : null;
      const optional = this.roles.length > 0 && choices.chance(25);
      this.roles.push({ kind: 'party', optional, initial, states: choices.chance(25) ? this.own() : null });
    }
    for (let system = choices.between(1, 2); system > 0; system--) {
      this.roles.push({ kind: 'system', optional: system === 1 && choices.chance(30), initial: null, states: null });
    }
    const listener = listenerOf(this.roles);
    const numbers = this.roles.map((_, role) => role);
    this.parties = numbers.filter((role) => this.roles[role]?.kind === 'party');
    this.systems = numbers.filter((role) => this.roles[role]?.kind === 'system');
    this.senders = numbers.filter((role) => role !== listener);
  }

  build(): ModelSpec {
    const anytime = this.choices.chance(50) ? [this.arrow(this.message(), this.choices.chance(80))] : [];
    const arrowsInferred = this.choices.chance(15);
    const phases: ModelPhaseSpec[] = [];
    for (let count = this.choices.between(1, 6); count > 0; count--) phases.push(this.phase(phases.length));
    const { protocols, messages, states, roles, values } = this;
    const spec = { protocols, messages, states, roles, values, arrowsInferred, anytime };
    return { ...spec, phases: this.choices.chance(25) ? this.divided(phases) : phases };
  }

  /** The phases as those of two models: what replaces a phase is of its model. */
  private divided(phases: readonly ModelPhaseSpec[]): ModelPhaseSpec[] {
    const owners: number[] = [];
    for (const { replaces } of phases) {
      owners.push(replaces === null ? this.choices.below(2) : (owners[replaces.phase] ?? 0));
    }
    return phases.map((phase, index) => ({ ...phase, owner: owners[index] ?? 0 }));
  }

  /** All states, the last one first: a list of a role's own may begin with another state. */
  private own(): number[] {
    const last = this.states.length - 1;
    return last === PENDING ? [INITIAL, PENDING] : [last, INITIAL, PENDING];
  }

  private inferred(): boolean {
    return this.choices.chance(20);
  }

  /** A state that is not pending. */
  private settled(): number {
    return this.states.length > 2 && this.choices.chance(50) ? 2 : INITIAL;
  }

  private phase(index: number): ModelPhaseSpec {
    const { choices } = this;
    const moves = this.moves(index);
    const triggers = this.triggers();
    const [trigger] = triggers;
    const items: Item[] = [];
    if (trigger !== undefined && !('timer' in trigger) && choices.chance(15)) {
      items.push(requiredRow(trigger));
    }
    for (let count = choices.between(index === 0 ? 1 : 0, 3); count > 0; count--) items.push(this.item());
    const replaces = index > 0 && choices.chance(22) ? choices.below(index) : null;
    // Two conditions on one fact could contradict each other.
    const decided = items.some((item) => item.kind === 'when') || replaces !== null;
    return {
      owner: 0,
      triggers,
      replaces: replaces === null ? null : { phase: replaces, inferred: this.inferred() },
      needs: choices.chance(25) ? this.needs(!decided) : [],
      moves: replaces !== null && choices.chance(70) ? [] : moves,
      partial: choices.chance(10),
      items,
    };
  }

  /** One condition, or two that cannot contradict each other. */
  private needs(facts: boolean): (Condition & { inferred: boolean })[] {
    const first = this.condition(facts);
    const second = this.choices.chance(35) ? this.condition(false) : first;
    const ofRoles = first.kind === 'role' && second.kind === 'role' && first.role === second.role;
    const ofStates = first.kind !== 'fact' && second.kind !== 'fact' && first.state === second.state;
    const conditions = ofRoles || ofStates ? [first] : [first, second];
    return conditions.map((condition) => ({ ...condition, inferred: this.inferred() }));
  }

  private moves(index: number): Move[] {
    const first = this.move(index);
    return index > 1 && this.choices.chance(20) ? [...first, ...this.move(index)] : first;
  }

  private move(index: number): Move[] {
    const { choices } = this;
    const drawn = choices.one(this.parties);
    const role = index === 1 ? (this.parties[this.first] ?? drawn) : drawn;
    if (index === 0) this.first = this.parties.indexOf(role);
    // First a party becomes pending, then perhaps no longer: otherwise few phases could follow each other.
    const kind = index === 0 ? 0 : index === 1 && choices.chance(70) ? 1 : choices.below(6);
    if (kind === 0) return [{ kind: 'role', role, sources: [INITIAL], target: PENDING, inferred: this.inferred() }];
    if (kind === 1 || kind === 2) {
      const target = this.settled();
      return [{ kind: 'role', role, sources: [PENDING], target, inferred: this.inferred() }];
    }
    if (kind === 3 && this.states.length > 2) {
      const source = this.settled();
      const target = source === INITIAL ? 2 : INITIAL;
      const sources = choices.chance(20) ? [source, PENDING] : [source];
      return [{ kind: 'role', role, sources, target, inferred: this.inferred() }];
    }
    if (kind === 4 && this.states.length > 2) {
      const state = this.settled();
      const target = state === INITIAL ? 2 : INITIAL;
      return [
        { kind: 'all', state, except: choices.chance(40) ? this.some(role) : [], target, inferred: this.inferred() },
      ];
    }
    return [];
  }

  private triggers(): TriggerSpec[] {
    const count = this.choices.chance(25) ? 2 : 1;
    return Array.from({ length: count }, () => this.trigger()).flatMap((trigger) => trigger ?? []);
  }

  private trigger(): TriggerSpec | null {
    const { choices } = this;
    const kind = choices.below(5);
    if (kind < 2) return this.arrow(this.message(), false);
    if (kind > 2) return null;
    const after = choices.between(1, 3);
    const length = choices.chance(50) ? { after, to: choices.chance(50) ? after + choices.below(2) : null } : null;
    return { timer: choices.one(this.systems), length, inferred: this.inferred() };
  }

  /** A role, and perhaps other parties' too. */
  private some(role: number): number[] {
    return [role, ...this.parties.filter((other) => other !== role && this.choices.chance(25))];
  }

  private item(): Item {
    const { choices, options } = this;
    const kind = choices.below(9);
    if (kind === 5 || kind === 8) {
      const items = [this.row(this.message(), true), ...(choices.chance(40) ? [this.row(this.message(), true)] : [])];
      return { kind: 'when', conditions: this.conditions(), items };
    }
    if (kind === 6) {
      // Alternatives that one step can match are a fault of the model, and an alternative without rows is no choice.
      const rows = this.messagesApart(choices.between(2, 3)).map((message) => this.row(message, false));
      return { kind: 'one of', items: options.nested ? this.members(rows) : rows };
    }
    if (kind === 7 && options.order) {
      const rows = Array.from({ length: choices.between(2, 3) }, () => this.row(this.message(), true));
      return { kind: 'in order', items: rows };
    }
    return this.row(this.message(), true);
  }

  /** Rows as the members of a `one of`: by themselves, under a condition, or the last two in a block. */
  private members(rows: readonly RowSpec[]): Item[] {
    const { choices } = this;
    const [first, ...rest] = rows;
    if (first !== undefined && rest.length > 1 && choices.chance(35)) {
      return [first, { kind: this.options.order && choices.chance(50) ? 'in order' : 'one of', items: rest }];
    }
    return rows.map((row) =>
      choices.chance(20) ? { kind: 'when', conditions: this.conditions(), items: [row] } : row,
    );
  }

  private row(message: number, free: boolean): RowSpec {
    const arrow = this.arrow(message, free);
    return {
      kind: 'row',
      optional: free && this.choices.chance(15),
      repeated: free && this.choices.chance(10),
      value: this.messages[message]?.attribute && this.choices.chance(80) ? randomValue(this.choices) : null,
      within: this.choices.chance(20) ? this.choices.between(1, 3) : null,
      inferred: this.inferred(),
      ...arrow,
    };
  }

  private arrow(message: number, broadcasts: boolean): ArrowSpec {
    const { choices } = this;
    const protocols = (this.messages[message]?.protocols ?? []).filter((protocol) => protocol < this.protocols - 1);
    const protocol = choices.one(protocols);
    const kind = broadcasts ? choices.below(10) : 0;
    const sender = choices.one(this.senders);
    if (kind === 9) {
      const receiver = choices.chance(20) ? this.everybody() : this.end(choices.one(this.systems));
      return { sender: this.everybody(), receivers: [receiver], message, protocol };
    }
    if (kind >= 6) return { sender: this.end(sender), receivers: [this.everybody()], message, protocol };
    const others = this.roles.map((_, role) => role).filter((role) => role !== sender);
    // A trigger or an `anytime` message has one receiver.
    const receiverRoles = broadcasts ? others : others.filter((role) => this.senders.includes(role));
    const receivers =
      receiverRoles.length === 0
        ? [this.end(sender)]
        : choices
            .shuffled(receiverRoles)
            .slice(0, kind === 5 ? 2 : 1)
            .map((role) => this.end(role));
    return { sender: this.end(sender), receivers, message, protocol };
  }

  private end(role: number): End {
    return { kind: 'role', role };
  }

  private everybody(): End {
    const { choices } = this;
    return {
      kind: 'all',
      state: choices.below(this.states.length),
      except: choices.chance(40) ? this.some(choices.one(this.parties)) : [],
    };
  }

  /** One message: a new one, or one of the few. */
  private message(): number {
    const index = this.options.ownMessages ? this.drawn++ : this.choices.below(this.pool);
    while (this.messages.length <= index) this.messages.push(this.declared());
    return index;
  }

  private messagesApart(count: number): number[] {
    if (this.options.ownMessages) return Array.from({ length: count }, () => this.message());
    const all = Array.from({ length: this.pool }, (_, index) => index);
    while (this.messages.length < this.pool) this.messages.push(this.declared());
    return this.choices.shuffled(all).slice(0, count);
  }

  private declared(): MessageSpec {
    const { choices } = this;
    const used = this.protocols - 1;
    const first = choices.below(used);
    const protocols = [first];
    if (used > 1 && choices.chance(45)) protocols.push(1 - first);
    if (choices.chance(10)) protocols.push(used);
    return { protocols, attribute: choices.one([null, null, null, 'words', 'number', 'duration'] as const) };
  }

  private conditions(): Condition[] {
    const first = this.condition(false);
    if (this.values === 0 || this.choices.chance(50)) return [first];
    const fact: Condition = { kind: 'fact', value: this.choices.below(this.values) };
    return this.choices.chance(50) ? [fact] : [first, fact];
  }

  private condition(facts: boolean): Condition {
    const { choices } = this;
    const state = choices.below(this.states.length);
    const kind = choices.below(4);
    if (kind === 3 && facts && this.values > 0) return { kind: 'fact', value: choices.below(this.values) };
    if (kind >= 2) return { kind: 'role', role: choices.one(this.parties), state };
    const except = choices.chance(30) ? this.some(choices.one(this.parties)) : [];
    return { kind: kind === 0 ? 'none' : 'some', state, except };
  }
}
