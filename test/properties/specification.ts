// Models and flows as plain data: what the generators make, what is written as text, and what the oracle reads.
// Everything is referred to by its number.

export interface MessageSpec {
  readonly protocols: readonly number[];
}

export interface StateSpec {
  readonly pending: boolean;
}

export interface RoleSpec {
  readonly kind: 'party' | 'system';
  /** State that its players start in; null for the first. */
  readonly initial: number | null;
}

export type Condition =
  | { readonly kind: 'role'; readonly role: number; readonly state: number }
  | { readonly kind: 'none' | 'some'; readonly state: number; readonly except: number | null }
  | { readonly kind: 'fact'; readonly value: number };

export type Move =
  | { readonly kind: 'role'; readonly role: number; readonly sources: readonly number[]; readonly target: number }
  | { readonly kind: 'all'; readonly state: number; readonly except: number | null; readonly target: number };

export type End =
  | { readonly kind: 'role'; readonly role: number }
  | { readonly kind: 'all'; readonly state: number; readonly except: number | null };

/** What stands between a sender and its receivers: a message on a protocol. */
export interface ArrowSpec {
  readonly sender: End;
  readonly receivers: readonly End[];
  readonly message: number;
  readonly protocol: number;
}

export interface RowSpec extends ArrowSpec {
  readonly kind: 'row';
  readonly optional: boolean;
  readonly repeated: boolean;
}

export type Item =
  | RowSpec
  | { readonly kind: 'when'; readonly conditions: readonly Condition[]; readonly items: readonly Item[] }
  | { readonly kind: 'in order' | 'one of'; readonly items: readonly Item[] };

export interface ModelPhaseSpec {
  /** A message; the role whose timer it is; or none. */
  readonly trigger: ArrowSpec | { readonly timer: number } | null;
  /** An earlier phase of the model. */
  readonly replaces: number | null;
  readonly needs: readonly Condition[];
  readonly moves: readonly Move[];
  readonly partial: boolean;
  readonly items: readonly Item[];
}

export interface ModelSpec {
  /** Number of protocols; the last has no channel and no row. */
  readonly protocols: number;
  readonly messages: readonly MessageSpec[];
  readonly states: readonly StateSpec[];
  readonly roles: readonly RoleSpec[];
  /** Number of values of its one fact; 0 for none. */
  readonly values: number;
  readonly anytime: readonly ArrowSpec[];
  readonly phases: readonly ModelPhaseSpec[];
}

export interface ParticipantSpec {
  readonly kind: 'party' | 'system';
  readonly roles: readonly number[];
  readonly initial: number | null;
}

export type Receiver =
  | { readonly kind: 'participant'; readonly participant: number }
  | { readonly kind: 'all'; readonly state: number; readonly except: number | null };

/** A step with an arrow, or the message alone. */
export interface StepSpec {
  readonly arrow: { readonly sender: number; readonly receivers: readonly Receiver[] } | null;
  readonly message: number;
  readonly protocol: number | null;
}

export type TargetSpec = number | 'end';

export interface FlowPhaseSpec {
  /** The model phase; null for one that is only drawn. */
  readonly realizes: number | null;
  readonly bindings: readonly { readonly participant: number; readonly role: number }[];
  /** Null for a phase without braces. */
  readonly steps: readonly StepSpec[] | null;
  readonly next: readonly TargetSpec[] | null;
}

export interface FlowSpec {
  readonly participants: readonly ParticipantSpec[];
  /** The value of the model's fact, where the flow states it. */
  readonly value: number | null;
  /** Phases it starts at; null for the first. */
  readonly start: readonly number[] | null;
  readonly phases: readonly FlowPhaseSpec[];
}
