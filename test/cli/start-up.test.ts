import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { command } from '../support/command.js';

/** What a part of the built command loads before it runs, itself among it: the texts by file. */
function loaded(file: string, texts = new Map<string, string>()): Map<string, string> {
  if (texts.has(file)) return texts;
  const text = readFileSync(path.join(path.dirname(command), file), 'utf8');
  texts.set(file, text);
  for (const [, from] of text.matchAll(/^(?:import|export)[^;'"]*["']\.\/([^"']+\.mjs)["']/gm)) {
    if (from !== undefined) loaded(from, texts);
  }
  return texts;
}

test('asking for the version or for help loads none of the language', () => {
  const parts = [...loaded('main.mjs').values()];
  expect(parts.length).toBeGreaterThan(1);
  expect(parts.filter((text) => /chevrotain|Langium/.test(text))).toEqual([]);
  expect(parts.join('').length).toBeLessThan(150_000);
});

test('starting prints nothing of its own', () => {
  const run = spawnSync(process.execPath, [command, '--version'], { encoding: 'utf8' });
  expect(run).toMatchObject({ status: 0, stderr: '' });
});
