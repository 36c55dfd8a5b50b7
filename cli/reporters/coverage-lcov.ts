import { type Place, requiredRows } from '../../check/index.js';
import { groupBy } from '../../timeline/types/group-by.js';
import { isCounted, type RecordedReport } from '../../timeline/types/recorded-report.js';
import { visibleLine } from '../../timeline/types/visible-text.js';
import type { CoverageReport } from '../coverage-report.js';
import { displayUri } from '../display-path.js';

/**
 * Coverage as lcov, for viewers and CI: the model's file is the source, a phase a function, a required row a line, an
 * outcome, a value of a fact and a branch of a condition a branch. Optional rows are left out: they have no percentage.
 * The coverage by recordings is a record of its own, by its test's name.
 */
export function lcovCoverage(reports: readonly CoverageReport[]): string {
  const byFile = groupBy(reports, ({ coverage }) => displayUri(coverage.place.uri));
  const records = [...byFile].flatMap(([file, models]) => [flowRecord(file, models), ...recordedRecord(file, models)]);
  return records.map(recordText).join('');
}

/** What one record counts, by the line that it is on. */
interface LcovRecord {
  /** Name of the test; empty for the check. */
  readonly test: string;
  readonly file: string;
  readonly functions: readonly { readonly line: number; readonly name: string; readonly hits: number }[];
  readonly branches: readonly Branch[];
  /** Several of one line are one line: it is hit as often as the least of them. */
  readonly rows: readonly { readonly line: number; readonly hits: number }[];
}

interface Branch {
  readonly line: number;
  readonly block: number;
  readonly branch: number;
  readonly hits: number;
}

function recordText({ test, file, functions, branches, rows }: LcovRecord): string {
  const lines = new Map<number, number>();
  for (const { line, hits } of rows) lines.set(line, Math.min(lines.get(line) ?? hits, hits));
  const hit = (counts: readonly number[]) => counts.filter((hits) => hits > 0).length;
  return [
    `TN:${test}`,
    `SF:${visibleLine(file)}`,
    ...functions.map(({ line, name }) => `FN:${line},${name}`),
    ...functions.map(({ hits, name }) => `FNDA:${hits},${name}`),
    `FNF:${functions.length}`,
    `FNH:${hit(functions.map(({ hits }) => hits))}`,
    ...branches.map(({ line, block, branch, hits }) => `BRDA:${line},${block},${branch},${hits}`),
    `BRF:${branches.length}`,
    `BRH:${hit(branches.map(({ hits }) => hits))}`,
    ...[...lines].sort(([a], [b]) => a - b).map(([line, hits]) => `DA:${line},${hits}`),
    `LF:${lines.size}`,
    `LH:${hit([...lines.values()])}`,
    'end_of_record',
    '',
  ].join('\n');
}

/** What flows cover of a file's models. */
function flowRecord(file: string, reports: readonly CoverageReport[]): LcovRecord {
  const phases = reports.flatMap(({ coverage: { model, phases: own } }) => own.map((phase) => ({ model, phase })));
  return {
    test: '',
    file,
    functions: phases.map(({ model, phase: { name, place, visits } }) => {
      return { line: lineOf(place), name: visibleLine(`${model}.${name}`), hits: visits };
    }),
    branches: reports.flatMap(branchesOf),
    rows: requiredRows(phases.map(({ phase }) => phase)).map(({ place, covered, visits }) => {
      return { line: lineOf(place), hits: covered ? visits : 0 };
    }),
  };
}

/** What recordings show of a file's models: one record, or none if none were read. */
function recordedRecord(file: string, reports: readonly CoverageReport[]): LcovRecord[] {
  const shown = reports.flatMap(({ coverage: { model }, recorded }) => (recorded === null ? [] : { model, recorded }));
  if (shown.length === 0) return [];
  return [
    {
      test: 'recordings',
      file,
      functions: shown.flatMap(({ model, recorded: { phases } }) => {
        return phases.map(({ name, range, times }) => {
          return { line: lineOf({ range }), name: visibleLine(`${model}.${name}`), hits: times };
        });
      }),
      branches: shown.flatMap(({ recorded }) => recordedBranches(recorded)),
      rows: shown
        .flatMap(({ recorded }) => recorded.rows)
        .filter(isCounted)
        .map(({ range, times }) => ({ line: lineOf({ range }), hits: times })),
    },
  ];
}

/** The outcomes of a recording, a block for each phase that makes a party pending. */
function recordedBranches({ outcomes, phases }: RecordedReport): Branch[] {
  const makers = [...new Set(outcomes.map(({ of }) => of))];
  return makers.flatMap((maker, block) => {
    const phase = phases.find(({ name }) => name === maker);
    const line = phase === undefined ? 1 : lineOf(phase);
    const own = outcomes.filter(({ of }) => of === maker);
    return own.map(({ times }, branch) => ({ line, block, branch, hits: times }));
  });
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
    taken.map((isTaken, branch) => ({ line, block, branch, hits: isTaken ? 1 : 0 })),
  );
}

function lineOf({ range }: Pick<Place, 'range'>): number {
  return range.start.line + 1;
}
