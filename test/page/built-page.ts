import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../scripts/project.mjs';

/** Files of a built page by name. */
export type BuiltPage = ReadonlyMap<string, string>;

/** Folder below which the pages are built for the tests, one folder per page. */
export const BUILT_PAGES = path.join(root, '.tmp/pages');

/** Reads a page that the project's global setup has built with the options that ship. */
export async function readBuiltPage(name: 'webview' | 'markdown'): Promise<BuiltPage> {
  const folder = path.join(BUILT_PAGES, name);
  const files = await readdir(folder);
  return new Map(
    await Promise.all(files.map(async (file) => [file, await readFile(path.join(folder, file), 'utf8')] as const)),
  );
}
