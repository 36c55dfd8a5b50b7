import type { OfferedFix } from '../../assist/index.js';
import type { Finding } from '../../check/index.js';
import { type Arguments, maxConfigurations, wholeNumber } from '../arguments.js';
import { configurationWarnings, useNamedConfiguration } from '../configuration.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { inputFiles } from '../input-files.js';
import type { Output } from '../output.js';
import { Project } from '../project.js';
import { humanReport } from '../reporters/human.js';
import { jsonReport } from '../reporters/json.js';
import { summarize } from '../summary.js';

/** `confer check`: prints what is found in files. Information never fails a run. */
export async function run(given: Arguments, output: Output): Promise<ExitCode> {
  const format = given.text('format') ?? 'human';
  const maxWarnings = wholeNumber('max-warnings', given.text('max-warnings'), 0, 0);
  const bound = maxConfigurations(given);
  const paths = await inputFiles(given.files);
  const project = await Project.create(bound);
  await useNamedConfiguration(project.configurations, given);
  const files = await project.check(paths);
  for (const line of configurationWarnings(project.configurations)) output.printError(`confer: ${line}\n`);
  const summary = summarize(files);
  if (format === 'json') {
    const fixes = new Map<Finding, readonly OfferedFix[]>();
    for (const file of files) for (const [finding, found] of await project.fixes(file)) fixes.set(finding, found);
    await output.print(jsonReport(files, summary, fixes));
  } else {
    await output.print(humanReport(files, summary, { coloured: output.coloured }));
  }
  return summary.errors > 0 || summary.warnings > maxWarnings ? exitCodes.findings : exitCodes.clean;
}
