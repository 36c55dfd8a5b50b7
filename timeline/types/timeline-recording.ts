/** How often a way was taken in a recording, and how long after the last message before it. */
export interface TimelineFrequency {
  readonly times: number;
  /** Share of all outcomes of the phase, 0 to 1. */
  readonly share: number;
  /** Null if it was never taken. */
  readonly medianMs: number | null;
  readonly p95Ms: number | null;
}

/** How often a phase occurred in a recording, and how long it took from its first message to its last. */
export interface TimelinePhaseFrequency {
  readonly times: number;
  readonly interactions: number;
  /** Interactions that deviate in it. */
  readonly deviating: number;
  /** Null if it never occurred. */
  readonly medianMs: number | null;
  readonly p95Ms: number | null;
}

/** How often a row of the model occurred in a recording, and how often it was missing. */
export interface TimelineRowFrequency {
  readonly times: number;
  readonly missing: number;
}

/** Where a recording has a message. */
export interface TimelineRecorded {
  /** Milliseconds since 1970. */
  readonly timeMs: number;
  /** Null if the file has no name. */
  readonly file: string | null;
  /** Counted from 1. */
  readonly line: number;
  /** Bytes of the unpacked file. */
  readonly offset: number;
}

/**
 * When a recorded message was due, by what the flow or the model states and what was recorded before it: both times in ms
 * since the interaction began, equal if it was due at one moment. Null: not before, or not after, any time.
 */
export interface TimelineDue {
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

/** The verdict on a followed interaction (docs/recordings.md#how-a-recording-is-followed). */
export type InteractionVerdict = 'unplaced' | 'inconclusive' | 'deviates' | 'unfinished' | 'conforms';

/** The interaction that a timeline draws. */
export interface TimelineRecording {
  readonly key: string;
  readonly verdict: InteractionVerdict;
}
