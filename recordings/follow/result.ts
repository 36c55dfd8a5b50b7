import type { DeviationCode } from '../../check/index.js';
import type { Severity } from '../../timeline/types/timeline.js';
import type { InteractionVerdict } from '../../timeline/types/timeline-recording.js';

/** One deviation of an interaction (docs/recordings.md#deviations). Times in ms, lines from 1, offsets in bytes. */
export interface Deviation {
  readonly code: DeviationCode;
  readonly severity: Severity;
  readonly text: string;
  readonly key: string;
  /** The flow's name of the phase; against a model the model's. */
  readonly phase: string | null;
  readonly modelPhase: string | null;
  readonly visit: number | null;
  readonly message: string | null;
  readonly protocol: string | null;
  readonly from: string | null;
  readonly to: readonly string[];
  readonly party: string | null;
  readonly timeMs: number | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly offset: number | null;
  readonly expectedMs: number | null;
  readonly actualMs: number | null;
  /** Why it is allowed; null if it is not. */
  readonly allowed: string | null;
}

/** A phase that occurred, from its first message to its last. */
export interface PhaseResult {
  readonly visit: number;
  readonly name: string | null;
  readonly modelPhase: string | null;
  readonly fromMs: number;
  readonly toMs: number;
}

/** An interaction with its verdict. */
export interface InteractionResult {
  readonly key: string;
  readonly keys: readonly string[];
  readonly verdict: InteractionVerdict;
  readonly beganBefore: boolean;
  readonly fromMs: number;
  readonly toMs: number;
  readonly phases: readonly PhaseResult[];
  readonly deviations: readonly Deviation[];
}
