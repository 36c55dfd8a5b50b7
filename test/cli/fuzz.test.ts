import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { confer, twoFlows } from '../support/command.js';
import { Chance } from '../support/random-edits.js';
import { temporaryFolder } from '../support/temporary-folder.js';

// Seeded: the same trees and options in every run. More of them: `FUZZ_FACTOR=20 npx vitest run test/cli/fuzz.test.ts`.
const runs = 20 * Number(process.env.FUZZ_FACTOR ?? '1');

const names = [
  'a.confer',
  'b c.confer',
  'd%20e.confer',
  'f#g.confer',
  'h/i.confer',
  'j.k/l.confer',
  '-m.confer',
  'N.CONFER',
];
const words = [
  'flow',
  'F',
  '{',
  '}',
  'phase',
  'X',
  '->',
  ':',
  'next',
  '"',
  '/*',
  '\u202e',
  '\0',
  '\u001b[31m',
  '::error::',
];

/** Bytes that may be anything: a good text, one with bytes of another, words in any order, noise. */
function content(chance: Chance): Uint8Array {
  const good = Buffer.from(twoFlows);
  switch (chance.below(6)) {
    case 0:
      return good;
    case 1:
      return Buffer.from(`\ufeff${twoFlows}`, chance.below(2) === 0 ? 'utf16le' : 'utf8');
    case 2: {
      const spoiled = Buffer.from(good);
      for (let times = chance.below(9); times >= 0; times--) spoiled[chance.below(spoiled.length)] = chance.below(256);
      return spoiled;
    }
    case 3:
      return Buffer.from(Array.from({ length: chance.below(120) }, () => chance.of(words)).join(' '));
    case 4:
      return Buffer.from('phase X { '.repeat(chance.below(3_000)));
    default:
      return Uint8Array.from({ length: chance.below(400) }, () => chance.below(256));
  }
}

const globs = ['**', '*'.repeat(40), '**/'.repeat(30), '[', '{a,{b', '!(a', '../..', '/', 'a/**/b', '\\'];
/** What a call may name: never the machine's root, all of whose files would be read, fixed and formatted. */
const namedGlobs = globs.filter((glob) => glob !== '/');

/** What a configuration, a baseline or a list of ignored files may be. */
function setting(chance: Chance): string | Uint8Array {
  const odd = [null, 1, [], {}, 'x', chance.of(globs), [chance.of(globs)], { 'missing-message': 'off' }, -1, 1e99];
  const keys = ['ignore', 'rules', 'library', 'maxConfigurations', 'overrides', 'files', 'findings', '$schema', 'x'];
  switch (chance.below(4)) {
    case 0:
      return JSON.stringify(Object.fromEntries(keys.map((key) => [key, chance.of(odd)])));
    case 1:
      return JSON.stringify(chance.of(odd));
    case 2:
      return globs.filter(() => chance.below(2) === 0).join('\n');
    default:
      return content(chance);
  }
}

/** A folder two levels deep in one of its own, so that `../..` leads no further. */
function tree(chance: Chance): string {
  const files: Record<string, string | Uint8Array> = {};
  for (const name of names) if (chance.below(2) === 0) files[name] = content(chance);
  for (const name of ['confer.json', 'h/confer.json', '.gitignore', 'baseline.json', 'log.jsonl']) {
    if (chance.below(2) === 0) files[name] = setting(chance);
  }
  const nested = Object.entries(files).map(([name, bytes]) => [`outer/tree/${name}`, bytes] as const);
  const folder = path.join(temporaryFolder(Object.fromEntries(nested)), 'outer/tree');
  mkdirSync(folder, { recursive: true });
  if (chance.below(2) === 0) symlinkSync('.', path.join(folder, 'circle'));
  if (chance.below(3) === 0) symlinkSync('/dev/zero', path.join(folder, 'device.confer'));
  if (chance.below(3) === 0) mkdirSync(path.join(folder, 'folder.confer'));
  return folder;
}

const commands: readonly (readonly string[])[] = [
  ...['human', 'json', 'sarif', 'github', 'gitlab', 'junit', 'compact', 'no-such'].map((f) => ['check', '--format', f]),
  ['check', '--fix-dry-run'],
  ['check', '--fix'],
  ['check', '--format', 'json', '--fixes', '--stats'],
  ['check', '--baseline', 'baseline.json'],
  ['check', '--baseline', 'baseline.json', '--update-baseline'],
  ['check', '--config', 'confer.json', '--max-configurations', '7'],
  ['check', '--rule', 'missing-message=off', '--rule', 'x=y', '--max-warnings', 'NaN'],
  ...['json', 'svg', 'text', 'markdown', 'mermaid', 'plantuml', 'html'].map((f) => ['timeline', '--format', f]),
  ['timeline', '--path', 'Invite,Accepts'],
  ['coverage', '--format', 'json'],
  ['paths'],
  ['format', '--check'],
  ['format'],
  ['explain'],
  ['read'],
  ['conform'],
];

/** A line of a stack, as Node prints it. */
const stack = /^\s+at .*:\d+:\d+\)?$/m;

describe('on hostile trees', () => {
  test('the command ends with 0, 1 or 2, never with a stack', { timeout: 300_000 }, async () => {
    for (let seed = 1; seed <= runs; seed++) {
      const chance = new Chance(seed);
      const folder = tree(chance);
      for (let calls = 3; calls > 0; calls--) {
        const targets = ['.', chance.of(names), chance.of(namedGlobs), 'nowhere', 'circle/a.confer', 'confer.json'];
        const args = [...chance.of(commands), ...[chance.of(targets), chance.of(targets)].slice(chance.below(2))];
        const { code, out, err } = await confer(args, folder);
        const what = `seed ${seed}: confer ${args.join(' ')}\n${err.slice(0, 2_000)}`;
        expect([0, 1, 2], what).toContain(code);
        expect(`${out}${err}`, what).not.toMatch(stack);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not reach a terminal
        expect(`${out}${err}`, what).not.toMatch(/\u001b|\u202e/);
      }
    }
  });
});
