import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { replacedLine } from '../support/replaced-line.js';
import { TestWorkspace } from '../support/workspace.js';

// What the message of a slip says to write instead; that a slip is one finding everywhere is held by slips.test.ts.

const read = (name: string) => readFileSync(path.join(import.meta.dirname, 'slips', name), 'utf8');
const [lift, grant, delivery] = [read('lift.confer'), read('device-grant.confer'), read('delivery.confer')];

const braces = 'The attributes of a message are written in braces, "{ Name: type }".';
const chain = 'States are separated by ","; phases say which follows which, "moves role from a to b".';
const roleFirst = (role: string) => `The role follows "states" and a colon follows the role: "states ${role}: a, b".`;
const move =
  'This line is written as in another notation: in Confer, a move names both states, "moves role from state to state".';
const state =
  'Write "moves role from state to state" to move a role, or "needs role state" to require the state that it is in.';
const timer = 'Write the time after "after": "trigger timeout at role after 30s".';
const negated =
  'A condition names what holds: write "when" with another value of the fact or another state, or with "none STATE".';
const count = (word: string) =>
  `How often a message is sent is written before its row: "${word} sender -> receiver : Message".`;
const nameFirst = (written: string) => `The name of the participant comes first: write \`${written}\`.`;
const sender = 'Write the sender before the arrow, "sender -> receiver : Message".';
const targets = (name: string) => `Write "|" between the targets of "next": next A | ${name}.`;

const keywordFirst = (written: string) => `The keyword comes first: write "${written}".`;
const listed = 'A scenario lists the names of phases: remove it.';

