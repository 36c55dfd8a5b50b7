import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { ProjectConfigurations } from '../language/index.js';
import type { Arguments } from './arguments.js';
import { displayUri } from './display-path.js';
import { UsageError } from './exit-codes.js';
import { logLine } from './log-line.js';
import type { Output } from './output.js';
import { addressOf, type Project } from './project.js';

/**
 * Takes the configuration named with `--config` for all files; without one, each file has the nearest
 * `confer.json` above it.
 * @throws UsageError if there is no such file
 */
export async function useNamedConfiguration(configurations: ProjectConfigurations, args: Arguments): Promise<void> {
  const name = args.text('config');
  if (name === undefined) return;
  const found = await statsOf(name);
  if (found?.isDirectory()) {
    throw new UsageError(`--config names a file, and ${name} is a folder: write ${path.join(name, 'confer.json')}.`);
  }
  if (found?.isFile() !== true) throw new UsageError(`Configuration file ${name} does not exist.`);
  configurations.useForAll(addressOf(path.resolve(name)));
}

async function statsOf(name: string): Promise<Stats | null> {
  try {
    return await stat(name);
  } catch {
    return null;
  }
}

/**
 * Prints what could not be used: entries of configurations that are ignored, folders that are searched in part.
 * @throws UsageError if a configuration cannot be used at all: with other settings than asked for, a result would
 * mean nothing
 */
export function printWarnings(project: Project, output: Output): void {
  const lines = (wanted: 'error' | 'warning') =>
    project.configurations
      .all()
      .flatMap(({ uri, problems }) =>
        problems
          .filter(({ severity }) => severity === wanted)
          .map(({ message, range: { start } }) =>
            logLine(`${displayUri(uri.toString())}:${start.line + 1}:${start.character + 1} ${message}`),
          ),
      );
  const errors = lines('error');
  if (errors.length > 0) throw new UsageError(errors.join('\n'));
  for (const line of [...project.warnings.map(logLine), ...lines('warning')]) output.printError(`confer: ${line}\n`);
}
