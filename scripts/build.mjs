// Bundles everything that ships: `node scripts/build.mjs [--production] [--watch]`.

import { readdirSync, readFileSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { root } from './project.mjs';
import { thirdPartyNotices } from './third-party-notices.mjs';

/** What the command's package holds of code. */
export const commandFolder = 'out/cli';

const polyfill = path.join(root, 'scripts/polyfill-group-by.mjs');
const lspProtocolStub = path.join(root, 'scripts/lsp-protocol-stub.mjs');

/**
 * Gives Langium's core the few things that it takes from the protocol, so that only what serves editors loads the rest.
 * @type {import('esbuild').Plugin}
 */
const coreWithoutProtocol = {
  name: 'core-without-protocol',
  setup(build) {
    build.onResolve({ filter: /^vscode-languageserver-protocol$/ }, ({ importer }) =>
      /[\\/]langium[\\/]lib[\\/](?!lsp[\\/])/.test(importer) ? { path: lspProtocolStub } : undefined,
    );
  },
};

/**
 * Leaves what speaks the protocol of language models in a file of its own, next to the server's.
 * @type {import('esbuild').Plugin}
 */
const toolsApart = {
  name: 'tools-apart',
  setup(build) {
    build.onResolve({ filter: /\/mcp\/serve-tools\.js$/ }, () => ({ path: '../mcp/serve-tools.cjs', external: true }));
  },
};

/**
 * Options of the bundles for Node, and of those for browsers.
 * @typedef {{ node: import('esbuild').BuildOptions; browser: import('esbuild').BuildOptions }} Platforms
 */

/**
 * The bundles of the product.
 * @param {{ production: boolean }} mode minified and without source maps if `production`
 * @returns {import('esbuild').BuildOptions[]} one set of options per bundle
 */
export function bundles({ production }) {
  /** @type {import('esbuild').BuildOptions} */
  const common = {
    absWorkingDir: root,
    bundle: true,
    minify: production,
    sourcemap: production ? false : 'linked',
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    loader: { '.confer': 'text' },
  };
  /** @type {Platforms} */
  const platforms = {
    node: { ...common, platform: 'node', format: 'cjs', target: 'node20' },
    browser: { ...common, platform: 'browser', target: 'es2022' },
  };
  return [
    ...clientBundles(platforms),
    ...serverBundles(platforms),
    ...runnerBundles(platforms),
    ...pageBundles(platforms),
    commandBundle(platforms),
  ];
}

/**
 * The extension in VS Code.
 * @param {Platforms} platforms
 * @returns {import('esbuild').BuildOptions[]}
 */
function clientBundles({ node, browser }) {
  return [
    { ...node, entryPoints: ['client/node.ts'], outfile: 'out/client/node.cjs', external: ['vscode'] },
    {
      ...browser,
      format: 'cjs',
      entryPoints: ['client/browser.ts'],
      outfile: 'out/client/browser.js',
      external: ['vscode'],
    },
  ];
}

/**
 * The language server, with the tools for agents.
 * @param {Platforms} platforms
 * @returns {import('esbuild').BuildOptions[]}
 */
function serverBundles({ node, browser }) {
  return [
    {
      ...node,
      entryPoints: ['server/node.ts'],
      outfile: 'out/server/node.cjs',
      inject: [polyfill],
      charset: 'utf8',
      plugins: [toolsApart],
    },
    { ...node, entryPoints: ['mcp/serve-tools.ts'], outfile: 'out/mcp/serve-tools.cjs' },
    {
      ...browser,
      format: 'iife',
      charset: 'utf8',
      entryPoints: ['server/browser.ts'],
      outfile: 'out/server/browser.js',
      inject: [polyfill],
    },
  ];
}

/**
 * What follows recordings in a worker.
 * @param {Platforms} platforms
 * @returns {import('esbuild').BuildOptions[]}
 */
function runnerBundles({ node, browser }) {
  return [
    { ...node, entryPoints: ['runner/node.ts'], outfile: 'out/runner/node.cjs', charset: 'utf8' },
    {
      ...browser,
      format: 'iife',
      charset: 'utf8',
      entryPoints: ['runner/browser.ts'],
      outfile: 'out/runner/browser.js',
    },
  ];
}

/**
 * The pages of the timeline and of VS Code's Markdown preview.
 * @param {Platforms} platforms
 * @returns {import('esbuild').BuildOptions[]}
 */
function pageBundles({ browser }) {
  return [
    {
      ...browser,
      format: 'iife',
      charset: 'utf8',
      entryPoints: { preview: 'client/webview/main.tsx' },
      outdir: 'out/webview',
      jsx: 'automatic',
      jsxImportSource: 'preact',
    },
    {
      ...browser,
      format: 'iife',
      entryPoints: { preview: 'client/markdown/main.ts' },
      outdir: 'out/markdown',
      alias: { 'vscode-languageserver-protocol': lspProtocolStub },
      inject: [polyfill],
      jsx: 'automatic',
      jsxImportSource: 'preact',
    },
  ];
}

/**
 * The command line, and the library that shares its parts.
 * @param {Platforms} platforms
 * @returns {import('esbuild').BuildOptions}
 */
function commandBundle({ node }) {
  return {
    ...node,
    // In parts that are loaded when they are needed; the command and the library share them.
    format: 'esm',
    splitting: true,
    entryPoints: { main: 'cli/main.ts', index: 'cli/api/api.ts' },
    outdir: commandFolder,
    outExtension: { '.js': '.mjs' },
    plugins: [coreWithoutProtocol],
    // The one without Node's modules: they are loaded when an editor is served.
    alias: { 'vscode-jsonrpc/browser': path.join(root, 'node_modules/vscode-jsonrpc/lib/browser/main.js') },
    inject: [polyfill],
    define: { RULE_PAGES: JSON.stringify(JSON.stringify(rulePages())) },
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // Packages that are CommonJS ask for Node's modules in their own way.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);",
    },
  };
}

