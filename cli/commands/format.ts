import { syntaxFindings } from '../../language/index.js';
import { counted } from '../../timeline/types/counted.js';
import type { Arguments } from '../arguments.js';
import { printWarnings } from '../configuration.js';
import { displayPath } from '../display-path.js';
import { type ExitCode, exitCodes, UsageError } from '../exit-codes.js';
import { formattedText } from '../formatted-text.js';
import { inputFiles } from '../input-files.js';
import { logLine } from '../log-line.js';
import type { Output } from '../output.js';
import { Project } from '../project.js';
import { standardInputFile } from '../standard-input.js';
import { rewriteText } from '../text-file.js';

/** `confer format`: lays files out as the editor does. */
export async function run(args: Arguments, output: Output): Promise<ExitCode> {
  const stdin = args.text('stdin-filepath');
  const only = args.flag('check');
  if (stdin !== undefined && args.files.length > 0) {
    throw new UsageError('--stdin-filepath formats standard input only: name no other files.');
  }
  const project = await Project.create();
  const inputs = stdin === undefined ? await inputFiles(args.files, project) : [await standardInputFile(stdin)];
  const files = await project.read(inputs);
  printWarnings(project, output);
  const changed = files.filter(({ document }) => formattedText(document) !== document.textDocument.getText());
  for (const { path, document } of files) {
    if (syntaxFindings(document).length === 0) continue;
    output.printError(
      `confer: ${logLine(displayPath(path))} has syntax errors: declarations that contain one are not formatted. See confer check.\n`,
    );
  }
  if (stdin !== undefined && !only) {
    for (const { document } of files) await output.print(formattedText(document));
    return exitCodes.clean;
  }
  for (const file of changed) {
    if (only) await output.print(`${logLine(displayPath(file.path))}\n`);
    else await rewriteText(file.realPath, formattedText(file.document));
  }
  const count = `${changed.length} of ${counted(files.length, 'file')}`;
  output.printError(only ? `confer: ${count} would change.\n` : `confer: ${count} changed.\n`);
  return only && changed.length > 0 ? exitCodes.findings : exitCodes.clean;
}
