// The files of docs/library: a page for each model of the library, with its phases, rows and grounds, a picture of an
// example flow, and library/README.md, the list of all. Drawn and checked by the product's own code.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { root } from './project.mjs';

const entry = `
export { libraryPages } from './generators/library-pages.ts';
`;

/** The generator, bundled: it is TypeScript, as the rooms that it stands on. */
async function generator() {
  const outfile = join(root, '.tmp', `library-pages-${process.pid}.mjs`);
  await esbuild.build({
    stdin: { contents: entry, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'error',
    inject: [join(root, 'scripts/polyfill-group-by.mjs')],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile, { force: true });
  }
}

/**
 * Makes the pages from the library as it was generated last.
 * @returns {Promise<ReadonlyMap<string, string>>} texts by path
 */
export async function libraryPages() {
  const { libraryPages: pages } = await generator();
  return pages();
}
