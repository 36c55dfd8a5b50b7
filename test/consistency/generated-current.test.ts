import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';

test('the generated files are those that the grammar, the library and the icons make', () => {
  const run = spawnSync(process.execPath, [path.join(root, 'scripts/generate.mjs'), '--check'], { encoding: 'utf8' });
  expect(run.stderr).toBe('');
  expect(run.status).toBe(0);
});
