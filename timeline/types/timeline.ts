import type {
  TimelineDue,
  TimelineFrequency,
  TimelinePhaseFrequency,
  TimelineRecorded,
  TimelineRecording,
  TimelineRowFrequency,
} from './timeline-recording.js';
import type { TimelineRow } from './timeline-row.js';

/**
 * The timeline of one path through a flow: plain JSON that the preview, the exports and `confer timeline` share.
 * The shape is the contract of `confer timeline --format json`; see docs/timeline-json.md.
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

/** The verdict on a phase on this path; `unjudged` if it was not checked in full and no problem was found. */
export type Verdict = 'conforms' | 'warnings' | 'errors' | 'unjudged';

/** The verdict on one event. */
export type EventStatus =
  | 'ok'
  | 'missing'
  | 'unexpected'
  | 'wrong-protocol'
  | 'wrong-value'
  | 'wrong-direction'
  | 'incomplete'
  | 'condition'
  | 'duplicate'
  | 'order'
  | 'early'
  | 'late'
  | 'off-flow'
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
  /** Findings on its declaration: indices into `findings`. */
  readonly findings: readonly number[];
  readonly range: Range;
}

/** A way on from a phase, in the order written. */
export interface TimelineOutcome {
  /** The flow phase, or null for the flow's end. */
  readonly phase: string | null;
  readonly delayMs: number | null;
  /** Whether the target can be taken in the configuration this visit leaves. */
  readonly possible: boolean;
  /** Whether this path takes it; of all paths, whether one does. */
  readonly taken: boolean;
  /** Findings on it alone, which its phase has too: indices into `findings`; absent if there are none. */
  readonly findings?: readonly number[];
  readonly range: Range;
  /** How often a recording takes it; absent if none was followed. */
  readonly recorded?: TimelineFrequency;
}

/** The start of a timeout: its time runs from the last message of the visit that made a party pending. */
export interface TimelineClock {
  readonly visit: number;
  /** As the flow states it, otherwise the model (the least time of its timer); null if neither does. */
  readonly delayMs: number | null;
  /** How long the model's timer runs, exactly or at least, in ms; absent if the model does not say. */
  readonly afterMs?: number;
  /** How long it runs at most, in ms; absent if it runs exactly `afterMs`. */
  readonly toMs?: number;
}

/** One visit of a flow phase; a path may visit a phase more than once. */
export interface TimelinePhase {
  readonly visit: number;
  /** The visit that this one follows; null at the start. In a picture of all paths not always the one before. */
  readonly parent: number | null;
  readonly name: string;
  readonly title: string | null;
  readonly modelPhase: string | null;
  readonly modelPhaseTitle: string | null;
  /** The model of that phase; left out if the flow follows one model only. */
  readonly model?: string;
  readonly verdict: Verdict;
  /** Why the phase was not checked in full, as a clause: `no participant plays "reporting"`. Left out when it was. */
  readonly unchecked?: string;
  readonly findings: readonly number[];
  readonly outcomes: readonly TimelineOutcome[];
  /** Null for a phase that is no timeout, or if nothing started its clock. */
  readonly clock: TimelineClock | null;
  /**
   * The parties on entry, if this is neither the first visit nor one that follows the visit before it; otherwise
   * absent.
   */
  readonly entry?: readonly TimelinePartyState[];
  /** How often a recording has it; absent if none was followed. */
  readonly frequency?: TimelinePhaseFrequency;
  readonly range: Range;
  /** The phase's name in the source. */
  readonly nameRange: Range;
  /** How many of its messages are left out, if not all is wanted as it is; otherwise absent. */
  readonly hiddenMessages?: number;
  /**
   * If it is folded: when the last message that is left out is sent, which later delays are counted from; otherwise
   * absent.
   */
  readonly hiddenUntilMs?: number;
}

/** A message on its way, or one that the model asks for and the flow forgets (`missing`). */
export interface TimelineEvent {
  /** Stable over edits elsewhere: the visit, the phase and the step's number. */
  readonly id: string;
  readonly visit: number;
  /** Milliseconds since the path began; null if no delay is known. */
  readonly timeMs: number | null;
  /** Whether `timeMs` is the least that it can be: a delay on the way there is not stated. */
  readonly timeIsLeast: boolean;
  readonly message: string;
  /** The message's title, to be shown instead of its name; absent if it has none. */
  readonly title?: string;
  /** Protocol name; null if it is unknown. */
  readonly protocol: string | null;
  /** Participant name; null if it is unknown. */
  readonly sender: string | null;
  readonly receivers: readonly string[];
  /** Why it has no receiver if it is to reach all in a state: `no one is joined`; otherwise absent. */
  readonly noReceiverReason?: string;
  /** For an incomplete broadcast: the receivers that are missing. */
  readonly missingReceivers: readonly string[];
  readonly status: EventStatus;
  /** Indices into `findings`. */
  readonly findings: readonly number[];
  /** The step in the source; null for a missing message. */
  readonly range: Range | null;
  /** `Attribute: value` pairs as written. */
  readonly details: string | null;
  /** Index into `rows`: the model's row for the event, met or required; null if there is none. */
  readonly row: number | null;
  /** Where it was recorded; absent in a flow's timeline, and for a missing message. */
  readonly recorded?: TimelineRecorded;
  /** When it was due; absent in a flow's timeline, and if nothing states it. */
  readonly due?: TimelineDue;
  /** How often a recording has its row; absent if none was followed. */
  readonly frequency?: TimelineRowFrequency;
}

