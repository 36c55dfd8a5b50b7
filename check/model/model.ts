import type { Place } from './place.js';
import type { Message, Protocol } from './vocabulary.js';

/** Index of a role, state, fact or value that a name did not resolve to. */
export const UNKNOWN = -1;

export interface Role {
  readonly name: string;
  readonly title: string | null;
  readonly kind: 'party' | 'system';
  /** State the role's party starts in; the first state unless `initially` says otherwise; UNKNOWN without states. */
  readonly initial: number;
  /** Whether `initially` says so. */
  readonly initialStated: boolean;
  readonly place: Place;
}

export interface State {
  readonly name: string;
  readonly pending: boolean;
  readonly place: Place;
}

export interface Fact {
  readonly name: string;
  readonly values: readonly string[];
  readonly place: Place;
}

export type Condition = RoleCondition | CountCondition | FactCondition;

export interface RoleCondition {
  readonly kind: 'role';
  readonly role: number;
  readonly state: number;
  readonly place: Place;
}

export interface CountCondition {
  readonly kind: 'count';
  readonly quantifier: 'none' | 'some';
  readonly state: number;
  /** Role left out of the count; null where there is no `except`. */
  readonly except: number | null;
  readonly place: Place;
}

export interface FactCondition {
  readonly kind: 'fact';
  readonly fact: number;
  readonly value: number;
  readonly place: Place;
}

export type Move = RoleMove | AllMove;

export interface RoleMove {
  readonly kind: 'role';
  readonly role: number;
  readonly sources: readonly number[];
  readonly target: number;
  readonly place: Place;
}

export interface AllMove {
  readonly kind: 'all';
  readonly source: number;
  readonly except: number | null;
  readonly target: number;
  readonly place: Place;
}

/** One end of a row: a role, or every party in a state. */
export type End =
  | { readonly kind: 'role'; readonly role: number }
  | { readonly kind: 'all'; readonly state: number; readonly except: number | null };

/** One receiver of a row with the protocol its copy travels on; null where that cannot be told. */
export interface RowArrow {
  readonly receiver: End;
  readonly protocol: Protocol | null;
}

export interface Row {
  /** Number within the phase in the order written; -1 for a trigger or an `anytime` message. */
  readonly index: number;
  readonly optional: boolean;
  readonly repeated: boolean;
  readonly sender: End;
  readonly arrows: readonly RowArrow[];
  /** Null where the name does not resolve. */
  readonly message: Message | null;
  readonly messageName: string;
  readonly inferred: boolean;
  /** A row with a mistake of its own: nothing is asked because of it, steps that could be its are left alone. */
  readonly faulty: boolean;
  readonly place: Place;
  /** The row as written, for messages: `server -> agent2 : EventInvite`. */
  readonly text: string;
}

export type Item =
  | { readonly kind: 'row'; readonly row: Row }
  | { readonly kind: 'when'; readonly conditions: readonly Condition[]; readonly items: readonly Item[] }
  | { readonly kind: 'order'; readonly items: readonly Item[]; readonly place: Place }
  | { readonly kind: 'choice'; readonly items: readonly Item[] };

export type Trigger =
  | { readonly kind: 'message'; readonly row: Row }
  | { readonly kind: 'timeout'; readonly at: number | null };

export interface ModelPhase {
  readonly index: number;
  readonly name: string;
  readonly title: string | null;
  /** The model it stands in. */
  readonly model: ModelHeader;
  /** Index of the phase it replaces. */
  readonly replaces: number | null;
  readonly partial: boolean;
  readonly trigger: Trigger | null;
  readonly needs: readonly Condition[];
  readonly moves: readonly Move[];
  readonly items: readonly Item[];
  /** All rows of `items`, in the order written. */
  readonly rows: readonly Row[];
  readonly place: Place;
  /** Where the source document states it, as `source` says. */
  readonly source: string | null;
}

export interface ModelHeader {
  readonly name: string;
  readonly title: string | null;
  readonly source: { readonly text: string; readonly url: string | null } | null;
  readonly arrowsInferred: boolean;
  readonly place: Place;
}

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
  /** The first state of each united model: the one a party is in before it has a part. */
  readonly firstStates: readonly number[];
  readonly facts: readonly Fact[];
  readonly channels: readonly Channel[];
  readonly anytime: readonly Row[];
  readonly phases: readonly ModelPhase[];
  /** Every protocol that a channel or a row uses. */
  readonly protocols: ReadonlySet<Protocol>;
  /** Kinds of names some of which cannot be read: of these, what is not there proves nothing. */
  readonly unread: ReadonlySet<ModelNameKind>;
}

/** What a model gives names to. */
export type ModelNameKind = 'fact' | 'phase' | 'role' | 'state' | 'value';

/** Each row of a list of items with its nesting left out. */
export function rowsOf(items: readonly Item[]): Row[] {
  return items.flatMap((item) => (item.kind === 'row' ? [item.row] : rowsOf(item.items)));
}
