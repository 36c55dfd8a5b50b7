import type { Place } from './place.js';
import type { Message, Protocol } from './vocabulary.js';

/** Index of a role, state, fact or value that a name did not resolve to. */
export const UNKNOWN = -1;

/** The source of a row, trigger, need, move or `replaces`, if it is not that of its phase. */
export interface Ground {
  readonly kind: 'inferred' | 'given';
  /** Why it is inferred, or where it is given. */
  readonly text: string;
}

/** A role of the models, which participants of a flow play. */
export interface Role {
  readonly name: string;
  readonly title: string | null;
  readonly kind: 'party' | 'system';
  /** False if it is given in another notation's word, such as `actor`: either kind may be meant. */
  readonly kindStated: boolean;
  /** Models in which it is optional: without a player, their rows require no copy from or to it. */
  readonly optionalIn: ReadonlySet<ModelHeader>;
  /** States that its party can be in; empty for a system. */
  readonly states: readonly number[];
  /** State the role's party starts in; the first state unless `initially` says otherwise; UNKNOWN without states. */
  readonly initial: number;
  /** Whether `initially` states it. */
  readonly initialStated: boolean;
  readonly place: Place;
}

/** A state that parties can be in. */
export interface State {
  readonly name: string;
  readonly pending: boolean;
  readonly place: Place;
}

/** A property of the situation, stated by the flow. */
export interface Fact {
  readonly name: string;
  readonly values: readonly string[];
  readonly place: Place;
}

/** A condition of a `needs` or `when`. */
export type Condition = RoleCondition | CountCondition | FactCondition;

/** Holds if the party that plays a role is in a state. */
export interface RoleCondition {
  readonly kind: 'role';
  readonly role: number;
  readonly state: number;
  /** Ground of the `needs` around it; null in a `when`. */
  readonly ground: Ground | null;
  readonly place: Place;
}

/** Holds if no party is in a state, or at least one. */
export interface CountCondition {
  readonly kind: 'count';
  readonly quantifier: 'none' | 'some';
  readonly state: number;
  /** Roles left out of the count; UNKNOWN for a name that does not resolve, here and below. */
  readonly except: readonly number[];
  readonly ground: Ground | null;
  readonly place: Place;
}

/** Holds if the flow states this value of a fact. */
export interface FactCondition {
  readonly kind: 'fact';
  readonly fact: number;
  readonly value: number;
  readonly ground: Ground | null;
  readonly place: Place;
}

/** How a phase changes the states of parties. */
export type Move = RoleMove | AllMove;

/** Moves the party that plays a role. */
export interface RoleMove {
  readonly kind: 'role';
  readonly role: number;
  readonly sources: readonly number[];
  readonly target: number;
  readonly ground: Ground | null;
  readonly place: Place;
}

/** Moves every party in a state. */
export interface AllMove {
  readonly kind: 'all';
  readonly source: number;
  readonly except: readonly number[];
  readonly target: number;
  readonly ground: Ground | null;
  readonly place: Place;
}

/** One end of a row: a role, or every party in a state. */
export type End =
  | { readonly kind: 'role'; readonly role: number }
  | { readonly kind: 'all'; readonly state: number; readonly except: readonly number[] };

/** One receiver of a row with the protocol its copy travels on; null if that is unknown. */
export interface RowArrow {
  readonly receiver: End;
  readonly protocol: Protocol | null;
}

/** A value that a row gives an attribute of its message. */
export interface RowValue {
  readonly attribute: string;
  /** Equal for equal values; null for a value of another type, which meets any. */
  readonly key: string | null;
  /** The value as written. */
  readonly text: string;
}

/** A line of a model that requires or allows a message. */
export interface Row {
  /** Number within the phase in the order written; -1 for a trigger or an `anytime` message. */
  readonly index: number;
  readonly optional: boolean;
  readonly repeated: boolean;
  readonly sender: End;
  readonly arrows: readonly RowArrow[];
  /** Null if the name does not resolve. */
  readonly message: Message | null;
  readonly messageName: string;
  /** Values that it gives attributes of the message, in the order written. */
  readonly values: readonly RowValue[];
  /** Time limit after the phase began, in ms; null without `within`. */
  readonly withinMs: number | null;
  /** Name of the request that it answers; null without `answers`. */
  readonly answers: string | null;
  readonly ground: Ground | null;
  /** A row with a mistake of its own: nothing is asked because of it, steps that could be its are left alone. */
  readonly faulty: boolean;
  /** Whether a part of it cannot be read. */
  readonly hasSkippedText: boolean;
  readonly place: Place;
  /** Its message's name. */
  readonly messagePlace: Place;
  /** The row as written, for messages: `server -> agent2 : EventInvite`. */
  readonly text: string;
}

/** A row, or a block with rows. */
export type Item =
  | { readonly kind: 'row'; readonly row: Row }
  | { readonly kind: 'when'; readonly conditions: readonly Condition[]; readonly items: readonly Item[] }
  | { readonly kind: 'order'; readonly items: readonly Item[]; readonly place: Place }
  | { readonly kind: 'choice'; readonly items: readonly Item[] };

/** What starts a phase. */
export type Trigger = MessageTrigger | TimeoutTrigger;

/** A message that starts the phase. */
export interface MessageTrigger {
  readonly kind: 'message';
  readonly row: Row;
}

