import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { globMatcher, type PathMatcher } from '../language/index.js';
import { displayPath } from './display-path.js';
import { UsageError } from './exit-codes.js';
import type { InputFile, Project } from './project.js';

/**
 * The Confer files that names on the command line mean: files as they are, folders with all that a search finds in
 * them, globs, and `!glob` for what is left out of folders and globs. Without names, the current folder.
 * @returns each file once, in the order named
 * @throws UsageError if a name means nothing
 */
export async function inputFiles(names: readonly string[], project: Project): Promise<InputFile[]> {
  const excluding = names.filter((name) => name.startsWith('!'));
  const including = names.filter((name) => !name.startsWith('!'));
  const excluded = excluding.map((name) => exclusion(name.slice(1)));
  const found = new Map<string, InputFile>();
  for (const name of including.length === 0 ? ['.'] : including) {
    for (const file of await filesOf(name, excluded, project)) {
      if (!found.has(file.realPath)) found.set(file.realPath, file);
    }
  }
  return [...found.values()];
}

async function filesOf(name: string, excluded: readonly PathMatcher[], project: Project): Promise<InputFile[]> {
  const kind = await kindOf(name);
  if (kind === 'file') return [await inputFile(path.resolve(name))];
  if (kind === 'other') throw new UsageError(`${name} is neither a file nor a folder.`);
  if (name === '-') throw new UsageError('To check standard input, give the name of its file: --stdin-filepath FILE.');
  if (kind === 'nothing' && !/[*?[{]/.test(name)) throw new UsageError(`${name} does not exist.`);
  const files = await (kind === 'folder' ? searched(name, undefined, project) : globbed(name, project));
  const left = files.filter(({ path: file }) => !excluded.some((matches) => matches(displayPath(file))));
  if (left.length > 0) return left;
  throw new UsageError(
    kind === 'folder' ? `${name} contains no .confer files, or all of them are ignored.` : `No file matches ${name}.`,
  );
}

/** Searches the folder that the pattern begins with: `src/*.confer` looks into `src`. */
async function globbed(pattern: string, project: Project): Promise<InputFile[]> {
  const names = slashed(pattern).split('/');
  const firstDynamic = names.findIndex((name) => /[*?[{]/.test(name));
  const base = names.slice(0, firstDynamic).join('/');
  const folder = base === '' ? (pattern.startsWith('/') ? '/' : '.') : base;
  if ((await kindOf(folder)) !== 'folder') return [];
  return searched(folder, matcherFrom(pattern), project);
}

async function searched(folder: string, matches: PathMatcher | undefined, project: Project): Promise<InputFile[]> {
  const root = await realpath(folder);
  const { files, incomplete } = await project.search(root);
  if (incomplete !== undefined) project.warnings.push(`${folder} is only partly checked: it contains ${incomplete}.`);
  const named = path.resolve(folder);
  return files
    .map(({ fsPath }) => ({ path: path.join(named, path.relative(root, fsPath)), realPath: fsPath }))
    .filter((file) => matches === undefined || matches(displayPath(file.path)));
}

/** Matches paths relative to the working directory; a pattern of another folder is made relative to it. */
function matcherFrom(pattern: string): PathMatcher {
  return globMatcher(displayPath(path.resolve(slashed(pattern))), { braces: true, classes: true });
}

/** The exclusions of `!pattern`: matching files, and everything in matching folders; a bare name matches in any folder. */
function exclusion(pattern: string): PathMatcher {
  const written = slashed(pattern).replace(/\/$/, '');
  const matches = matcherFrom(written.includes('/') ? written : `**/${written}`);
  return (file) => {
    const names = file.split('/');
    return names.some((_, index) => matches(names.slice(0, index + 1).join('/')));
  };
}

function slashed(name: string): string {
  return path.sep === '\\' ? name.replaceAll('\\', '/') : name;
}

async function inputFile(file: string): Promise<InputFile> {
  return { path: file, realPath: await realpath(file) };
}

async function kindOf(name: string): Promise<'file' | 'folder' | 'other' | 'nothing'> {
  try {
    const found = await stat(name);
    return found.isDirectory() ? 'folder' : found.isFile() ? 'file' : 'other';
  } catch {
    return 'nothing';
  }
}
