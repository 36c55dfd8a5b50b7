import type { Deviation } from '../follow/result.js';
import type { Problem } from '../readers/recording.js';
import type { SketchJson } from './sketch.js';

/** What became of the lines of a recording (docs/recordings.md#reading). */
export interface LineSummary {
  readonly read: number;
  readonly messages: number;
  readonly noise: number;
  readonly unreadable: number;
  readonly undeclared: number;
  readonly foreign: number;
  readonly again: number;
  readonly outOfOrder: number;
}

/** A message that no file declares, with its first place. */
export interface UndeclaredMessage {
  readonly message: string;
  readonly times: number;
  readonly file: string | null;
  readonly line: number | null;
}

/** The results of a whole recording (docs/recordings.md#results). */
export interface SummaryJson {
  readonly captures: readonly string[];
  readonly models: readonly string[];
  readonly flow: string | null;
  readonly lines: LineSummary;
  readonly time: { readonly fromMs: number | null; readonly toMs: number | null };
  readonly notRecorded: readonly string[];
  readonly undeclared: readonly UndeclaredMessage[];
  readonly problems: readonly Problem[];
  readonly interactions: {
    readonly total: number;
    readonly conform: number;
    readonly deviate: number;
    readonly unfinished: number;
    readonly inconclusive: number;
    readonly unplaced: number;
    readonly beganBefore: number;
    readonly endedElsewhere: number;
  };
  readonly phases: readonly {
    readonly name: string | null;
    readonly modelPhase: string | null;
    readonly times: number;
    readonly interactions: number;
    readonly deviating: number;
    readonly durationMs: SketchJson;
  }[];
  readonly rows: readonly {
    readonly phase: string | null;
    readonly row: string;
    readonly times: number;
    readonly missing: number;
  }[];
  readonly next: readonly {
    readonly from: string;
    readonly to: string;
    readonly times: number;
    readonly delayMs: SketchJson;
  }[];
  readonly late: { readonly times: number; readonly maxMs: number };
  readonly paths: readonly { readonly phases: readonly string[]; readonly times: number; readonly deviating: number }[];
  readonly kinds: readonly {
    readonly code: string;
    readonly phase: string | null;
    readonly modelPhase: string | null;
    readonly message: string | null;
    readonly protocol: string | null;
    readonly interactions: number;
    readonly times: number;
    readonly examples: readonly string[];
  }[];
  /** Interactions with an error, and warnings. */
  readonly errors: { readonly interactions: number; readonly warnings: number };
}

/** A summary with the first deviations. */
export interface ConformanceJson extends SummaryJson {
  readonly deviations: readonly Deviation[];
}

/** Facts about the recording other than its interactions. */
export type RecordingFacts = Pick<
  SummaryJson,
  'captures' | 'models' | 'flow' | 'lines' | 'time' | 'notRecorded' | 'undeclared' | 'problems'
>;
