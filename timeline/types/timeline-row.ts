import type { Range } from './timeline.js';

/** What a row is based on. */
export interface TimelineGround {
  readonly kind: 'inferred' | 'given';
  /** Why it is inferred, or where it is given. */
  readonly text: string;
}

/** A row of the model, a trigger, or a message that may come at any time. */
export interface TimelineRow {
  readonly model: string;
  /** The model's phase; null for a message that is allowed in all of them (`anytime`). */
  readonly phase: string | null;
  /** The row as the model has it. */
  readonly text: string;
  /** Its ground; absent if that is the source of its phase. */
  readonly ground?: TimelineGround;
  /** Time limit after the phase began, in ms; absent if the model does not say. */
  readonly withinMs?: number;
  /** The source (the vendor's reference) that the model names for the phase, or else for itself. */
  readonly source: string | null;
  /** The model's source, where `source` is a place in it; otherwise absent. */
  readonly document?: string;
  /** True where sender and receivers are inferred, with the row or with all arrows of the model. */
  readonly arrowInferred?: true;
  readonly uri: string;
  readonly range: Range;
}
