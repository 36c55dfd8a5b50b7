import { type Place, type RowUse, sumOfCounts } from '../../check/index.js';
import type { CoverageReport } from '../coverage-report.js';
import { displayUri } from '../display-path.js';
import { jsonText } from '../json-text.js';

/** Coverage for other programs. Everything is listed, the optional rows too. */
export function jsonCoverage(reports: readonly CoverageReport[]): string {
  const report = {
    models: reports.map(modelOf),
    summary: sumOfCounts(reports.map(({ counts }) => counts)),
  };
  return jsonText(report);
}

function modelOf({ coverage, counts, flows, recorded }: CoverageReport) {
  const { model, title, source, place, phases, outcomes, alternatives, facts, branches } = coverage;
  return {
    model,
    title,
    source,
    ...whereOf(place),
    counts,
    flows,
    ...(recorded === null ? {} : { recorded }),
    phases: phases.map((phase) => ({
      name: phase.name,
      title: phase.title,
      status: phase.status,
      visits: phase.visits,
      flows: phase.flows,
      range: phase.place.range,
    })),
    rows: phases.flatMap(({ rows }) =>
      rows.map((row) => ({
        phase: row.phase,
        row: row.text,
        ground: row.ground,
        optional: row.optional,
        covered: row.covered,
        visits: row.visits,
        needs: row.needs,
        range: row.place.range,
        sent: row.sent.map(useOf),
        missing: row.missing.map(useOf),
      })),
    ),
    outcomes: outcomes.map(({ of, outcome, taken }) => ({ of, outcome, taken })),
    alternatives: alternatives.map(({ members, covered }) => ({
      members: members.map(({ phase, taken }) => ({ phase, taken })),
      covered,
    })),
    facts: facts.map(({ name, values }) => ({ name, values })),
    branches: branches.map(({ phase, text, place: at, taken }) => ({ phase, branch: text, taken, range: at.range })),
  };
}

function useOf({ flow, phase, place }: RowUse) {
  return { flow, phase, ...whereOf(place) };
}

function whereOf({ uri, range }: Place) {
  return { path: displayUri(uri), range };
}
