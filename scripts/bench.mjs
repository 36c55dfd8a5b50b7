// `npm run bench`: measures the language on generated flows, the server over the wire and the preview's page in a browser,
// and holds what comes out against its budgets. `npm run bench -- language`, or another name below, does one of them.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const [, , only, ...rest] = process.argv;

/**
 * JavaScript runs in place; only TypeScript has to be bundled.
 * @type {import('esbuild').Plugin}
 */
const scriptsStay = {
  name: 'scripts-stay',
  setup: (build) => {
    build.onResolve({ filter: /^(\.\.\/)+scripts\// }, ({ path: file, resolveDir }) => {
      return { path: pathToFileURL(path.resolve(resolveDir, file)).href, external: true };
    });
  },
};

/** @type {Record<string, import('esbuild').BuildOptions>} */
const benches = {
  language: { entryPoints: ['test/bench/bench.ts'], minify: true },
  growth: { entryPoints: ['test/bench/growth-bench.ts'] },
  keypress: { entryPoints: ['test/bench/keypress-bench.ts'], external: ['vscode-jsonrpc'] },
  workspace: { entryPoints: ['test/bench/workspace-bench.ts'], external: ['vscode-jsonrpc'] },
  library: {
    entryPoints: ['test/bench/library-bench.ts'],
    external: ['vscode-jsonrpc', 'esbuild'],
  },
  wide: { entryPoints: ['test/bench/wide-bench.ts'], external: ['vscode-jsonrpc'] },
  memory: { entryPoints: ['test/bench/memory-bench.ts'], external: ['vscode-jsonrpc'] },
  recordings: { entryPoints: ['test/bench/recordings-bench.ts'] },
  command: { entryPoints: ['test/bench/command-bench.ts'] },
  preview: {
    entryPoints: ['test/bench/preview-bench.ts'],
    external: ['esbuild', 'playwright-core', '@sparticuz/chromium'],
  },
  editor: { entryPoints: ['test/bench/editor-bench.ts'], packages: 'external' },
};

for (const [name, options] of Object.entries(benches)) {
  if (only !== undefined && only !== name) continue;
  const bundle = path.join(root, `.tmp/bench/${name}.mjs`);
  await esbuild.build({
    absWorkingDir: root,
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    inject: ['scripts/polyfill-group-by.mjs'],
    plugins: [scriptsStay],
    ...options,
  });
  const run = spawnSync(process.execPath, ['--expose-gc', bundle, ...rest], { stdio: 'inherit' });
  if (run.status !== 0) process.exitCode = run.status ?? 1;
}
