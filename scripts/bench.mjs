// `npm run bench`: measures the language on generated flows and holds the medians against their budgets.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import * as esbuild from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const bundle = path.join(root, '.tmp/bench.cjs');
await esbuild.build({
  absWorkingDir: root,
  entryPoints: ['test/bench/bench.ts'],
  outfile: bundle,
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  inject: ['scripts/polyfill-group-by.mjs'],
});
const run = spawnSync(process.execPath, ['--expose-gc', bundle], { stdio: 'inherit' });
process.exitCode = run.status ?? 1;