/** The state that a party is in when the path begins. */
export interface TimelinePartyState {
  readonly participant: string;
  readonly state: string;
  readonly pending: boolean;
  /** As of a state that lasts from one event to another. */
  readonly resting: boolean;
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
  /** The last visit that it lasts through, if the picture continues with another alternative; otherwise null. */
  readonly untilVisit: number | null;
}

/** A finding of the check, or a deviation of a recording. */
export interface TimelineFinding {
  /** Unique in the document; unchanged by edits elsewhere in it and by the wording of the message. */
  readonly id: string;
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** The point of the message in at most 60 characters. */
  readonly brief: string;
  /** Model phases that the flow does not offer as outcomes; absent for other findings. */
  readonly outcomes?: readonly string[];
  readonly range: Range;
  /** The phase of the flow that it is in; absent if it is in none. */
  readonly phase?: string;
  /** Whether its rule has fixes; whether one of them fits is only known on request. */
  readonly fixable: boolean;
}

/**
 * In a picture of all paths: what may follow a visit, one operand for each way on. The visits of an operand, those of
 * the fragments in it included, are contiguous, and operands are in the order written.
 */
export interface TimelineFragment {
  /** The visit after which the ways part; null at the start. */
  readonly after: number | null;
  readonly operands: readonly TimelineOperand[];
}

/** One branch of a fragment. */
export interface TimelineOperand {
  /** The flow phase that it begins with; null if the flow ends here. */
  readonly phase: string | null;
  readonly delayMs: number | null;
  /** First and last visit drawn in it; null if nothing new is drawn, or nothing more (`truncated`). */
  readonly visits: readonly [first: number, last: number] | null;
  /** The visit drawn elsewhere that it continues with; null if it does not. */
  readonly continuesAtVisit: number | null;
}

/** A protocol that an event travels on. */
export interface TimelineProtocol {
  readonly name: string;
  readonly title: string | null;
}

/** A path that the picker offers: a declared scenario, or a distinct way to an end. */
export interface TimelinePath {
  /** Name of the declared scenario, otherwise null. */
  readonly scenario: string | null;
  readonly title: string | null;
  /** Flow phases in order. */
  readonly phases: readonly string[];
  /** Whether the path can end there. */
  readonly complete: boolean;
  /** Title, otherwise name, of the phase that it ends with: what paths are grouped by. */
  readonly outcome: string;
  readonly verdict: Verdict;
}

/** What a timeline shows, without its layout (docs/timeline-json.md). */
export interface Timeline {
  /** The flow's name; the model's if a recording was followed through a model alone. */
  readonly flow: string;
  readonly title: string | null;
  readonly models: readonly string[];
  /** Name of the declared scenario that is drawn, otherwise null. */
  readonly scenario: string | null;
  /** The path that is drawn: flow phases in order; of all paths, the visits in the order drawn. */
  readonly path: readonly string[];
  /** The interaction that is drawn; absent if the flow is. */
  readonly recording?: TimelineRecording;
  readonly participants: readonly TimelineParticipant[];
  readonly protocols: readonly TimelineProtocol[];
  readonly phases: readonly TimelinePhase[];
  readonly events: readonly TimelineEvent[];
  readonly states: readonly TimelineState[];
  /** The parties when the path begins, in the order of the participants. */
  readonly initialStates: readonly TimelinePartyState[];
  /** Those that events refer to, each once. */
  readonly rows: readonly TimelineRow[];
  /** Empty if one path is drawn. */
  readonly fragments: readonly TimelineFragment[];
  /** For all paths: true if there is more than is drawn. */
  readonly truncated: boolean;
  /** All findings of the flow, in source order. */
  readonly findings: readonly TimelineFinding[];
  /**
   * Indices of those that belong to no phase and to no participant: what is reported on the flow as a whole, of where
   * it starts, and of the scenario that is drawn.
   */
  readonly remarks: readonly number[];
  /** Where participants or protocols are left out, which, and how many messages with them; otherwise absent. */
  readonly hidden?: string;
  /** In an export of a flow with a syntax error: which part of the flow it shows. Otherwise absent. */
  readonly syntaxError?: SyntaxErrorFallback;
}

/** What is drawn of a flow with a syntax error: its text before the error was made, or as much as can be read. */
export type SyntaxErrorFallback = 'last-valid' | 'readable';
