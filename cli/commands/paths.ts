import { listPaths } from '../../check/index.js';
import type { Arguments } from '../arguments.js';
import { givenMaxConfigurations } from '../arguments.js';
import { printWarnings, useNamedConfiguration } from '../configuration.js';
import { type ExitCode, exitCodes, UsageError } from '../exit-codes.js';
import { inputFiles } from '../input-files.js';
import { jsonText } from '../json-text.js';
import { logLine } from '../log-line.js';
import type { Output } from '../output.js';
import { Project } from '../project.js';

/** `confer paths`: every path through a file's flows, with its outcome and verdict. */
export async function run(args: Arguments, output: Output): Promise<ExitCode> {
  const [name, ...more] = args.files;
  if (name === undefined || more.length > 0) throw new UsageError('Name one file.');
  const project = await Project.create({ maxConfigurations: givenMaxConfigurations(args) });
  await useNamedConfiguration(project.configurations, args);
  const [file, ...others] = await project.check(await inputFiles([name], project));
  printWarnings(project, output);
  if (file === undefined || others.length > 0) throw new UsageError(`${name} has several files: name one.`);
  const flowName = args.text('flow');
  const among = file.analysis.flows.map(({ flow }) => flow.name);
  if (flowName !== undefined && !among.includes(flowName)) {
    throw new UsageError(`There is no flow "${flowName}" in ${name}.`, { word: flowName, among, lists: true });
  }
  const flows = file.analysis.flows
    .filter(({ flow }) => flowName === undefined || flow.name === flowName)
    .map((analysis) => ({ flow: analysis.flow.name, ...listPaths(file.analysis, analysis) }));
  if (args.text('format') === 'json') {
    await output.print(jsonText({ flows }));
    return exitCodes.clean;
  }
  if (flows.length === 0) output.printError(`confer: ${name} has no flow.\n`);
  const lines = flows.flatMap(({ flow, paths, more: isCut }) => [
    `${flow}: ${paths.length}${isCut ? ' or more' : ''} ${paths.length === 1 ? 'path' : 'paths'}`,
    ...paths.map(({ scenario, phases, outcome, verdict, complete }) => {
      const declared = scenario === null ? '' : `  scenario ${scenario}`;
      return `  ${verdict.padEnd(9)} ${phases.join(' > ')}  (${outcome}${complete ? '' : ', continues'})${declared}`;
    }),
  ]);
  await output.print(lines.map((line) => `${logLine(line)}\n`).join(''));
  return exitCodes.clean;
}
