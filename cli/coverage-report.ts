import {
  type CoverageCounts,
  coverageCounts,
  type FlowAnalysis,
  listPaths,
  type Model,
  type ModelCoverage,
  modelCoverage,
} from '../check/index.js';
import type { RecordedCoverage } from '../recordings/index.js';
import { displayPath } from './display-path.js';
import type { CheckedFile } from './project.js';
import { type RecordedReport, recordedReport } from './recorded-coverage-report.js';

/** What one flow covers of a model. */
export interface FlowCoverage {
  readonly flow: string;
  readonly path: string;
  readonly counts: CoverageCounts;
  readonly paths: number;
  /** Whether there are more paths than were listed. */
  readonly morePaths: boolean;
  readonly scenarios: number;
}

/** A model's coverage by all flows together, and by each of them. */
export interface CoverageReport {
  /** What recordings show of it; null where none was given. */
  readonly recorded: RecordedReport | null;
  readonly coverage: ModelCoverage;
  readonly counts: CoverageCounts;
  readonly flows: readonly FlowCoverage[];
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
  const analyses = files.flatMap(({ analysis }) => analysis.flows);
  return models.flatMap((model) => {
    const coverage = modelCoverage(model, analyses);
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

function ofFile(model: Model, { path, analysis }: CheckedFile): FlowCoverage[] {
  return analysis.flows.flatMap((flow: FlowAnalysis) => {
    const coverage = modelCoverage(model, [flow]);
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

/** What is not covered, in words; the places say where the model asks for it. */
export interface CoverageGap {
  readonly kind: 'phase' | 'row' | 'outcome' | 'alternative' | 'fact' | 'branch';
  readonly text: string;
  readonly reason: string;
  /** One-based line in the model's file. */
  readonly line: number;
}

/** Lists what is not covered, in the model's order. Optional rows are never among it. */
export function coverageGaps({ phases, outcomes, alternatives, facts, branches }: ModelCoverage): CoverageGap[] {
  return [
    ...phases.flatMap((phase): CoverageGap[] => {
      if (phase.status !== 'entered') {
        const reason = phase.status === 'written' ? 'written, and never entered' : 'realized by no flow';
        return [{ kind: 'phase', text: phase.name, reason, line: lineOf(phase) }];
      }
      return phase.rows
        .filter(({ covered, optional, ground }) => !covered && !optional && ground !== 'unknown')
        .map((row) => ({ kind: 'row', text: `${row.phase}: ${row.text}`, reason: reasonFor(row), line: lineOf(row) }));
    }),
    ...outcomes
      .filter(({ taken }) => !taken)
      .map(
        (o): CoverageGap => ({
          kind: 'outcome',
          text: `${o.of} → ${o.outcome}`,
          reason: 'never taken',
          line: lineOf(o),
        }),
      ),
    ...alternatives.flatMap(({ members }) =>
      members
        .filter(({ taken }) => !taken)
        .map((member): CoverageGap => {
          const others = members.filter((other) => other !== member).map(({ phase }) => phase);
          const reason = `never taken instead of ${others.join(', ')}`;
          return { kind: 'alternative', text: member.phase, reason, line: lineOf(member) };
        }),
    ),
    ...facts.flatMap((fact) =>
      fact.values
        .filter(({ taken }) => !taken)
        .map(
          ({ name }): CoverageGap => ({
            kind: 'fact',
            text: `${fact.name} is ${name}`,
            reason: 'no flow is explored under it',
            line: lineOf(fact),
          }),
        ),
    ),
    ...branches
      .filter(({ taken }) => !taken)
      .map(
        (b): CoverageGap => ({ kind: 'branch', text: `${b.phase}: ${b.text}`, reason: 'never so', line: lineOf(b) }),
      ),
  ];
}

function reasonFor({ visits, needs, missing }: ModelCoverage['phases'][number]['rows'][number]): string {
  if (visits === 0)
    return needs.length === 0 ? 'asked for by no flow' : `asked for by no flow: needs ${needs.join(' and ')}`;
  return `missing in ${missing.map(({ flow, phase }) => `${flow} (${phase})`).join(', ')}`;
}

function lineOf({ place }: Pick<ModelCoverage, 'place'>): number {
  return place.range.start.line + 1;
}

/** The share in percent; null where there is nothing to cover. */
export function percentOf({ covered, total }: CoverageCounts['rows']): number | null {
  return total === 0 ? null : (covered / total) * 100;
}
