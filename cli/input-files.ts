import { stat } from 'node:fs/promises';
import path from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { UsageError } from './exit-codes.js';

const ignored = ['**/node_modules/**'];

/**
 * The Confer files that names on the command line mean: files as they are, folders with all that is in them, globs.
 * @returns absolute paths, each once, in the order named
 * @throws UsageError where a name means nothing
 */
export async function inputFiles(names: readonly string[]): Promise<string[]> {
  if (names.length === 0) throw new UsageError('Name the files, folders or globs to check.');
  const files = new Set<string>();
  for (const name of names) {
    for (const file of await filesOf(name)) files.add(file);
  }
  return [...files];
}

async function filesOf(name: string): Promise<string[]> {
  const kind = await kindOf(name);
  if (kind === 'file') return [path.resolve(name)];
  if (kind === 'folder') {
    const found = await glob('**/*.confer', { cwd: name, absolute: true, ignore: ignored });
    if (found.length === 0) throw new UsageError(`${name} holds no file that ends in .confer.`);
    return sorted(found);
  }
  if (!isDynamicPattern(name)) throw new UsageError(`There is no file or folder ${name}.`);
  const found = await glob(name.replaceAll('\\', '/'), { absolute: true, ignore: ignored });
  if (found.length === 0) throw new UsageError(`No file matches ${name}.`);
  return sorted(found);
}

function sorted(files: readonly string[]): string[] {
  return files.map((file) => path.resolve(file)).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

async function kindOf(name: string): Promise<'file' | 'folder' | 'nothing'> {
  try {
    return (await stat(name)).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'nothing';
  }
}
