import { type Fix, MAX_WORK_PER_FILE, TrialBudget } from '../../assist/index.js';
import type { Finding } from '../../check/index.js';
import type { Arguments } from '../arguments.js';
import { readBaseline, splitByBaseline, writeBaseline } from '../baseline.js';
import { printWarnings, useNamedConfiguration } from '../configuration.js';
import { displayPath } from '../display-path.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { type FixedFile, fixFiles } from '../fix-files.js';
import { inputFiles } from '../input-files.js';
import type { Output } from '../output.js';
import { Progress } from '../progress.js';
import { type CheckedFile, Project } from '../project.js';
import type { FixTitle, Report, ReportedFile } from '../reporters/report.js';
import { reporters } from '../reporters/reporters.js';
import { standardInputFile } from '../standard-input.js';
import { summarize } from '../summary.js';
import { rewriteText } from '../text-file.js';
import { unifiedDiff } from '../unified-diff.js';
import { refuseInput, writeOutput } from '../write-output.js';
import type { CheckOptions } from './check-options.js';
import { statistics } from './statistics.js';

/** Findings of a file whose preferred fix is written out with its edits. */
const MAX_EDITS = 50;

/** Checks once, and writes what was asked for. */
export async function runCheck(given: Arguments, options: CheckOptions, output: Output): Promise<ExitCode> {
  const start = performance.now();
  const project = await Project.create(options);
  await useNamedConfiguration(project.configurations, given);
  const inputs =
    options.stdin === undefined ? await inputFiles(given.files, project) : [await standardInputFile(options.stdin)];
  for (const file of outputFiles(options)) await refuseInput(file, inputs);
  const progress = new Progress('checking');
  let checked: readonly CheckedFile[] = await project.check(inputs, (done) => progress.show(done, inputs.length));
  progress.end();
  printWarnings(project, output);
  let fixed: readonly FixedFile[] = [];
  if (options.fixes.size > 0) {
    ({ files: checked, fixed } = await fixFiles(project, checked, options.fixes));
    await applyFixes(fixed, checked, options, output);
  }
  const files = await reported(checked, options);
  const summary = summarize(files);
  if (options.updateBaseline && options.baseline !== undefined) await writeBaseline(options.baseline, checked);
  const report: Report = {
    files,
    summary,
    fixes: options.listFixes ? await fixTitles(project, files) : undefined,
    edits: options.formats.some(({ format }) => format === 'sarif') ? await preferredFixes(project, files) : new Map(),
    coloured: output.coloured,
    quiet: options.quiet,
  };
  await write(report, options, output);
  if (options.stats) output.printError(statistics(files, performance.now() - start));
  const fails = summary.errors > 0 || summary.warnings > options.maxWarnings;
  return fails || (options.dryRun && fixed.length > 0) ? exitCodes.findings : exitCodes.clean;
}

function outputFiles({ formats, baseline, updateBaseline }: CheckOptions): string[] {
  const files = formats.flatMap(({ file }) => file ?? []);
  return baseline === undefined || !updateBaseline ? files : [...files, baseline];
}

/** Writes fixed files, or what would be written. */
async function applyFixes(
  fixed: readonly FixedFile[],
  checked: readonly CheckedFile[],
  { dryRun, stdin }: CheckOptions,
  output: Output,
): Promise<void> {
  if (dryRun) {
    for (const { file, before, after } of fixed) await output.print(unifiedDiff(displayPath(file.path), before, after));
  } else if (stdin !== undefined) {
    for (const { document } of checked) await output.print(document.textDocument.getText());
  } else {
    for (const { file, after } of fixed) await rewriteText(file.realPath, after);
    if (fixed.length > 0)
      output.printError(`confer: fixed ${fixed.length} ${fixed.length === 1 ? 'file' : 'files'}.\n`);
  }
}

async function reported(checked: readonly CheckedFile[], options: CheckOptions): Promise<ReportedFile[]> {
  if (options.baseline === undefined) {
    return checked.map((file) => ({ ...file, findings: file.analysis.findings, known: [] }));
  }
  // What is found now is known from now on.
  if (options.updateBaseline) return checked.map((file) => ({ ...file, findings: [], known: file.analysis.findings }));
  const baseline = await readBaseline(options.baseline);
  return checked.map((file) => ({ ...file, ...splitByBaseline(file, baseline) }));
}

async function fixTitles(
  project: Project,
  files: readonly ReportedFile[],
): Promise<ReadonlyMap<Finding, readonly FixTitle[]>> {
  const all = new Map<Finding, readonly FixTitle[]>();
  for (const { document } of files) {
    for (const [finding, titles] of await project.services.fixes.FixProvider.titles(document)) {
      all.set(finding, titles);
    }
  }
  return all;
}

async function preferredFixes(project: Project, files: readonly ReportedFile[]): Promise<ReadonlyMap<Finding, Fix>> {
  const all = new Map<Finding, Fix>();
  for (const { document, findings } of files) {
    const budget = new TrialBudget(MAX_WORK_PER_FILE);
    for (const finding of findings.slice(0, MAX_EDITS)) {
      const [first] = await project.services.fixes.FixProvider.fixes(document, finding, undefined, budget);
      if (first?.preferred === true) all.set(finding, first);
    }
  }
  return all;
}

async function write(report: Report, { formats, dryRun, stdin, fixes }: CheckOptions, output: Output): Promise<void> {
  // Standard output holds the diff or the fixed text already.
  const isTaken = dryRun || (stdin !== undefined && fixes.size > 0);
  for (const { format, file } of formats) {
    const reporter = await reporters[format]?.();
    const text = reporter?.(report) ?? '';
    if (file !== undefined) await writeOutput(file, text);
    else if (isTaken) output.printError(text);
    else await output.print(text);
  }
}
