/**
 * The timeline of one path through a flow: plain JSON that the preview, the exports and `confer timeline` share.
 * The shape is the contract of `confer timeline --format json`; see docs/language.md.
 */

/** A position in a text document, zero-based, in UTF-16 units as in the Language Server Protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A range in a text document; the end is exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** What the check says of a phase on this path; `unjudged` where the phase realizes no model phase. */
export type Verdict = 'conforms' | 'warnings' | 'errors' | 'unjudged';

/** What the check says of one event. */
export type EventStatus =
  | 'ok'
  | 'missing'
  | 'unexpected'
  | 'wrong-protocol'
  | 'wrong-direction'
  | 'incomplete'
  | 'condition'
  | 'duplicate'
  | 'order'
  | 'unjudged';

/** One lane. */
export interface TimelineParticipant {
  readonly name: string;
  readonly title: string | null;
  readonly kind: 'party' | 'system';
  /** Names of the roles the participant plays by default or anywhere in the flow. */
  readonly roles: readonly string[];
  /** Titles of those roles, for the lane's header. */
  readonly roleTitles: readonly string[];
  readonly range: Range;
}

/** A way on from a phase, in the order written. */
export interface TimelineOutcome {
  /** The flow phase, or null for the flow's end. */
  readonly phase: string | null;
  readonly delayMs: number | null;
  /** Whether the target can be taken in the configuration this visit leaves. */
  readonly possible: boolean;
  /** Whether this path takes it. */
  readonly taken: boolean;
  readonly range: Range;
}

/** One visit of a flow phase; a path may visit a phase more than once. */
export interface TimelinePhase {
  readonly visit: number;
  readonly name: string;
  readonly title: string | null;
  readonly modelPhase: string | null;
  readonly modelPhaseTitle: string | null;
  readonly verdict: Verdict;
  readonly findings: readonly number[];
  readonly outcomes: readonly TimelineOutcome[];
  readonly range: Range;
  /** The phase's name in the source. */
  readonly nameRange: Range;
}

/** A message on its way, or one that the model asks for and the flow forgets (`missing`). */
export interface TimelineEvent {
  /** Stable over edits elsewhere: the visit, the phase and the step's number. */
  readonly id: string;
  readonly visit: number;
  /** Milliseconds since the path began; null where no delay is known. */
  readonly timeMs: number | null;
  readonly message: string;
  /** Protocol name; null where it cannot be told. */
  readonly protocol: string | null;
  /** Participant name; null where it cannot be told. */
  readonly sender: string | null;
  readonly receivers: readonly string[];
  /** For an incomplete broadcast: who should have been told too. */
  readonly missingReceivers: readonly string[];
  readonly status: EventStatus;
  /** Indices into `findings`. */
  readonly findings: readonly number[];
  /** The step in the source; null for a missing message. */
  readonly range: Range | null;
  /** `Attribute: value` pairs as written. */
  readonly details: string | null;
}

/** A party in one state, from one event to another. */
export interface TimelineState {
  readonly participant: string;
  readonly state: string;
  readonly pending: boolean;
  /** The model's first state, in which a party has no part yet: nothing is drawn for it. */
  readonly resting: boolean;
  readonly fromEvent: string;
  /** The event that ends it; null while it lasts. */
  readonly toEvent: string | null;
}

export interface TimelineFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
}

export interface TimelineProtocol {
  readonly name: string;
  readonly title: string | null;
}

/** A path that the picker offers: a declared scenario, or a distinct way to an end. */
export interface TimelinePath {
  /** Name of the declared scenario, else null. */
  readonly scenario: string | null;
  readonly title: string | null;
  /** Flow phases in order. */
  readonly phases: readonly string[];
  /** Whether the path can end there. */
  readonly complete: boolean;
}

export interface Timeline {
  readonly flow: string;
  readonly title: string | null;
  readonly models: readonly string[];
  /** Name of the declared scenario that is drawn, else null. */
  readonly scenario: string | null;
  /** The path that is drawn: flow phases in order. */
  readonly path: readonly string[];
  readonly participants: readonly TimelineParticipant[];
  readonly protocols: readonly TimelineProtocol[];
  readonly phases: readonly TimelinePhase[];
  readonly events: readonly TimelineEvent[];
  readonly states: readonly TimelineState[];
  /** All findings of the flow, in source order. */
  readonly findings: readonly TimelineFinding[];
}
