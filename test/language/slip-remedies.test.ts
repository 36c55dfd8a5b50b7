import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { TestWorkspace } from '../support/workspace.js';

// What the message of a slip says to write instead; that a slip is one finding everywhere is held by slips.test.ts.

const read = (name: string) => readFileSync(path.join(import.meta.dirname, 'slips', name), 'utf8');
const [lift, grant] = [read('lift.confer'), read('device-grant.confer')];

const braces = 'The attributes of a message are written in braces, "{ Name: type }".';
const chain = 'States are separated by ","; phases say which follows which, "moves role from a to b".';
const roleFirst = (role: string) => `The role follows "states" and a colon follows the role: "states ${role}: a, b".`;
const move =
  'This line is written as in another notation: in Confer a move names both states, "moves role from state to state".';
const negated =
  'A condition names what holds: write "when" with another value of the fact or another state, or with "none STATE".';
const count = (word: string) =>
  `How often a message is sent is written before its row: "${word} sender -> receiver : Message".`;
const nameFirst = (written: string) => `The name of the participant comes first: write "${written}".`;
const sender = 'Write the sender before the arrow, "sender -> receiver : Message".';
const targets = (name: string) => `Write "|" between the targets of "next": next A | ${name}.`;

/** Slips: the file, how a line begins, what is written for it, and how the message ends. */
const slips: readonly (readonly [text: string, begins: string, written: string, says: string])[] = [
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
  [lift, 'moves rider from called to moving', 'rider becomes moving', move],
  [lift, 'moves rider from called to stopped', 'moves rider becomes stopped from called', move],
  [grant, 'moves user from deciding', 'user is now decided', move],
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
  [lift, 'Rosa -> Panel', 'Rosa -> Panel : Pressed(Floor: 1e3, Way: up)', '"1e3" is no number. Write 1000.'],
  [lift, 'Rosa -> Panel', 'Rosa -> Panel : Pressed(Floor: 0x10, Way: up)', '"0x10" is no number. Write 16.'],
  [lift, 'Rosa -> Panel', 'Rosa -> Panel : Pressed(Floor: 3rd)', 'Write a number in digits, or "3rd".'],
];

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await TestWorkspace.create({ 'slip.confer': '' });
});

test.each(slips)('%# a slip is one finding that says what to write instead', async (text, begins, written, says) => {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.trim().startsWith(begins));
  const indentation = /^ */.exec(lines[at] ?? '')?.[0] ?? '';
  const slip = [...lines.slice(0, at), indentation + written, ...lines.slice(at + 1)].join('\n');
  await workspace.write({ 'slip.confer': slip });
  const document = workspace.document('slip.confer');
  const { findings } = await workspace.services.analysis.AnalysisProvider.analyze(document);
  const found = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
  expect(
    found.map(({ message }) => message),
    written,
  ).toEqual([expect.stringContaining(says)]);
  const line = found[0]?.range.start.line ?? -1;
  expect(line >= at && line < at + written.split('\n').length, written).toBe(true);
});
