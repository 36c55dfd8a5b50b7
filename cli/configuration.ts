import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { URI } from 'langium';
import type { ProjectConfigurations } from '../language/index.js';
import type { Arguments } from './arguments.js';
import { UsageError } from './exit-codes.js';
import { displayUri } from './project.js';

/**
 * Takes the configuration named with `--config` for all files; without one, each file goes by the nearest
 * `confer.json` above it.
 * @throws UsageError where there is no such file
 */
export async function useNamedConfiguration(configurations: ProjectConfigurations, given: Arguments): Promise<void> {
  const name = given.text('config');
  if (name === undefined) return;
  if (!(await isFile(name))) throw new UsageError(`There is no file ${name} to take as the configuration.`);
  configurations.useForAll(URI.parse(pathToFileURL(path.resolve(name)).href));
}

async function isFile(name: string): Promise<boolean> {
  try {
    return (await stat(name)).isFile();
  } catch {
    return false;
  }
}

/**
 * What cannot be followed in the configurations read so far.
 * @returns a line for each entry that is left out
 * @throws UsageError where one cannot be used at all: with other settings than asked for, a result would mean nothing
 */
export function configurationWarnings(configurations: ProjectConfigurations): string[] {
  const lines = (wanted: 'error' | 'warning') =>
    configurations.all().flatMap(({ uri, problems }) =>
      problems
        .filter(({ severity }) => severity === wanted)
        .map(({ message, range: { start } }) => {
          return `${displayUri(uri.toString())}:${start.line + 1}:${start.character + 1} ${message}`;
        }),
    );
  const errors = lines('error');
  if (errors.length > 0) throw new UsageError(errors.join('\n'));
  return lines('warning');
}