/** A timer that starts the phase. */
export interface TimeoutTrigger {
  readonly kind: 'timeout';
  /** Role whose timer it is; null if the model does not say. */
  readonly at: number | null;
  /** How long it runs at least, in ms; null if the model does not say. */
  readonly afterMs: number | null;
  /** Whether it cannot be read as a whole: then it is not known whether it says how long it runs. */
  readonly hasSkippedText: boolean;
  /** How long it runs at most, in ms; null: exactly `afterMs`. */
  readonly toMs: number | null;
  readonly ground: Ground | null;
  readonly place: Place;
}

/** A phase of a model. */
export interface ModelPhase {
  readonly index: number;
  readonly name: string;
  readonly title: string | null;
  /** The model that declares it. */
  readonly model: ModelHeader;
  /** Index of the phase it replaces. */
  readonly replaces: number | null;
  /** Ground of `replaces`. */
  readonly replacesGround: Ground | null;
  readonly partial: boolean;
  /** Any one of them starts the phase. */
  readonly triggers: readonly Trigger[];
  readonly needs: readonly Condition[];
  readonly moves: readonly Move[];
  readonly items: readonly Item[];
  /** All rows of `items`, in the order written. */
  readonly rows: readonly Row[];
  readonly place: Place;
  /** Where the source document states it, as `source` says. */
  readonly source: string | null;
}

/** What a model says of itself, without its parts. */
export interface ModelHeader {
  readonly name: string;
  readonly title: string | null;
  readonly source: { readonly text: string; readonly url: string | null } | null;
  readonly arrowsInferred: boolean;
  readonly place: Place;
}

/** Roles that can exchange messages, and on which protocols. */
export interface Channel {
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly both: boolean;
  readonly protocols: readonly Protocol[];
}

/** One model, or the union of those a flow follows: the indices of roles, states and facts run over the union. */
export interface Model {
  /** The models that were united, in the order followed. */
  readonly headers: readonly ModelHeader[];
  readonly roles: readonly Role[];
  readonly states: readonly State[];
  /**
   * State of a party without a role: the first of the first model followed that no role has for its own; UNKNOWN where
   * that model has none.
   */
  readonly homeState: number;
  /**
   * The first state of each united model and of each role with states of its own: the one a party is in before it has a
   * part.
   */
  readonly firstStates: readonly number[];
  /** States of roles whose names do not resolve. */
  readonly unassignedStates: ReadonlySet<number>;
  readonly facts: readonly Fact[];
  readonly channels: readonly Channel[];
  readonly anytime: readonly Row[];
  readonly phases: readonly ModelPhase[];
  /** Every protocol that a channel or a row uses. */
  readonly protocols: ReadonlySet<Protocol>;
  /** Kinds of names of which some were skipped: a missing name of these kinds may be declared. */
  readonly incompleteKinds: ReadonlySet<ModelNameKind>;
  /** Whether text was skipped that may be rows: that none does something proves nothing. */
  readonly rowsIncomplete: boolean;
}

/** The kinds of names that a model declares. */
export type ModelNameKind = 'fact' | 'phase' | 'role' | 'state' | 'value';

/** The triggers of a phase that are messages. */
export function messageTriggers({ triggers }: ModelPhase): MessageTrigger[] {
  return triggers.filter((trigger) => trigger.kind === 'message');
}

/** The triggers of a phase that are timers. */
export function timersOf({ triggers }: ModelPhase): TimeoutTrigger[] {
  return triggers.filter((trigger) => trigger.kind === 'timeout');
}

/** Whether only a timer starts the phase. */
export function isTimeoutPhase({ triggers }: ModelPhase): boolean {
  return triggers.length > 0 && triggers.every((trigger) => trigger.kind === 'timeout');
}

/** Whether a target that leads to a phase has to say after how long: none of its timers does. */
export function needsDelay(phase: ModelPhase | null | undefined): boolean {
  if (phase === null || phase === undefined || !isTimeoutPhase(phase)) return false;
  return phase.triggers.every(
    (trigger) => trigger.kind === 'timeout' && trigger.afterMs === null && !trigger.hasSkippedText,
  );
}

/** Whether something is inferred: its ground says so, and not its phase's source. */
export function isInferred(ground: Ground | null): boolean {
  return ground?.kind === 'inferred';
}

/** Whether sender and receivers of a row are inferred: with the row, or with all arrows of its model. */
export function isArrowInferred({ ground }: Row, { arrowsInferred }: ModelHeader): boolean {
  return ground === null ? arrowsInferred : ground.kind === 'inferred';
}

/** The name of a model; of several that are united, that of the first; empty for one that says nothing. */
export function modelName({ headers: [header] }: Model): string {
  return header?.name ?? '';
}

/** Whether another one of the united models has a phase of the same name. */
export function isPhaseNameShared(phase: ModelPhase, { phases }: Model): boolean {
  return phases.some(({ name, model }) => name === phase.name && model !== phase.model);
}

/** A phase as flows name it: `Leave`, or `Conference.Leave` if another one of the united models has a phase of the name. */
export function phaseReference(phase: ModelPhase, model: Model): string {
  return isPhaseNameShared(phase, model) ? `${phase.model.name}.${phase.name}` : phase.name;
}

/** A model that says nothing: that of a flow that follows none. */
export const NO_MODEL: Model = {
  headers: [],
  roles: [],
  states: [],
  homeState: UNKNOWN,
  firstStates: [],
  unassignedStates: new Set(),
  facts: [],
  channels: [],
  anytime: [],
  phases: [],
  protocols: new Set(),
  incompleteKinds: new Set(),
  rowsIncomplete: false,
};
