import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { flowOfModel } from '../../assist/index.js';
import { modelName } from '../../check/index.js';
import type { Arguments } from '../arguments.js';
import { type ExitCode, exitCodes, UsageError } from '../exit-codes.js';
import { formattedText } from '../formatted-text.js';
import { jsonText } from '../json-text.js';
import type { Output } from '../output.js';
import { Project } from '../project.js';

const CONFIGURATION_FILE = 'confer.json';
const FLOW_FILE = 'first-flow.confer';

/** `confer init`: a configuration and a first flow, in the current folder. */
export async function run(args: Arguments, output: Output): Promise<ExitCode> {
  const project = await Project.create();
  const models = project.models.all();
  const among = models.map(modelName);
  const wanted = args.text('model') ?? 'Conference';
  const model = models.find((candidate) => modelName(candidate) === wanted);
  if (model === undefined) {
    throw new UsageError(`There is no model "${wanted}".`, { word: wanted, among, lists: true });
  }
  for (const file of [CONFIGURATION_FILE, FLOW_FILE]) {
    if (await exists(file)) throw new UsageError(`${file} already exists. Nothing was written.`);
  }
  const configuration = { preset: 'recommended', rules: {}, ignore: [] };
  await writeFile(CONFIGURATION_FILE, jsonText(configuration), { flag: 'wx' });
  await writeFile(FLOW_FILE, await laidOut(project, await flowOfModel(model)), { flag: 'wx' });
  output.printError(`confer: wrote ${CONFIGURATION_FILE} and ${FLOW_FILE}. Next: confer check\n`);
  return exitCodes.clean;
}

async function laidOut(project: Project, text: string): Promise<string> {
  const file = path.resolve(FLOW_FILE);
  const [read] = await project.read([{ path: file, realPath: file, text }]);
  return read === undefined ? text : formattedText(read.document);
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch {
    return false;
  }
}
