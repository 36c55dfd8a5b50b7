import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { replacedLine } from '../support/replaced-line.js';
import { expectRemedy, type SlipRemedy } from '../support/slip-remedy.js';
import { TestWorkspace } from '../support/workspace.js';

// Types and variables of other notations among the members of models and flows.

const read = (name: string) => readFileSync(path.join(import.meta.dirname, 'slips', `${name}.confer`), 'utf8');
const [lift, delivery, grant] = [read('lift'), read('delivery'), read('device-grant')];
const [lending, laboratory, broker] = [read('lending'), read('laboratory'), read('broker')];

const VARIABLE = 'a property of the situation is a fact of the model, "fact name: a, b"';

const slips: readonly SlipRemedy[] = [
  [
    lift,
    'states',
    'states idle: boolean, pending called, moving, stopped',
    'write "states idle, pending called, moving, ',
  ],
  [lift, 'states', 'states idle, pending called: bool = true, moving, stopped', 'A state has no type'],
  [
    lift,
    'panel -> rider',
    'states idle: boolean, busy\n    $L',
    '"states" in a phase of a model. It belongs in a model',
  ],
  [lift, 'building is', 'states idle: boolean, busy\n  $L', '"states" in a flow. It belongs in a model'],
  [delivery, 'states drone', '$L: boolean', 'write "states drone: parked, pending airborne, returning, lost".'],
  [grant, 'states', '$L: bool', 'write "states device: idle, pending polling, authorized, failed".'],
  [lending, 'states', '$L: enum', 'write "states away, pending waiting, reading".'],
  [lift, 'fact', 'fact building: Building', 'instead of a type: "fact building: hospital, office".'],
  [delivery, 'fact', 'fact weather: WeatherKind', 'instead of a type: "fact weather: fair, …".'],
  [lift, 'states', 'floor: integer = 3\n  $L', VARIABLE],
  [lift, 'phase Comes', 'floor: integer = 3\n  $L', VARIABLE],
  [lift, 'building is', 'floor: integer = 3\n  $L', VARIABLE],
  [lift, 'event LampOn', 'floor: integer = 3\n$L', VARIABLE],
  [lift, 'panel -> rider', 'floor: integer = 3\n    $L', 'a step is written "sender -> receiver : Message"'],
  [laboratory, 'states', 'var retries: int = 3;\n  $L', VARIABLE],
  [broker, 'states', 'string topic = "news"\n  $L', VARIABLE],
];

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await TestWorkspace.create({ 'slip.confer': '' });
});

test.each(slips)('%# a typed member is one finding in its lines that names the remedy', (...slip) =>
  expectRemedy(workspace, slip),
);

test.each([
  [
    'states idle',
    'states idle: boolean, pending called: boolean = true, moving, stopped',
    'Remove the types',
    ['', ''],
  ],
  ['fact building', 'fact building: Building', 'Write the values', ['hospital, office']],
])('the fix of a typed member that begins with %s writes it without a type', async (begins, written, title, texts) => {
  const { text } = replacedLine(lift, begins, written);
  const [found] = await workspace.problems('slip.confer', text);
  if (found === undefined) throw new Error('Nothing is found.');
  const [fix] = await workspace.services.fixes.FixProvider.fixes(workspace.document('slip.confer'), found);
  expect([fix?.title, fix?.edits.map(({ newText }) => newText)]).toEqual([title, texts]);
});

test('a single value that is misspelled where it is used is no type', async () => {
  const { text } = replacedLine(lift, 'fact building', 'fact building: Office');
  const found = await workspace.problems('slip.confer', text);
  expect(found.map(({ code }) => code)).not.toContain('syntax-error');
});
