import type { CoverageCount } from '../../timeline/types/coverage-count.js';
import type { ModelCoverage, RowStatus } from './model-coverage.js';

/** The counts of a model's coverage. Paths are not counted: loops would make a percentage arbitrary. */
export interface CoverageCounts {
  readonly phases: CoverageCount;
  /** Required rows, of every ground. */
  readonly rows: CoverageCount;
  readonly given: CoverageCount;
  readonly inferred: CoverageCount;
  /** Shown apart: what is optional need not be done. */
  readonly optional: CoverageCount;
  readonly outcomes: CoverageCount;
  readonly alternatives: CoverageCount;
  /** Values of facts. */
  readonly facts: CoverageCount;
  readonly branches: CoverageCount;
}

export type CountName = keyof CoverageCounts;

/** The rows of phases that flows are measured by; rows of unknown ground are not. */
export function measuredRows(phases: readonly { readonly rows: readonly RowStatus[] }[]): RowStatus[] {
  return phases.flatMap(({ rows }) => rows).filter(({ ground }) => ground !== 'unknown');
}

/** Those of the measured rows that have a percentage: what is optional need not be done. */
export function requiredRows(phases: readonly { readonly rows: readonly RowStatus[] }[]): RowStatus[] {
  return measuredRows(phases).filter(({ optional }) => !optional);
}

/** Counts what is covered of a model. */
export function coverageCounts(coverage: ModelCoverage): CoverageCounts {
  const required = requiredRows(coverage.phases);
  const rows = (of: readonly RowStatus[]) => count(of, ({ covered }) => covered);
  return {
    phases: count(coverage.phases, ({ status }) => status === 'entered'),
    rows: rows(required),
    given: rows(required.filter(({ ground }) => ground === 'given')),
    inferred: rows(required.filter(({ ground }) => ground === 'inferred')),
    optional: rows(measuredRows(coverage.phases).filter(({ optional }) => optional)),
    outcomes: count(coverage.outcomes, ({ taken }) => taken),
    alternatives: count(coverage.alternatives, ({ covered }) => covered),
    facts: count(
      coverage.facts.flatMap(({ values }) => values),
      ({ taken }) => taken,
    ),
    branches: count(coverage.branches, ({ taken }) => taken),
  };
}

/** The counts of several models together. */
export function sumOfCounts(counts: readonly CoverageCounts[]): CoverageCounts {
  const sum = (name: CountName): CoverageCount => ({
    covered: counts.reduce((total, each) => total + each[name].covered, 0),
    total: counts.reduce((total, each) => total + each[name].total, 0),
  });
  return {
    phases: sum('phases'),
    rows: sum('rows'),
    given: sum('given'),
    inferred: sum('inferred'),
    optional: sum('optional'),
    outcomes: sum('outcomes'),
    alternatives: sum('alternatives'),
    facts: sum('facts'),
    branches: sum('branches'),
  };
}

function count<T>(items: readonly T[], isCovered: (item: T) => boolean): CoverageCount {
  return { covered: items.filter(isCovered).length, total: items.length };
}
