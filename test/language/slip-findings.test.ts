import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { replacedLine } from '../support/replaced-line.js';
import { TestWorkspace } from '../support/workspace.js';

// How many findings a slip is, and of which rules; what their messages say to write is held by slip-remedies.test.ts.

const read = (name: string) => readFileSync(path.join(import.meta.dirname, 'slips', name), 'utf8');
const [lift, grant, delivery] = [read('lift.confer'), read('device-grant.confer'), read('delivery.confer')];
const [lending, log] = [read('lending.confer'), read('log.confer')];

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await TestWorkspace.create({ 'slip.confer': '' });
});

test.each([
  ['a second case', 'when weather', '$L\n  shop -> tower : Bill(Urgent: false)\n} else {\n  shop -> tower : Landed'],
  ['brackets around a row', 'trigger tower -> drone : Drop', '$L\n[shop -> tower : Landed on Cloud]'],
  ['no head of alternatives', 'one of', ''],
])('rows of a model in a block with a slip, %s, are not asked of flows', async (_, begins, written) => {
  const found = await workspace.problems('slip.confer', replacedLine(delivery, begins, written).text);
  expect(found.map(({ code }) => code)).toEqual(['syntax-error']);
});

test('a phase that occurs twice in a model is a finding at each, and nothing is asked of flows for the second', async () => {
  const phase = /\n {2}phase Cancels.*?\n {2}\}\n/s.exec(lending)?.[0] ?? '';
  const found = await workspace.problems('slip.confer', lending.replace(phase, phase + phase));
  expect(found.map(({ code }) => code)).toEqual(['duplicate-name', 'duplicate-name']);
});

test('a phase named "end" is led to by "^end", which the finding on it says', async () => {
  const text = lift.replace('phase Repair', 'phase end').replace('next Repair | end', 'next end');
  const found = await workspace.problems('slip.confer', text);
  expect(found.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    expect.stringMatching(/^unreachable-phase: .*Write `next \^end` to lead to it/),
  ]);
  expect(await workspace.problems('slip.confer', text.replace('next end', 'next ^end | end'))).toEqual([]);
  const timed = text.replace('next end', 'next end after 5s | end');
  const [{ message } = { message: '' }, ...more] = await workspace.problems('slip.confer', timed);
  expect(message).toContain('write "^end" before the time');
  expect(more).toEqual([]);
});

test('a capture without the line that opens it is one finding', async () => {
  for (const [text, head] of [
    [log, 'capture DoorLog'],
    [log, 'capture DoorTable'],
    [grant, 'capture AuthLog'],
  ] as const) {
    const found = await workspace.problems('slip.confer', replacedLine(text, head, '').text);
    expect(found.map(({ message }) => message)).toEqual([expect.stringContaining('"capture Name {"')]);
  }
});

test.each([
  'import ./shared.confer',
  "import './shared.confer'",
  'import { Bus } from "./shared.confer"',
  'from "./shared.confer" import Bus',
  '#include "./shared.confer"',
  'require("./shared.confer")',
])('%s is one finding that says how a file is imported', async (line) => {
  const found = await workspace.problems('slip.confer', `${line}\n${lift}`);
  expect(found.map(({ message }) => message)).toEqual([expect.stringContaining('write import "./shared.confer".')]);
});

test('a word for all parties is no misspelled role', async () => {
  for (const [begins, written] of [
    ['needs some', 'needs all idle'],
    ['panel -> rider', 'panel -> all : LampOn on Buttons'],
  ] as const) {
    const found = await workspace.problems('slip.confer', replacedLine(lift, begins, written).text);
    expect(found.map(({ code }) => code)).toEqual(['unknown-role']);
    expect(found[0]?.message).not.toContain('Did you mean');
  }
});

test('a participant on a line with a slip may play any role', async () => {
  for (const written of ['boundary Rosa', 'party: Rosa', 'actor Rosa']) {
    const found = await workspace.problems('slip.confer', replacedLine(lift, 'party Rosa', written).text);
    expect(
      found.map(({ code }) => code),
      written,
    ).toEqual(['syntax-error']);
  }
});

test('a name that is missing at the end of a line is one finding there', async () => {
  for (const [text, begins, written] of [
    [grant, 'system server', 'system'],
    [lift, 'party car2', 'party'],
    [lift, 'system dispatcher', 'system'],
  ] as const) {
    const { text: slip, at } = replacedLine(text, begins, written);
    const found = await workspace.problems('slip.confer', slip);
    expect(
      found.map(({ code, range }) => `${range.start.line} ${code}`),
      written,
    ).toEqual([`${at} syntax-error`]);
  }
});
