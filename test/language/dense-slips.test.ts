import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { replacedLine } from '../support/replaced-line.js';
import { TestWorkspace } from '../support/workspace.js';

// Several slips close to each other: each is found as if it were the only one.

const read = (name: string) => readFileSync(path.join(import.meta.dirname, 'slips', `${name}.confer`), 'utf8');
const lift = read('lift');

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await TestWorkspace.create({ 'slip.confer': '' });
});

const syntaxErrors = async (text: string) =>
  (await workspace.problems('slip.confer', text)).filter(({ code }) => code === 'syntax-error');

/** Steps with a slip, with a part of the remedy. */
const steps: readonly (readonly [step: string, says: string])[] = [
  ['Panel ->o Rosa : LampOn', 'An arrow is written "->"'],
  ['1. Panel -> Rosa : LampOn', 'Lines have no numbers'],
  ['Panel -> Rosa : a LampOn', 'names one declared message'],
  ['Panel -> Rosa : LampOn (after 50ms)', 'without parentheses'],
  ['Panel -> Rosa : LampOn +50ms', 'after 50ms'],
  ['Panel ->> Rosa : LampOn', 'An arrow is written'],
  ['Control <-- Left : DoorsOpen', 'The sender comes first'],
  ['-> Control : DoorsOpen', 'Write the sender before the arrow'],
  ['Control -> Left : MoveTo({ Floor: 3 })', 'without braces'],
  ['Control -> Left : MoveTo Floor=3', 'Values are in parentheses'],
  ['Panel -> Rosa : LampOn on Buttons, Bus', 'A message is sent on one protocol'],
  ['Panel -> Rosa LampOn', 'Expected'],
  ['Left -> Control : Bus::DoorsOpen', 'The protocol follows the message'],
  ['Panel -> Rosa : LampOn *', 'A step sends its message once'],
  ['Panel, Control -> Rosa : LampOn', 'A message has one sender'],
];

test.each([
  ['on consecutive lines', '\n    '],
  ['on every second line', '\n    Left -> Control : DoorsOpen on Bus\n    '],
])('fifteen different slips of one phase %s are one finding each, with the remedy', async (_, between) => {
  const { text, at } = replacedLine(lift, 'Control -> all idle', steps.map(([step]) => step).join(between));
  const found = await syntaxErrors(text);
  const apart = between.split('\n').length - 1;
  expect(found.map(({ range, message }) => [range.start.line, message])).toEqual(
    steps.map(([, says], index) => [at + index * apart, expect.stringContaining(says)]),
  );
});

test('a message with a comma in a phase of a model is one finding at its line, however often it is copied', async () => {
  const { text, at } = replacedLine(lift, 'panel -> rider', 'Pressed,\n    Pressed,\n    $L');
  const found = await syntaxErrors(text);
  expect(found.map(({ range }) => range.start.line)).toEqual([at, at + 1]);
});

/** A file with two of its lines exchanged. */
function withSwapped(text: string, one: number, other: number): string {
  const lines = text.split('\n');
  return lines
    .with(one, lines[other] ?? '')
    .with(other, lines[one] ?? '')
    .join('\n');
}

test.each(['lift', 'delivery', 'device-grant', 'lending', 'laboratory', 'broker'])(
  'heads that are swapped in %s are one finding, and the fix swaps them back',
  async (name) => {
    const text = read(name);
    const lines = text.split('\n');
    const lineOf = (pattern: RegExp, from = 0) => lines.findIndex((line, index) => index >= from && pattern.test(line));
    const [model, flow] = [lineOf(/^model /), lineOf(/^flow /)];
    const pairs = [
      [model, flow],
      [lineOf(/^ {2}phase .*\{$/, model), lineOf(/^ {2}phase .*\{$/, flow)],
    ] as const;
    for (const [one, other] of pairs) {
      const found = await workspace.problems('slip.confer', withSwapped(text, one, other));
      expect(found.map(({ code, range, message }) => [code, range.start.line, message])).toEqual([
        ['syntax-error', one, `This line and line ${other + 1} open each other's block. Swap the two lines.`],
      ]);
      const document = workspace.document('slip.confer');
      const [fix] = found[0] === undefined ? [] : await workspace.services.fixes.FixProvider.fixes(document, found[0]);
      expect(fix?.title).toBe('Swap the two lines');
    }
  },
);
