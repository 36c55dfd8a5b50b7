import type { Arguments } from '../arguments.js';
import { readBaseline, splitByBaseline, writeBaseline } from '../baseline.js';
import { printWarnings, useNamedConfiguration } from '../configuration.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { inputFiles } from '../input-files.js';
import type { Output } from '../output.js';
import { Progress } from '../progress.js';
import { type CheckedFile, Project } from '../project.js';
import type { Report, ReportedFile } from '../reporters/report.js';
import { reporters } from '../reporters/reporters.js';
import { standardInputFile } from '../standard-input.js';
import { summarize } from '../summary.js';
import { refuseInput, writeOutput } from '../write-output.js';
import type { CheckOptions } from './check-options.js';
import { statistics } from './statistics.js';

/** Checks once, and writes what was asked for. */
export async function runCheck(args: Arguments, options: CheckOptions, output: Output): Promise<ExitCode> {
  const start = performance.now();
  const project = await Project.create(options);
  await useNamedConfiguration(project.configurations, args);
  const inputs =
    options.stdin === undefined ? await inputFiles(args.files, project) : [await standardInputFile(options.stdin)];
  for (const file of outputFiles(options)) await refuseInput(file, inputs);
  const progress = new Progress();
  let checked: readonly CheckedFile[] = await project.check(inputs, (checkedCount) =>
    progress.show(checkedCount, inputs.length),
  );
  progress.end();
  printWarnings(project, output);
  const fixing = needsFixes(options) ? await import('./fixing.js') : undefined;
  let isChanged = false;
  if (options.fixes.size > 0 && fixing !== undefined) {
    ({ files: checked, isChanged } = await fixing.applyFixes(project, checked, options, output));
  }
  const files = await reported(checked, options);
  const summary = summarize(files);
  if (options.updateBaseline && options.baseline !== undefined) await writeBaseline(options.baseline, checked);
  const report: Report = {
    files,
    summary,
    fixes: options.listFixes ? await fixing?.fixTitles(project, files) : undefined,
    edits: (listsEdits(options) ? await fixing?.preferredFixes(project, files) : undefined) ?? new Map(),
    colored: output.colored,
    quiet: options.quiet,
  };
  await write(report, options, output);
  if (options.stats) output.printError(statistics(files, performance.now() - start));
  const fails = summary.errors > 0 || summary.warnings > options.maxWarnings;
  return fails || (options.dryRun && isChanged) ? exitCodes.findings : exitCodes.clean;
}

function outputFiles({ formats, baseline, updateBaseline }: CheckOptions): string[] {
  const files = formats.flatMap(({ file }) => file ?? []);
  return baseline === undefined || !updateBaseline ? files : [...files, baseline];
}

/** Loads the fixes on first use: most calls need none. */
function needsFixes(options: CheckOptions): boolean {
  return options.fixes.size > 0 || options.listFixes || listsEdits(options);
}

function listsEdits({ formats }: CheckOptions): boolean {
  return formats.some(({ format }) => format === 'sarif');
}

async function reported(checked: readonly CheckedFile[], options: CheckOptions): Promise<ReportedFile[]> {
  if (options.baseline === undefined) {
    return checked.map((file) => ({ ...file, findings: file.analysis.findings, known: [] }));
  }
  // The present findings are the baseline from now on.
  if (options.updateBaseline) return checked.map((file) => ({ ...file, findings: [], known: file.analysis.findings }));
  const baseline = await readBaseline(options.baseline);
  return checked.map((file) => ({ ...file, ...splitByBaseline(file, baseline) }));
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
