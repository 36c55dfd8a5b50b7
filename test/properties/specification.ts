// Models and flows as plain data: what the generators make, what is written as text, and what the oracle reads.
// Everything is referred to by its number.

export interface MessageSpec {
  readonly protocols: readonly number[];
  /** What the values of its attribute are; null for a message without one. */
  readonly attribute: 'words' | 'number' | 'duration' | null;
}

/** A value of an attribute. Values of one amount are the same, however they are written. */
export interface ValueSpec {
  /** Which of its type's values it is; null for a value of another type. */
  readonly amount: number | null;
  /** Which way of writing it, 0 or 1. */
  readonly form: number;
}

export interface StateSpec {
  readonly pending: boolean;
}

export interface RoleSpec {
  readonly kind: 'party' | 'system';
  /** Whether it may have no player. */
  readonly optional: boolean;
  /** State that its players start in; null for the first. */
  readonly initial: number | null;
  /** The states of this role alone, the first initial; null for those of every party. */
  readonly states: readonly number[] | null;
}

export type Condition =
  | { readonly kind: 'role'; readonly role: number; readonly state: number }
  | { readonly kind: 'none' | 'some'; readonly state: number; readonly except: readonly number[] }
  | { readonly kind: 'fact'; readonly value: number };

/** What may rest on inference: then findings that rest on it alone are one severity lower. */
export interface Grounded {
  readonly inferred: boolean;
}

export type Move = Grounded &
  (
    | { readonly kind: 'role'; readonly role: number; readonly sources: readonly number[]; readonly target: number }
    | { readonly kind: 'all'; readonly state: number; readonly except: readonly number[]; readonly target: number }
  );

export type End =
  | { readonly kind: 'role'; readonly role: number }
  | { readonly kind: 'all'; readonly state: number; readonly except: readonly number[] };

/** What a sender sends to its receivers: a message on a protocol. */
export interface ArrowSpec {
  readonly sender: End;
  readonly receivers: readonly End[];
  readonly message: number;
  readonly protocol: number;
}

export interface RowSpec extends ArrowSpec, Grounded {
  readonly kind: 'row';
  readonly optional: boolean;
  readonly repeated: boolean;
  /** What it gives its message's attribute; null for nothing. */
  readonly value: ValueSpec | null;
  /** At most so many seconds after the phase began; null for any time. */
  readonly within: number | null;
}

export type Item =
  | RowSpec
  | { readonly kind: 'when'; readonly conditions: readonly Condition[]; readonly items: readonly Item[] }
  | { readonly kind: 'in order' | 'one of'; readonly items: readonly Item[] };

/** A timer: whose it is, and how long it runs in seconds, where the model says so. */
export interface TimerSpec extends Grounded {
  readonly timer: number;
  readonly length: { readonly after: number; readonly to: number | null } | null;
}

export type TriggerSpec = ArrowSpec | TimerSpec;

export interface ModelPhaseSpec {
  /** Which of the models that a flow follows declares it: 0, or 1 if there are two. */
  readonly owner: number;
  /** Any one of them starts it. */
  readonly triggers: readonly TriggerSpec[];
  /** An earlier phase of the model. */
  readonly replaces: (Grounded & { readonly phase: number }) | null;
  readonly needs: readonly (Condition & Grounded)[];
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
  /** Whether all arrows are inferred that no ground of their own gives. */
  readonly arrowsInferred: boolean;
  readonly anytime: readonly ArrowSpec[];
  /** Those of one model or of two, whose roles, states, facts and channels are the same. */
  readonly phases: readonly ModelPhaseSpec[];
}

export interface ParticipantSpec {
  readonly kind: 'party' | 'system';
  readonly roles: readonly number[];
  readonly initial: number | null;
}

export type Receiver =
  | { readonly kind: 'participant'; readonly participant: number }
  | { readonly kind: 'all'; readonly state: number; readonly except: readonly number[] };

/** A step with an arrow, or the message alone. */
export interface StepSpec {
  readonly arrow: { readonly sender: number; readonly receivers: readonly Receiver[] } | null;
  readonly message: number;
  readonly protocol: number | null;
  /** What it gives the message's attribute; null for nothing. */
  readonly value: ValueSpec | null;
  /** Seconds after the step before it; null if it does not say. */
  readonly delay: number | null;
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
  /** Named paths, as phases in order. */
  readonly scenarios: readonly (readonly number[])[];
}
