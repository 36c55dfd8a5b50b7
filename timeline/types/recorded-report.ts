import type { CoverageCount } from './coverage-count.js';
import type { Range } from './timeline.js';

/** A model's coverage by recordings: the counterpart of its coverage by flows. Ranges are in the model's file. */
export interface RecordedReport {
  /** Interactions that are the model's. */
  readonly interactions: number;
  /** How many of the model's phases, required rows and outcomes occurred. */
  readonly counts: { readonly phases: CoverageCount; readonly rows: CoverageCount; readonly outcomes: CoverageCount };
  readonly phases: readonly { readonly name: string; readonly times: number; readonly range: Range }[];
  readonly rows: readonly RecordedRow[];
  readonly outcomes: readonly RecordedOutcome[];
}

/** How often a required or optional row occurred in a recording, and how often it was missing. */
export interface RecordedRow {
  readonly phase: string;
  readonly row: string;
  readonly optional: boolean;
  /** Whether its protocol was recorded; if not, whether it occurred is not known, and it is not counted. */
  readonly captured: boolean;
  /** How many copies came. */
  readonly times: number;
  /** How many copies were missing. */
  readonly missing: number;
  readonly range: Range;
}

/** How often an outcome occurred in a recording. */
export interface RecordedOutcome {
  /** The phase that made a party pending. */
  readonly of: string;
  /** The phase that moved it on. */
  readonly outcome: string;
  readonly times: number;
  /** The phase that moved it on. */
  readonly range: Range;
}

/** What a recording shows of one of the models that it was followed through. */
export interface RecordedModel {
  readonly model: string;
  /** The model's file. */
  readonly uri: string;
  readonly report: RecordedReport;
}

/**
 * The parts that never occurred, in words. A row is listed only if its phase occurred and its protocol was recorded; an
 * optional one never is.
 */
export function neverRecorded({ phases, rows, outcomes }: RecordedReport): { text: string; range: Range }[] {
  const occurred = new Set(phases.filter(({ times }) => times > 0).map(({ name }) => name));
  return [
    ...phases.filter(({ times }) => times === 0).map(({ name, range }) => ({ text: name, range })),
    ...rows
      .filter((row) => isCounted(row) && row.times === 0 && occurred.has(row.phase))
      .map(({ phase, row, range }) => ({ text: `${phase}: ${row}`, range })),
    ...outcomes
      .filter(({ of, times }) => times === 0 && occurred.has(of))
      .map(({ of, outcome, range }) => ({ text: `${of} → ${outcome}`, range })),
  ];
}

/** How many required rows are on protocols that were not recorded. */
export function rowsNotCaptured({ rows }: RecordedReport): number {
  return rows.filter(({ optional, captured }) => !optional && !captured).length;
}

/** Whether a row counts: it is required, and the recording would have it. */
export function isCounted({ optional, captured }: RecordedRow): boolean {
  return !optional && captured;
}
