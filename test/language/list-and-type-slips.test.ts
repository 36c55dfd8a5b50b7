import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, test } from 'vitest';
import { expectRemedy, type SlipRemedy } from '../support/slip-remedy.js';
import { TestWorkspace } from '../support/workspace.js';

// Lists over several lines, and types where Confer has none.

const read = (name: string) => readFileSync(path.join(import.meta.dirname, 'slips', `${name}.confer`), 'utf8');
const [lift, delivery] = [read('lift'), read('delivery')];

const slips: readonly SlipRemedy[] = [
  [lift, 'start', 'start\n    - Call\n    - Come', 'on one line, separated by "|": write "start Call | Come".'],
  [lift, 'start', 'start\n    Call\n    Come', 'on one line, separated by "|": write "start Call | Come".'],
  [lift, 'start', 'start {\n    Call,\n    Come\n  }', 'on one line, separated by "|": write "start Call | Come".'],
  [lift, 'next Come', 'next\n      * Come\n      * Broken after 10m', 'write "next Come | Broken after 10m".'],
  [lift, 'next Come', 'next [\n      Come,\n      Broken after 10m\n    ]', 'write "next Come | Broken after 10m".'],
  [lift, 'scenario Up', 'scenario Up\n    Call\n    Come', 'in braces: "scenario Up { Call, Come }".'],
  [lift, 'fact', 'fact building\n    - office\n    - hospital', 'write "fact building: office, hospital".'],
  [lift, 'fact', 'fact building {\n    office\n    hospital\n  }', 'write "fact building: office, hospital".'],
  [
    lift,
    'states',
    'states\n    idle\n    pending called\n    moving\n    stopped',
    'write "states idle, pending called, ',
  ],
  [lift, 'fact', 'fact building: boolean', 'instead of a type: "fact building: hospital, office".'],
  [delivery, 'fact', 'fact weather: string', 'instead of a type: "fact weather: fair, …".'],
  [lift, 'fact', 'fact building: string = office', 'A fact lists its values instead of a type'],
  [lift, 'fact', 'var building: string', 'Did you mean "fact"?'],
  [lift, 'fact', 'let building: office', 'Did you mean "fact"?'],
  [lift, 'fact', 'boolean building', 'Expected a member of the model'],
  [lift, 'states', 'state open: boolean\n  $L', 'Did you mean "states"?'],
  [lift, 'channel panel, car1', 'channel Bus { panel, car1, car2, dispatcher }', '"channel a <-> b on Bus".'],
  [lift, 'party rider', 'party rider: string', 'A role has no type: write "rider".'],
  [lift, 'party rider', 'party rider: idle', 'write "rider initially idle".'],
  [lift, 'party Rosa', 'party Rosa: rider', 'write "Rosa as rider".'],
  [lift, 'system Panel', 'system Panel: panel', 'write "Panel as panel".'],
];

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await TestWorkspace.create({ 'slip.confer': '' });
});

test.each(slips)('%# a slip is one finding in its lines that names the remedy', (...slip) =>
  expectRemedy(workspace, slip),
);
