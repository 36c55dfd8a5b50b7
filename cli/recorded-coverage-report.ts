import type { ModelCoverage } from '../check/index.js';
import type { RecordedCoverage } from '../recordings/index.js';
import type { CoverageCount } from '../timeline/types/coverage-count.js';

/** A model's coverage by recordings: the counterpart of its coverage by flows. */
export interface RecordedReport {
  /** Interactions that are the model's. */
  readonly interactions: number;
  /** Of the model's phases, required rows and outcomes, those that occurred. */
  readonly counts: { readonly phases: CoverageCount; readonly rows: CoverageCount; readonly outcomes: CoverageCount };
  readonly phases: readonly { readonly name: string; readonly times: number; readonly line: number }[];
  readonly rows: readonly RecordedRow[];
  readonly outcomes: readonly { readonly of: string; readonly outcome: string; readonly times: number }[];
}

export interface RecordedRow {
  readonly phase: string;
  readonly row: string;
  readonly optional: boolean;
  /** How many copies came. */
  readonly times: number;
  /** How many copies were missing. */
  readonly missing: number;
  /** One-based line in the model's file. */
  readonly line: number;
}

/** Lists what occurred of a model, in its order; what flows are not measured by is not counted here either. */
export function recordedReport(coverage: ModelCoverage, recorded: RecordedCoverage): RecordedReport {
  const phases = coverage.phases.map(({ name, place }) => {
    return { name, times: recorded.timesOfPhase(place), line: place.range.start.line + 1 };
  });
  const all = coverage.phases.flatMap((phase) => phase.rows).filter(({ ground }) => ground !== 'unknown');
  const rows = all.map(({ phase, text, optional, place }): RecordedRow => {
    return { phase, row: text, optional, ...recorded.timesOfRow(place), line: place.range.start.line + 1 };
  });
  const outcomes = coverage.outcomes.map(({ of, outcome }) => {
    return { of, outcome, times: recorded.timesOfOutcome(of, outcome) };
  });
  return {
    interactions: recorded.interactions,
    counts: {
      phases: occurring(phases),
      rows: occurring(rows.filter(({ optional }) => !optional)),
      outcomes: occurring(outcomes),
    },
    phases,
    rows,
    outcomes,
  };
}

/** The parts that never occurred, in words. A row is listed only if its phase occurred; an optional one never is. */
export function neverRecorded({ phases, rows, outcomes }: RecordedReport): { text: string; line: number | null }[] {
  const occurred = new Set(phases.filter(({ times }) => times > 0).map(({ name }) => name));
  return [
    ...phases.filter(({ times }) => times === 0).map(({ name, line }) => ({ text: name, line })),
    ...rows
      .filter(({ phase, times, optional }) => times === 0 && !optional && occurred.has(phase))
      .map(({ phase, row, line }) => ({ text: `${phase}: ${row}`, line })),
    ...outcomes
      .filter(({ of, times }) => times === 0 && occurred.has(of))
      .map(({ of, outcome }) => ({ text: `${of} → ${outcome}`, line: null })),
  ];
}

function occurring(items: readonly { readonly times: number }[]): CoverageCount {
  return { covered: items.filter(({ times }) => times > 0).length, total: items.length };
}