/**
 * The pages of the rules by code, for the command to carry.
 * @returns {Record<string, string>}
 */
function rulePages() {
  const folder = path.join(root, 'docs/rules');
  const pages = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');
  return Object.fromEntries(pages.map((name) => [name.slice(0, -3), readFileSync(path.join(folder, name), 'utf8')]));
}

/**
 * Builds every bundle once into `out/`.
 * @param {{ production: boolean }} mode
 * @returns {Promise<void>} rejects if a bundle fails
 */
export async function build(mode) {
  // The names of the command's parts change with their content.
  await rm(path.join(root, commandFolder), { recursive: true, force: true });
  const results = await Promise.all(bundles(mode).map((options) => esbuild.build(options)));
  const metafiles = results.flatMap(({ metafile }) => metafile ?? []);
  await writeFile(path.join(root, 'out/ThirdPartyNotices.txt'), thirdPartyNotices(metafiles));
  await layDownCommand();
}

/** Puts the file that starts the command next to its parts. */
async function layDownCommand() {
  const command = path.join(root, commandFolder, 'confer.cjs');
  await mkdir(path.dirname(command), { recursive: true });
  await copyFile(path.join(root, 'cli/confer.cjs'), command);
  await chmod(command, 0o755);
}

async function watch() {
  for (const options of bundles({ production: false })) {
    const context = await esbuild.context({ ...options, logLevel: 'info' });
    await context.watch();
  }
  await layDownCommand();
}

async function reportSizes() {
  const files = [
    'client/node.cjs',
    'client/browser.js',
    'server/node.cjs',
    'server/browser.js',
    'mcp/serve-tools.cjs',
    'runner/node.cjs',
    'runner/browser.js',
    'webview/preview.js',
    'webview/preview.css',
    'markdown/preview.js',
  ];
  for (const file of files) report(`out/${file}`, (await stat(path.join(root, 'out', file))).size);
  const parts = await readdir(path.join(root, commandFolder));
  const sizes = parts
    .filter((file) => !file.endsWith('.map'))
    .map((file) => stat(path.join(root, commandFolder, file)));
  report(
    `${commandFolder}/*`,
    (await Promise.all(sizes)).reduce((sum, { size }) => sum + size, 0),
  );
}

/**
 * @param {string} file
 * @param {number} size in bytes
 */
function report(file, size) {
  console.log(`${file.padEnd(24)} ${(size / 1024).toFixed(0).padStart(6)} KB`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--watch')) {
    await watch();
  } else {
    try {
      await build({ production: process.argv.includes('--production') });
      await reportSizes();
    } catch (error) {
      // What is wrong in the sources, esbuild has printed.
      if (!(error instanceof Error && 'errors' in error)) throw error;
      process.exitCode = 1;
    }
  }
}
