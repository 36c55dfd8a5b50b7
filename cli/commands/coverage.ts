import { type CountName, type CoverageCounts, type Model, modelName, sumOfCounts } from '../../check/index.js';
import { type Arguments, givenMaxConfigurations } from '../arguments.js';
import { printWarnings, useNamedConfiguration } from '../configuration.js';
import { type CoverageReport, coverageReports, percentOf } from '../coverage-report.js';
import { type ExitCode, exitCodes, UsageError } from '../exit-codes.js';
import { inputFiles } from '../input-files.js';
import type { Output } from '../output.js';
import { type CheckedFile, Project } from '../project.js';
import { recordedCoverage } from '../recorded-coverage.js';
import { jsonCoverage } from '../reporters/coverage-json.js';
import { lcovCoverage } from '../reporters/coverage-lcov.js';
import { humanCoverage, markdownCoverage } from '../reporters/coverage-text.js';

/** A share that must be covered. */
export interface Threshold {
  readonly name: CountName;
  /** In percent. */
  readonly least: number;
}

/** Counts that have a percentage: optional rows have none, for what is optional need not be done. */
const COUNT_NAMES: readonly CountName[] = [
  'phases',
  'rows',
  'given',
  'inferred',
  'outcomes',
  'alternatives',
  'facts',
  'branches',
];

/** `confer coverage`: prints what flows show of their models. */
export async function run(args: Arguments, output: Output): Promise<ExitCode> {
  const format = args.text('format') ?? 'human';
  const thresholds = args.texts('fail-under').flatMap(readThresholds);
  const project = await Project.create({ maxConfigurations: givenMaxConfigurations(args) });
  await useNamedConfiguration(project.configurations, args);
  const paths = await inputFiles(args.files, project);
  const files = await project.check(paths);
  printWarnings(project, output);
  const models = chosenModels(project, files, args.text('model'));
  const reports = coverageReports(models, files, await recordedCoverage(models, files, args, output));
  const options = { all: args.flag('all'), colored: output.colored };
  await output.print(reportIn(format, reports, options));
  const failed = belowThreshold(sumOfCounts(reports.map(({ counts }) => counts)), thresholds);
  for (const line of failed) output.printError(`confer: ${line}\n`);
  return failed.length > 0 ? exitCodes.findings : exitCodes.clean;
}

function reportIn(
  format: string,
  reports: readonly CoverageReport[],
  options: { readonly all: boolean; readonly colored: boolean },
): string {
  switch (format) {
    case 'json':
      return jsonCoverage(reports);
    case 'lcov':
      return lcovCoverage(reports);
    case 'markdown':
      return markdownCoverage(reports, options);
    default:
      return humanCoverage(reports, options);
  }
}

function chosenModels(project: Project, files: readonly CheckedFile[], name: string | undefined): Model[] {
  const followed = project.models.followed(files.flatMap(({ analysis }) => analysis.flows));
  if (name === undefined) return followed;
  const named = (models: readonly Model[]) => models.filter((model) => modelName(model) === name);
  const found = named(followed);
  if (found.length > 0) return found;
  const all = project.models.all();
  const [first] = named(all);
  if (first !== undefined) return [first];
  const among = [...new Set(all.map(modelName))];
  throw new UsageError(`There is no model "${name}".`, { word: name, among, lists: true });
}

function readThresholds(text: string): Threshold[] {
  return text.split(',').map((part) => {
    const [, word = '', number = ''] = /^([^=]*)=(\d+(?:\.\d+)?)%?$/.exec(part.trim()) ?? [];
    const name = COUNT_NAMES.find((countName) => countName === word);
    const least = Number(number);
    if (number !== '' && name === undefined) {
      throw new UsageError(`--fail-under takes ${COUNT_NAMES.join(', ')}, not "${word}".`, {
        word,
        among: COUNT_NAMES,
      });
    }
    if (name === undefined || least > 100) {
      throw new UsageError(
        `--fail-under must be a list of percentages from 0 to 100 such as rows=90,outcomes=100, not "${text}".`,
      );
    }
    return { name, least };
  });
}

function belowThreshold(counts: CoverageCounts, thresholds: readonly Threshold[]): string[] {
  return thresholds.flatMap(({ name, least }) => {
    const percent = percentOf(counts[name]);
    if (percent === null || percent >= least) return [];
    const { covered, total } = counts[name];
    return [`${name}: ${covered} of ${total} covered, ${percent.toFixed(1)}%, less than ${least}%.`];
  });
}