/** Slips: the file, how a line begins, what is written for it, and how the message ends. */
const slips: readonly (readonly [text: string, begins: string, written: string, says: string])[] = [
  [lift, 'phase Come is', 'Come phase is Comes(Left as car1) {', keywordFirst('phase Come')],
  [lift, 'party rider', 'rider party', keywordFirst('party rider')],
  [lift, 'model Lift', 'Lift model {', keywordFirst('model Lift')],
  [lift, 'flow Ride', 'Ride flow follows Lift {', keywordFirst('flow Ride')],
  [grant, 'event Audit', 'Audit event on Https', keywordFirst('event Audit')],
  [lift, 'start Call', 'Call start', keywordFirst('start Call')],
  [lift, 'party rider', 'a party rider', 'A line begins with its keyword, here "party": remove it.'],
  [lift, 'phase Never', 'the phase Never {', 'A line begins with its keyword, here "phase": remove it.'],
  [lift, 'states', 'states idle, Pending called, moving, stopped', 'begins with "pending": write "pending".'],
  [lift, 'scenario Up', 'scenario Up "Up" { start Call, Come }', listed],
  [lift, 'scenario Up', 'scenario Up "Up" { 1. Call, 2. Come }', listed],
  [lift, 'phase Come is', 'phase Come is Lift::Comes(Left as car1) {', 'write "Lift.Comes".'],
  [lift, 'phase Come is', 'phase Come is Comes(car1: Left) {', 'write "Left as car1".'],
  [lift, 'Left -> Control : DoorsOpen', 'Left -> Control : Bus::DoorsOpen', 'write "DoorsOpen on Bus".'],
  [
    lift,
    'Control -> Left : MoveTo',
    'Control -> Left : Lift::MoveTo(Floor: 3)',
    'A message is named alone: write "MoveTo".',
  ],
  [
    lift,
    'request MoveTo',
    'request MoveTo on Bus { Floor integer: optional Fast: boolean }',
    'write "Floor: integer".',
  ],
  [lift, 'Control -> Left : Release', 'Control | Left | Release', 'A step is written "sender -> receiver : Message".'],
  [lift, 'Control -> Left : Release', '<td>Control</td><td>Left</td>\n$L', '"sender -> receiver : Message".'],
  [lift, 'event Pressed', 'event Pressed on Buttons [Floor: integer, Way: up | down]', braces],
  [lift, 'event Pressed', 'event Pressed on Buttons (Floor: integer; Way: up | down)', braces],
  [lift, 'event Pressed', 'event Pressed on Buttons (\n  Floor: integer,\n  Way: up | down\n)', braces],
  [grant, 'message TokenIssued', 'message TokenIssued on Https [\n  Kind: bearer | mac\n]', braces],
  [
    grant,
    'request EnterCode',
    'request EnterCode [UserCode: string] on Screen',
    'Write the protocols first, then attributes in braces: "on Protocol { Name: type }".',
  ],
  [
    lift,
    'event Arrived',
    'event car.arrived on Bus, Buttons',
    'Write car_arrived; where it is declared, "car.arrived" can be its title.',
  ],
  [grant, 'request Poll', 'request 2Poll on Https', 'Write Poll2; where it is declared, "2Poll" can be its title.'],
  [grant, 'party  user', 'party us-er', 'Write us_er; where it is declared, "us-er" can be its title.'],
  [lift, 'states', 'states idle -> pending called -> moving -> stopped', chain],
  [lift, 'states', 'states idle => pending called => moving => stopped', chain],
  [grant, 'states user', 'states user: away --> deciding --> decided', chain],
  [
    grant,
    'states user',
    'states user away, deciding, decided',
    'Write a colon between the role and its states, "states user: a, b".',
  ],
  [grant, 'states user', 'user states: away, deciding, decided', roleFirst('user')],
  [grant, 'states device', 'device states idle, pending polling, authorized, failed', roleFirst('device')],
  [lift, 'moves rider from called to moving', 'rider becomes moving', state],
  [lift, 'moves rider from called to stopped', 'moves rider becomes stopped from called', move],
  [grant, 'moves user from deciding', 'user is now decided', state],
  [lift, 'when building', 'unless building is hospital {', negated],
  [grant, 'when client', 'unless client is confidential {', negated],
  [grant, 'when client', 'when client is not confidential {', 'name the other values or states instead.'],
  [lift, 'dispatcher -> panel : Release', 'dispatcher -> panel : Release *', count('optional repeated')],
  [grant, 'server -> device : Pending', 'server -> device : Pending+', count('repeated')],
  [grant, 'server -> device : Denied(Reason: denied) given', 'server -> device : Denied ?', count('optional')],
  [lift, 'dispatcher -> panel : Release', 'dispatcher -> panel : Release 0..*', count('optional repeated')],
  [lift, 'Panel -> Rosa', 'Panel -> Rosa : LampOn *', 'write a step for each time it is sent, and remove this sign.'],
  [lift, 'party Rosa', 'party rider "Rider" as Rosa', nameFirst('party Rosa as rider')],
  [lift, 'system Panel', 'system panel as Panel', nameFirst('system Panel as panel')],
  [grant, 'party  Ann', 'party user as Ann', nameFirst('party Ann as user')],
  [lift, 'Control -> all idle', 'Control -> all idle, : Reserve', 'Unexpected ",": remove it.'],
  [lift, 'dispatcher -> all idle', 'dispatcher -> all idle except rider, : Reserve', 'Unexpected ",": remove it.'],
  [lift, 'Left -> Control : DoorsOpen', '-> Control : DoorsOpen', sender],
  [lift, 'Left -> Control : DoorsOpen', '-> DoorsOpen', sender],
  [grant, 'device -> server : Poll', '-> server : Poll', sender],
  [
    lift,
    'next Come',
    'next Come\n    next Broken after 10m',
    'Write one per phase, with its targets separated by "|".',
  ],
  [lift, 'next Come', 'next Come\n      Broken after 10m', targets('Broken')],
  [lift, 'next Come', 'next Come |\n    next Broken after 10m', 'with its targets separated by "|": remove this one.'],
  [lift, 'Rosa -> Panel', 'Rosa -> Panel : Pressed(Floor: 1e3, Way: up)', '"1e3" is not a number. Write 1000.'],
  [lift, 'Rosa -> Panel', 'Rosa -> Panel : Pressed(Floor: 0x10, Way: up)', '"0x10" is not a number. Write 16.'],
  [lift, 'Rosa -> Panel', 'Rosa -> Panel : Pressed(Floor: 3rd)', 'Write a number in digits, or "3rd".'],
  [lift, 'moves rider from called to moving', 'rider: called -> moving', state],
  [lift, 'moves rider from called to moving', 'rider -> moving', state],
  [grant, 'moves user from deciding', 'state user = decided', state],
  [grant, 'moves user from deciding', 'user is decided', state],
  [grant, 'moves user from deciding', 'effect user decided', state],
  [
    grant,
    'needs user away',
    'if user away',
    'in Confer, a phase of a model says what holds before it, "needs role state".',
  ],
  [grant, 'needs user away', 'needs user not decided', 'name the other values or states instead.'],
  [grant, 'needs user away', 'needs user in away', 'Write the state after the role, "user state".'],
  [grant, 'needs user away', 'needs user = away', 'Unexpected "=": remove it.'],
  [
    grant,
    'needs user away',
    'needs user away or device idle',
    'Conditions are joined by "and": for alternatives, write a "when" or a phase for each.',
  ],
  [
    lift,
    'car1 -> dispatcher : DoorsOpen',
    'DoorsOpen',
    'A row names both ends: write "sender -> receiver : DoorsOpen".',
  ],
  [lift, 'car1 -> dispatcher : DoorsOpen', 'dispatcher <- car1 : DoorsOpen', 'write "->" and swap the two names.'],
  [lift, 'Left -> Control : DoorsOpen', 'Control <-- Left : DoorsOpen', 'write "->" and swap the two names.'],
  [
    lift,
    'channel panel, car1',
    'channel panel <-> dispatcher <-> car1, car2 on Bus',
    'A channel has one arrow: write a line for each, "channel a <-> b on Protocol".',
  ],
  [
    lift,
    'channel panel, car1',
    'channel Bus: panel, car1, car2 <-> dispatcher',
    'Write the protocol after the roles, "channel a <-> b on Protocol".',
  ],
  [lift, 'repeated dispatcher', 'loop dispatcher -> all moving : Release', '"repeated sender -> receiver : Message".'],
  [lift, 'in order', 'sequence {', 'Rows in order are written "in order { … }".'],
  [lift, 'one of', 'choice {', 'Alternatives are written "one of { … }".'],
  [lift, 'trigger timeout', 'trigger timeout 30s at dispatcher', timer],
  [lift, 'trigger timeout', 'trigger timeout(30s)', timer],
  [lift, 'states', 'states idle, pending: called, moving, stopped', 'Unexpected ":": remove it.'],
  [lift, 'building is office', 'building is not hospital', 'name the other values or states instead.'],
  [
    lift,
    'party Rosa',
    'rider is Rosa',
    '"rider" is a role: a participant is declared "party Rosa as rider", or with "system".',
  ],
  [lift, 'start Call', 'start -> Call', 'write "start Call".'],
  [lift, 'start Call', 'start with Call', 'Write the first phases after "start", "start A | B".'],
  [lift, 'phase Call is', 'phase Call is a Calls {', 'Unexpected "a": remove it.'],
  [lift, 'Panel -> Rosa', 'Panel -> Rosa : LampOn (after 50ms)', 'Write the time without parentheses, "after 50ms".'],
  [lift, 'Panel -> Rosa', 'Panel -> Rosa : LampOn +50ms', 'Write "after 50ms".'],
  [grant, 'Tv -> Auth : Poll', 'Tv -> Auth : "POST /token"', 'Write the name of a message, not its title.'],
  [grant, 'next end', 'stop', 'To end the flow, write "next end".'],
  [
    grant,
    'message TokenIssued',
    'message TokenIssued on Https { Kind: 1 | 2 }',
    'A type lists words or strings in quotes: write "1" in quotes.',
  ],
];

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await TestWorkspace.create({ 'slip.confer': '' });
});

test.each(slips)('%# a slip is one finding that says what to write instead', async (text, begins, written, says) => {
  const { text: slip, at } = replacedLine(text, begins, written);
  const found = await workspace.faults('slip.confer', slip);
  expect(
    found.map(({ message }) => message),
    written,
  ).toEqual([expect.stringContaining(says)]);
  const line = found[0]?.range.start.line ?? -1;
  expect(line >= at && line < at + written.split('\n').length, written).toBe(true);
});

test.each([
  ['a second case', 'when weather', '$L\n  shop -> tower : Bill(Urgent: false)\n} else {\n  shop -> tower : Landed'],
  ['brackets around a row', 'trigger tower -> drone : Drop', '$L\n[shop -> tower : Landed on Cloud]'],
  ['no head of alternatives', 'one of', ''],
])('rows of a model in a block with a slip, %s, are not asked of flows', async (_, begins, written) => {
  const found = await workspace.faults('slip.confer', replacedLine(delivery, begins, written).text);
  expect(found.map(({ code }) => code)).toEqual(['syntax-error']);
});
