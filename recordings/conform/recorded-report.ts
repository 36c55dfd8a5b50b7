import { type Model, type ModelCoverage, measuredRows, modelCoverage } from '../../check/index.js';
import type { CoverageCount } from '../../timeline/types/coverage-count.js';
import {
  isCounted,
  type RecordedModel,
  type RecordedReport,
  type RecordedRow,
} from '../../timeline/types/recorded-report.js';
import type { RecordedCoverage } from './recorded-coverage.js';

/** Lists what occurred of a model, in its order; what flows are not measured by is not counted here either. */
export function recordedReport(coverage: ModelCoverage, recorded: RecordedCoverage): RecordedReport {
  const phases = coverage.phases.map(({ name, place }) => {
    return { name, times: recorded.timesOfPhase(place), range: place.range };
  });
  const rows = measuredRows(coverage.phases).map(({ phase, row, text, optional, place }): RecordedRow => {
    const captured = recorded.hasRow(row);
    return { phase, row: text, optional, captured, ...recorded.timesOfRow(place), range: place.range };
  });
  const places = new Map(coverage.phases.map(({ name, place }) => [name, place]));
  const outcomes = coverage.outcomes.map(({ of, outcome, place }) => {
    const times = recorded.timesOfOutcome(places.get(of) ?? place, place);
    return { of, outcome, times, range: place.range };
  });
  return {
    interactions: recorded.interactions,
    counts: {
      phases: occurring(phases),
      rows: occurring(rows.filter(isCounted)),
      outcomes: occurring(outcomes),
    },
    phases,
    rows,
    outcomes,
  };
}

/**
 * Lists what occurred of each model that a recording was followed through, whatever flows show of them.
 * @param models as declared, not their union
 */
export function recordedModels(models: readonly Model[], recorded: RecordedCoverage): RecordedModel[] {
  return models.flatMap((model) => {
    const coverage = modelCoverage(model, []);
    if (coverage === null) return [];
    return [{ model: coverage.model, uri: coverage.place.uri, report: recordedReport(coverage, recorded) }];
  });
}

function occurring(items: readonly { readonly times: number }[]): CoverageCount {
  return { covered: items.filter(({ times }) => times > 0).length, total: items.length };
}
