import {
  type CoverageCounts,
  coverageCounts,
  evidenceOf,
  type FlowAnalysis,
  listPaths,
  type Model,
  type ModelCoverage,
  modelCoverage,
} from '../check/index.js';
import { type RecordedCoverage, recordedReport } from '../recordings/index.js';
import type { RecordedReport } from '../timeline/types/recorded-report.js';
import { displayPath } from './display-path.js';
import type { CheckedFile } from './project.js';

/** One flow's coverage of a model. */
export interface CoverageOfFlow {
  readonly flow: string;
  /** The flow's file as it is shown. */
  readonly path: string;
  readonly counts: CoverageCounts;
  /** How many paths of the flow were listed. */
  readonly paths: number;
  /** Whether there are more paths than were listed. */
  readonly morePaths: boolean;
  readonly scenarios: number;
}

/** A model's coverage by all flows together, and by each of them. */
export interface CoverageReport {
  /** Its coverage by recordings; null if none was given. */
  readonly recorded: RecordedReport | null;
  readonly coverage: ModelCoverage;
  readonly counts: CoverageCounts;
  readonly flows: readonly CoverageOfFlow[];
}

/**
 * Measures models against the flows of checked files.
 * @param recorded what recordings show of the models
 */
export function coverageReports(
  models: readonly Model[],
  files: readonly CheckedFile[],
  recorded: ReadonlyMap<Model, RecordedCoverage> = new Map(),
): CoverageReport[] {
  const evidence = files.flatMap(({ analysis }) => analysis.flows.map(evidenceOf));
  return models.flatMap((model) => {
    const coverage = modelCoverage(model, evidence);
    if (coverage === null) return [];
    const shown = recorded.get(model);
    return [
      {
        recorded: shown === undefined ? null : recordedReport(coverage, shown),
        coverage,
        counts: coverageCounts(coverage),
        flows: files.flatMap((file) => ofFile(model, file)),
      },
    ];
  });
}

/** The coverage of a model by each flow of a file that follows it. */
function ofFile(model: Model, { path, analysis }: CheckedFile): CoverageOfFlow[] {
  return analysis.flows.flatMap((flow: FlowAnalysis) => {
    const coverage = modelCoverage(model, [evidenceOf(flow)]);
    if (coverage === null || coverage.flows.length === 0) return [];
    const { paths, more } = listPaths(analysis, flow);
    return [
      {
        flow: flow.flow.name,
        path: displayPath(path),
        counts: coverageCounts(coverage),
        paths: paths.length,
        morePaths: more,
        scenarios: flow.flow.scenarios.length,
      },
    ];
  });
}

/** The share in percent; null if there is nothing to cover. */
export function percentOf({ covered, total }: CoverageCounts['rows']): number | null {
  return total === 0 ? null : (covered / total) * 100;
}
