import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';

const fixtures = path.join(import.meta.dirname, 'fixtures');

test.each(readdirSync(fixtures))('%s is colored as its comments say', (name) => {
  const command = path.join(root, 'node_modules/vscode-tmgrammar-test/dist/unit.js');
  const grammar = path.join(root, 'syntaxes/confer.tmLanguage.json');
  const run = spawnSync(process.execPath, [command, '-g', grammar, path.join(fixtures, name)], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(run.status, run.stdout + run.stderr).toBe(0);
});
