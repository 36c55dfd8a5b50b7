import type { Place } from '../../check/index.js';
import { isCounted } from '../../timeline/types/recorded-report.js';
import { visibleLine } from '../../timeline/types/visible-text.js';
import type { CoverageReport } from '../coverage-report.js';
import { displayUri } from '../display-path.js';

/**
 * Coverage as lcov, for viewers and CI: the model's file is the source, a phase a function, a required row a line, an
 * outcome, a value of a fact and a branch of a condition a branch. Optional rows are left out: they have no percentage.
 * The coverage by recordings is a record of its own, by its test's name.
 */
export function lcovCoverage(reports: readonly CoverageReport[]): string {
  const byFile = new Map<string, CoverageReport[]>();
  for (const report of reports) {
    const file = displayUri(report.coverage.place.uri);
    byFile.set(file, [...(byFile.get(file) ?? []), report]);
  }
  return [...byFile].flatMap(([file, models]) => [...record(file, models), ...recordedRecord(file, models)]).join('');
}

function record(file: string, reports: readonly CoverageReport[]): string[] {
  const phases = reports.flatMap(({ coverage }) =>
    coverage.phases.map((phase) => ({ ...phase, name: visibleLine(`${coverage.model}.${phase.name}`) })),
  );
  const rows = phases.flatMap((phase) =>
    phase.rows.filter(({ optional, ground }) => !optional && ground !== 'unknown'),
  );
  const branches = reports.flatMap(branchesOf);
  // Rows of one line are one line: it is hit if each of them is.
  const lines = new Map<number, number>();
  for (const row of rows) {
    const hits = row.covered ? row.visits : 0;
    lines.set(lineOf(row.place), Math.min(lines.get(lineOf(row.place)) ?? hits, hits));
  }
  return [
    'TN:',
    `SF:${visibleLine(file)}`,
    ...phases.map(({ place, name }) => `FN:${lineOf(place)},${name}`),
    ...phases.map(({ visits, name }) => `FNDA:${visits},${name}`),
    `FNF:${phases.length}`,
    `FNH:${phases.filter(({ visits }) => visits > 0).length}`,
    ...branches.map(({ line, block, branch, taken }) => `BRDA:${line},${block},${branch},${taken ? 1 : 0}`),
    `BRF:${branches.length}`,
    `BRH:${branches.filter(({ taken }) => taken).length}`,
    ...[...lines].sort(([a], [b]) => a - b).map(([line, hits]) => `DA:${line},${hits}`),
    `LF:${lines.size}`,
    `LH:${[...lines.values()].filter((hits) => hits > 0).length}`,
    'end_of_record',
  ].map((line) => `${line}\n`);
}

/** The coverage of a file's models by recordings; empty if none were read. */
function recordedRecord(file: string, reports: readonly CoverageReport[]): string[] {
  const shown = reports.flatMap(({ coverage, recorded }) => {
    return recorded === null ? [] : [{ model: coverage.model, recorded }];
  });
  if (shown.length === 0) return [];
  const phases = shown.flatMap(({ model, recorded }) =>
    recorded.phases.map((phase) => ({ ...phase, name: visibleLine(`${model}.${phase.name}`) })),
  );
  const lines = new Map<number, number>();
  for (const row of shown.flatMap(({ recorded }) => recorded.rows)) {
    if (isCounted(row)) lines.set(lineOf(row), Math.min(lines.get(lineOf(row)) ?? row.times, row.times));
  }
  const branches = shown.flatMap(({ recorded }) => {
    const makers = [...new Set(recorded.outcomes.map(({ of }) => of))];
    return makers.flatMap((maker, block) => {
      const phase = recorded.phases.find(({ name }) => name === maker);
      const line = phase === undefined ? 1 : lineOf(phase);
      const own = recorded.outcomes.filter(({ of }) => of === maker);
      return own.map(({ times }, branch) => ({ line, block, branch, times }));
    });
  });
  return [
    'TN:recordings',
    `SF:${visibleLine(file)}`,
    ...phases.map(({ range, name }) => `FN:${lineOf({ range })},${name}`),
    ...phases.map(({ times, name }) => `FNDA:${times},${name}`),
    `FNF:${phases.length}`,
    `FNH:${phases.filter(({ times }) => times > 0).length}`,
    ...branches.map(({ line, block, branch, times }) => `BRDA:${line},${block},${branch},${times}`),
    `BRF:${branches.length}`,
    `BRH:${branches.filter(({ times }) => times > 0).length}`,
    ...[...lines].sort(([a], [b]) => a - b).map(([line, times]) => `DA:${line},${times}`),
    `LF:${lines.size}`,
    `LH:${[...lines.values()].filter((times) => times > 0).length}`,
    'end_of_record',
  ].map((line) => `${line}\n`);
}

interface Branch {
  readonly line: number;
  readonly block: number;
  readonly branch: number;
  readonly taken: boolean;
}

/** Outcomes by the phase that makes the party pending, values by their fact, the sides of a condition: a block each. */
function branchesOf({ coverage }: CoverageReport): Branch[] {
  const blocks = new Map<string, { line: number; taken: boolean[] }>();
  const add = (key: string, place: Place, taken: boolean) => {
    const block = blocks.get(key) ?? { line: lineOf(place), taken: [] };
    block.taken.push(taken);
    blocks.set(key, block);
  };
  for (const { of, place, taken } of coverage.outcomes) {
    add(`outcome/${of}`, coverage.phases.find(({ name }) => name === of)?.place ?? place, taken);
  }
  for (const { name, place, values } of coverage.facts) {
    for (const { taken } of values) add(`fact/${name}`, place, taken);
  }
  for (const { phase, place, taken } of coverage.branches) add(`branch/${phase}/${lineOf(place)}`, place, taken);
  return [...blocks.values()].flatMap(({ line, taken }, block) =>
    taken.map((isTaken, branch) => ({ line, block, branch, taken: isTaken })),
  );
}

function lineOf({ range }: Pick<Place, 'range'>): number {
  return range.start.line + 1;
}
