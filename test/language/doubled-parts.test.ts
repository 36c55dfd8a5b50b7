import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { replacedLine } from '../support/replaced-line.js';
import { TestWorkspace } from '../support/workspace.js';

// A word or a part of a line that is written twice, or one too many, is one finding at that part, with what to write.

const lift = readFileSync(path.join(import.meta.dirname, 'slips/lift.confer'), 'utf8');

const sender = 'A message has one sender: write a line for each, "sender -> receiver : Message".';
const arrow = 'A line has one arrow: write a line for each message, "sender -> receiver : Message".';
const protocol = 'A message is sent on one protocol: remove one.';
const onePhase = 'A phase follows one phase of a model';
const doors = 'car1 -> dispatcher : DoorsOpen';
const lamp = 'Panel -> Rosa : LampOn';

/** How a line begins, what is written for it, the marked words, and what the message says. */
const slips: readonly (readonly [begins: string, written: string, marked: string, says: string])[] = [
  [
    'repeated dispatcher',
    'repeated repeated dispatcher -> car1 : Release',
    'repeated',
    'Duplicate "repeated". Remove one.',
  ],
  ['states', 'states idle, pending pending called, moving, stopped', 'pending', 'Duplicate "pending". Remove one.'],
  ['party  rider', 'party party rider', 'party', 'Duplicate "party". Remove one.'],
  ['trigger timeout', 'trigger trigger timeout at dispatcher', 'trigger', 'Duplicate "trigger". Remove one.'],
  ['moves rider from called to moving', 'moves rider from called to to moving', 'to', 'Duplicate "to". Remove one.'],
  ['phase Come is', 'phase Come is is Comes(Left as car1) {', 'is', 'Duplicate "is". Remove one.'],
  ['start', 'start start Call', 'start', 'Duplicate "start". Remove one.'],
  ['next Come', 'next next Come | Broken after 10m', 'next', 'Duplicate "next". Remove one.'],
  [lamp, `${lamp} after after 50ms`, 'after', 'It is written twice: remove one.'],
  [lamp, `${lamp} after 50ms after 60ms`, 'after', 'A step, a target, or a timer has one time: remove one.'],
  [lamp, `${lamp} on Buttons after 1s on Buttons`, 'on', protocol],
  [doors, `${doors} on Bus on Buttons`, 'on', protocol],
  [doors, `${doors} within 1s within 2s`, 'within', 'A row has one limit: remove one.'],
  ['event Arrived', 'event Arrived on Bus on Buttons', 'on', 'Protocols are separated by ",": write "on A, B".'],
  [
    'dispatcher -> all',
    'dispatcher -> all idle except rider except car1 : Reserve',
    'except',
    'Names after "except" are separated by ",": write "except A, B".',
  ],
  ['moves rider from idle', 'moves rider from idle from stopped to called', 'from', 'write "from a, b".'],
  ['moves rider from called to moving', 'moves rider from called to moving to idle', 'to', 'A move leads to one state'],
  ['party Right', 'party Right as car2 as car1', 'as', 'Roles are separated by ",": write "as a, b".'],
  ['party Rosa', 'party Rosa as rider initially idle initially moving', 'initially', 'A party starts in one state'],
  ['flow Ride', 'flow Ride follows Lift follows Lift {', 'follows Lift', 'Duplicate "follows Lift". Remove one.'],
  ['phase Come is', 'phase Come is Comes is Never {', 'is', onePhase],
  ['phase Come is', 'phase Come is Comes, Never {', ',', onePhase],
  ['phase Come is', 'phase Come is Comes or Never {', 'or', onePhase],
  [
    'building is',
    'building is office, hospital',
    ', hospital',
    'A flow states one value of a fact: remove the others.',
  ],
  ['building is', 'building is office is hospital', 'is', 'A fact has one value: remove one.'],
  [doors, 'car1, car2 -> dispatcher : DoorsOpen', 'car1, car2', sender],
  [doors, 'optional car1 or car2 -> dispatcher : DoorsOpen', 'car1 or car2', sender],
  ['trigger rider', 'trigger rider, car1 -> panel : Pressed', 'rider, car1', sender],
  [lamp, 'Panel, Control -> Rosa : LampOn', 'Panel, Control', sender],
  // One of the senders is a receiver, too.
  [lamp, 'Panel, Rosa -> Rosa : LampOn', 'Panel, Rosa', sender],
  [doors, 'car1 -> dispatcher -> rider : DoorsOpen', '->', arrow],
  ['trigger rider', 'trigger rider -> panel -> dispatcher : Pressed', '->', arrow],
  [lamp, 'Panel -> Control -> Rosa : LampOn', '->', arrow],
  ['states', 'states rider, car1: idle, pending called, moving, stopped', 'rider, car1', 'write a list for each'],
];

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await TestWorkspace.create({ 'slip.confer': '' });
});

test.each(slips)('after "%s", a doubled part is one finding: %s', async (begins, written, marked, says) => {
  const { text, at } = replacedLine(lift, begins, written);
  const found = await workspace.problems('slip.confer', text);
  const document = workspace.document('slip.confer');
  expect(
    found.map(({ code, range, message }) => [code, range.start.line, document.textDocument.getText(range), message]),
  ).toEqual([['syntax-error', at, marked, expect.stringContaining(says)]]);
});

test('a "}" one level too far left is reported at itself, not at the next one', async () => {
  const text = lift.replace('    }\n  }\n  phase Comes', '    }\n}\n  }\n  phase Comes');
  const found = await workspace.problems('slip.confer', text);
  const line = text.split('\n').indexOf('}');
  expect(found.map(({ code, range }) => [code, range.start.line])).toEqual([['syntax-error', line]]);
});

test('one of two quantifiers is not said to be in the wrong order', async () => {
  const [finding] = await workspace.problems('slip.confer', lift.replace('needs some idle', 'needs some none idle'));
  expect(finding?.message).toBe('Unexpected "none". Expected a state.');
});
