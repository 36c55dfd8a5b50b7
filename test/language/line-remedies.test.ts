import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { replacedLine } from '../support/replaced-line.js';
import { TestWorkspace } from '../support/workspace.js';

// The message about a line of another notation, if the whole line decides it; one finding in ten files and in
// every kind of block: slips.test.ts.

const read = (name: string) => readFileSync(path.join(import.meta.dirname, 'slips', name), 'utf8');
const [lift, grant, log] = [read('lift.confer'), read('device-grant.confer'), read('log.confer')];
const often = (words: string) =>
  `How often a message is sent is written before its row: "${words} sender -> receiver : Message".`;
const row = 'car1 -> dispatcher : DoorsOpen';
const request = 'Tv -> Auth : DeviceAuthorization(ClientId: "tv") on Https';
const attribute = 'request EnterCode';
const lamp = 'Panel -> Rosa : LampOn after 50ms';
const opened = 'Lock -> Reader : Opened';
const comment = 'a comment starts with "//".';
const cases = 'Each case is written with a condition of its own in a model, "when CONDITION { … }"';
const list = 'States are listed without brackets, separated by ",": "states a, pending b".';
const trigger = 'What starts a phase is written as "trigger sender -> receiver : Message"';

/** The file, the beginning of a line, its replacement, the marked words, and the rest of the message. */
const lines: (readonly [text: string, begins: string, written: string, marked: string, says: string])[] = [
  [lift, row, `zero or more ${row}`, 'zero or more', often('optional repeated')],
  [lift, row, `one or more ${row}`, 'one or more', often('repeated')],
  [lift, row, `at most one ${row}`, 'at most one', often('optional')],
  [lift, row, `${row} (0..n)`, '(0..n)', often('optional repeated')],
  [lift, row, `${row} (?)`, '(?)', 'A row that is not certain ends with its ground, inferred "why"'],
  [lift, row, `${row} *`, '*', 'A row that is not certain ends with its ground, inferred "why".'],
  [lift, row, `when building is office ${row}`, 'when building is office', 'write "when building is office { … }".'],
  [lift, row, 'car1 -> dispatcher : Bus.DoorsOpen', 'Bus.DoorsOpen', 'write "DoorsOpen on Bus".'],
  [lift, row, 'car1 -> dispatcher : DoorsOpen/Bus', 'DoorsOpen/Bus', 'write "DoorsOpen on Bus".'],
  [lift, 'Left -> Control : DoorsOpen', 'DoorsOpen (Bus)', 'DoorsOpen (Bus)', 'write "DoorsOpen on Bus".'],
  [lift, 'trigger rider', 'on Pressed', 'on', trigger],
  [lift, 'trigger rider', 'when rider -> panel : Pressed', 'when', trigger],
  [lift, 'Control -> all idle', 'Control -> any idle : Reserve', 'any idle', 'written "all idle".'],
  [lift, 'dispatcher -> all', 'dispatcher -> all idle, except rider : Reserve', ',', 'write "all STATE except NAME".'],
  [lift, 'dispatcher -> all', 'dispatcher -> all except rider : Reserve', 'except', 'The state follows "all"'],
  [lift, 'needs some', 'needs some in idle', 'some in idle', 'write "some idle".'],
  [lift, 'needs some', 'needs no one called', 'no one called', 'write "none called".'],
  [lift, 'when building', 'when hospital {', 'hospital', 'write "building is hospital".'],
  [lift, 'in order', 'all of {', 'all of', 'Rows come in any order unless they are in "in order { … }"'],
  [lift, 'one of', 'any of {', 'any of', 'Alternatives are written "one of { … }".'],
  [lift, 'trigger timeout', 'trigger dispatcher times out', 'dispatcher times out', '"trigger timeout at dispatcher'],
  [lift, 'phase Come is', 'phase Come after Call is Comes {', 'after Call', '"next Name" in phase Call.'],
  [lift, 'party Left', 'party Left as car1, initially idle', ',', '"initially STATE" follows without a comma'],
  [lift, 'flow Ride', 'flow Ride follows model Lift {', 'model Lift', 'write "Lift".'],
  [lift, 'states', 'states {\n    idle,\n    pending called,\n    moving,\n    stopped\n  }', '{', 'separated by ","'],
  [
    lift,
    'states',
    'states\n    idle,\n    pending called,\n    moving,\n    stopped,',
    ',',
    'does not end with a comma',
  ],
  [grant, 'trigger timeout', 'trigger timeout at server after 30m-1h', '30m-1h', 'write "30m to 1h".'],
  [grant, request, 'Tv -> Auth : DeviceAuthorization(ClientId: on-hold)', 'on-hold', 'write "on-hold".'],
  [grant, request, 'Tv -> Auth : DeviceAuthorization(ClientId: 5sec)', '5sec', 'write 5s.'],
  [grant, request, 'Tv -> Auth : DeviceAuthorization(Scope: on-hold, ClientId: 5sec)', 'on-hold', 'write "on-hold".'],
  [grant, attribute, 'request EnterCode on Screen { UserCode: string[] }', 'string[]', 'A type has no items'],
  [grant, attribute, 'request EnterCode on Screen { UserCode: {a, b} }', '{a, b}', 'write a | b.'],
  [grant, attribute, 'request EnterCode on Screen { UserCode: 5 }', '5', 'for a number, write integer.'],
  [grant, attribute, 'request EnterCode on Screen { UserCode?: string }', '?', '"optional Name: type".'],
  ...['REM a note', '"""', '(* a note *)', '<!-- a note -->', '\\* a note', '; a note', '% a note', '________'].map(
    (line) => [lift, row, `${line}\n${row}`, line, comment] as const,
  ),
  ...['TODO: x', 'TODO x', 'FIXME(me): x', 'REM x'].map(
    (line) => [lift, lamp, `${line}\n    ${lamp}`, line, comment] as const,
  ),
  [lift, row, `else {\n${row}`, 'else {', cases],
  [lift, row, `} else {\n${row}`, '} else {', cases],
  [lift, row, `} else if (x) {\n${row}`, '} else if (x) {', cases],
  [lift, row, `alt {\n${row}`, 'alt', 'Alternatives are written "one of { … }".'],
  [lift, row, `for each party {\n${row}`, 'for each party {', 'Write "repeated" before each row'],
  [lift, row, `par\n${row}`, 'par', 'A row names both ends: write "sender -> receiver : Message".'],
  [lift, row, `return\n${row}`, 'return', 'in Confer, an answer is a row of its own, "receiver -> sender : Message".'],
  [lift, row, `ref over A, B\n${row}`, 'ref', 'is a phase of a model, "phase Name is Phase".'],
  [lift, lamp, `return x\n    ${lamp}`, 'return', 'in Confer, an answer is a row of its own'],
  [
    lift,
    lamp,
    `M1 INVITE\n    ${lamp}`,
    'M1',
    'a step is written "sender -> receiver : Message", or as a message alone.',
  ],
  [lift, '}', 'END', 'END', 'A block ends with "}".'],
  [lift, '}', 'end phase', 'end phase', 'A block ends with "}".'],
  [lift, '}', '}}', '}', 'One "}" closes one block: remove this one.'],
  [lift, 'fact', 'enum building { office, hospital }', 'enum', 'Did you mean "fact"?'],
  [lift, 'states', 'states {\n    idle\n    pending called\n    moving\n    stopped\n  }', '{', list],
  [lift, 'states', 'states {\n    idle;\n    pending called;\n    moving;\n    stopped;\n  }', '{', list],
  [lift, 'states', 'states [\n    idle,\n    pending called,\n    moving,\n    stopped\n  ]', '[', list],
  [lift, 'states', 'states { idle pending called moving stopped }', '{', list],
  [grant, 'states user', 'states user {\n    away\n    deciding\n    decided\n  }', '{', list],
  [lift, 'next Come', 'next Come | Broken after "10m"', '"10m"', 'Write the time without quotes, "after 10m".'],
  [log, opened, 'upon Opened', 'upon', 'A step is written "sender -> receiver : Message", or as a message alone'],
  [log, opened, '-> Opened', '->', 'Write the sender before the arrow'],
];

