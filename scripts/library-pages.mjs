// Writes docs/library: a page for each model of the library, with its phases, rows and what they rest on, a picture of an
// example flow, and library/README.md, the list of all. Drawn and checked by the product's own code.

import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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

const { libraryPages } = await generator();
const folder = join(root, 'docs/library');
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) rmSync(join(folder, name));
const pages = await libraryPages();
for (const [path, text] of pages) writeFileSync(join(root, path), text);
console.log(`Written: ${pages.size} files.`);
