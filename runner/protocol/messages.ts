import type { RecordedModel } from '../../timeline/types/recorded-report.js';
import type { Severity, Timeline } from '../../timeline/types/timeline.js';
import type { InteractionVerdict } from '../../timeline/types/timeline-recording.js';

/** A recording to read. */
export interface RecordingInput {
  /** How it is named in what is found; unique within a run. */
  readonly name: string;
  /** Name of the capture that reads it. */
  readonly capture: string;
  /** Path on the machine's disk; null if only the editor can read it. */
  readonly path: string | null;
  /** The whole file if there is no path. */
  readonly bytes: Uint8Array | null;
  /** Bytes as stored. */
  readonly size: number;
}

/** The recording to follow, and its sources. */
export interface FollowMessage {
  readonly type: 'follow';
  /** The flow or model, the captures and the names, as the language server has packed them. */
  readonly sources: string;
  readonly recordings: readonly RecordingInput[];
  /** Only interactions whose key has this text are listed, in any case; all are counted. */
  readonly filter: string;
}

/** A capture to try on a log. */
export interface ReadMessage {
  readonly type: 'read';
  /** The captures and the names, as the language server has packed them. */
  readonly sources: string;
  readonly recording: RecordingInput;
}

/** How a capture reads the beginning of a log. */
export interface ReadResult {
  /** The lines that were read. */
  readonly lines: readonly string[];
  /** How they are read, by their last lines. */
  readonly explanations: readonly { readonly line: number; readonly lastLine: number; readonly text: string }[];
  readonly counts: { readonly messages: number; readonly noise: number; readonly unreadable: number };
  readonly problems: readonly string[];
  /** Whether the log has more lines. */
  readonly isCut: boolean;
}

/** Editor → worker. A worker tries one capture and is ended; or it follows one recording, and then answers for what it found until it is ended. */
export type RunnerRequest =
  | FollowMessage
  | ReadMessage
  /** The timeline of a listed interaction. */
  | { readonly type: 'timeline'; readonly id: number; readonly interaction: number }
  /** The lines that the messages of a listed interaction are recorded on. */
  | { readonly type: 'lines'; readonly id: number; readonly interaction: number };

/** Worker → editor. */
export type RunnerMessage =
  | { readonly type: 'progress'; readonly progress: RunProgress }
  /** Interactions that are over, as many as are listed. */
  | { readonly type: 'found'; readonly interactions: readonly ListedInteraction[] }
  | { readonly type: 'ended'; readonly summary: RunSummary }
  | { readonly type: 'read'; readonly result: ReadResult }
  /** The run broke off. */
  | { readonly type: 'failed'; readonly reason: string }
  /** Null if there is no such interaction. */
  | { readonly type: 'timeline'; readonly id: number; readonly timeline: Timeline | null }
  | { readonly type: 'lines'; readonly id: number; readonly lines: readonly RecordedLine[] };

/** How far a run has come. */
export interface RunProgress {
  /** Bytes read, as stored, of all. */
  readonly bytes: number;
  readonly totalBytes: number;
  /** Interactions that are over. */
  readonly interactions: number;
}

/** An interaction of the list. Times are ms since 1970. */
export interface ListedInteraction {
  /** Its number among those that were listed. */
  readonly index: number;
  readonly key: string;
  readonly verdict: InteractionVerdict;
  readonly beganBefore: boolean;
  readonly fromMs: number;
  readonly toMs: number;
  /** Phases by their first messages, as the flow or model names them. */
  readonly phases: readonly string[];
  /** Its first deviations. */
  readonly deviations: readonly ListedDeviation[];
  readonly deviationCount: number;
  /** Where its first message is recorded. */
  readonly place: RecordedPlace;
}

/** A line of a recording. */
export interface RecordedPlace {
  /** Name of the recording. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Bytes of the unpacked file. */
  readonly offset: number;
}

/** A line of a recording with its text. */
export interface RecordedLine extends RecordedPlace {
  readonly text: string;
}

/** A deviation as the list of interactions shows it. */
export interface ListedDeviation {
  readonly code: string;
  readonly severity: Severity;
  readonly text: string;
  readonly phase: string | null;
  readonly message: string | null;
  readonly place: RecordedPlace | null;
  /** Why it is allowed; null if it is not. */
  readonly allowed: string | null;
}

/** The results of a whole recording. */
export interface RunSummary {
  readonly lines: { readonly read: number; readonly messages: number; readonly unreadable: number };
  readonly interactions: Readonly<Record<InteractionVerdict, number>>;
  readonly problems: readonly { readonly severity: 'error' | 'warning' | 'information'; readonly text: string }[];
  /** Names of protocols, and `requests`: what was not captured is never missing. */
  readonly notRecorded: readonly string[];
  readonly phases: readonly PhaseFrequency[];
  readonly rows: readonly RowFrequency[];
  /** What occurred of each model that was followed. */
  readonly models: readonly RecordedModel[];
  readonly next: readonly NextFrequency[];
  /** Deviations of one kind in one place of the flow, the most frequent first. */
  readonly kinds: readonly DeviationKind[];
  /** Elapsed in the worker, in ms. */
  readonly elapsedMs: number;
}

/** How often a phase occurred, and how long it took. */
export interface PhaseFrequency {
  /** Its name in the flow, otherwise in the model. */
  readonly name: string;
  readonly times: number;
  readonly interactions: number;
  readonly deviating: number;
  /** From the first message to the last; null if it never occurred. */
  readonly medianMs: number | null;
  readonly p95Ms: number | null;
}

/** How often a row of the model occurred, and how often it was missing. */
export interface RowFrequency {
  /** The phase's name in the flow, otherwise in the model. */
  readonly phase: string | null;
  /** The row as the model has it. */
  readonly row: string;
  readonly times: number;
  readonly missing: number;
}

/** How often one phase followed another, and how long after its last message. */
export interface NextFrequency {
  readonly from: string;
  readonly to: string;
  readonly times: number;
  readonly medianMs: number | null;
  readonly p95Ms: number | null;
}

/** How many interactions deviate in one way, in one place. */
export interface DeviationKind {
  readonly code: string;
  readonly phase: string | null;
  readonly message: string | null;
  readonly interactions: number;
}