/** A file without the closing brace of its first block of rows in order. */
const unclosed = lift.replace(/(in order \{\n.*\n.*\n) *\}\n/, '$1');
lines.push(
  [unclosed, 'in order', 'in order:', 'in order:', 'write "in order {" here, and "}" after its rows.'],
  [unclosed, 'in order', 'in order', 'in order', 'write "in order {" here, and "}" after its rows.'],
  [lift, row, `either { ${row} } or { ${row} }`, `either { ${row} } or { ${row} }`, 'written "one of { … }"'],
  [lift, row, `either ${row} or ${row}`, `either ${row} or ${row}`, 'written "one of { … }"'],
  [lift, 'start', 'start = Call', '=', 'write "start Call".'],
  [lift, 'start', 'start := Call', ':=', 'write "start Call".'],
  [lift, 'Left -> Control : DoorsOpen', 'after 2s Left -> Control : DoorsOpen', 'after 2s', 'DoorsOpen after 2s".'],
  [lift, lamp, 'wait 50ms Panel -> Rosa : LampOn', 'wait 50ms', 'write "Panel -> Rosa : LampOn after 50ms".'],
);

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await TestWorkspace.create({ 'slip.confer': '' });
});

test.each(lines)('%# a line of another notation is one finding, at the words that are wrong', async (...slip) => {
  const [text, begins, written, marked, says] = slip;
  const found = await workspace.problems('slip.confer', replacedLine(text, begins, written).text);
  const document = workspace.document('slip.confer');
  expect(
    found.map(({ code, range, message }) => [code, document.textDocument.getText(range), message]),
    written,
  ).toEqual([['syntax-error', marked, expect.stringContaining(says)]]);
});

test('a state in place of a receiver is not taken for a misspelled name', async () => {
  await workspace.write({ 'slip.confer': lift.replace('Left -> Control : DoorsOpen', 'Left -> idle : DoorsOpen') });
  const { findings } = await workspace.services.analysis.AnalysisProvider.analyze(workspace.document('slip.confer'));
  expect(findings.map(({ code, message }) => `${code} ${message}`)).toContainEqual(
    expect.stringMatching(/^unknown-participant .*"idle" is a state: write `all idle` for every party in it\./),
  );
});

test('a state for all parties in it is one finding, for it is read as all of them', async () => {
  const step = 'Control -> all idle except Rosa : Reserve';
  const found = await workspace.problems('slip.confer', lift.replace(step, 'Control -> idle : Reserve'));
  expect(found.map(({ code, message }) => `${code} ${message}`)).toEqual([
    expect.stringMatching(/^unknown-participant .*"idle" is a state: write `all idle` for every party in it\./),
  ]);
});
