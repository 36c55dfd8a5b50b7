import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { expectFix, type SlipFix } from '../support/slip-fix.js';
import { TestWorkspace } from '../support/workspace.js';

// Slips of words in lines, with what the preferred fix makes of them.

const read = (name: string) => readFileSync(path.join(import.meta.dirname, 'slips', `${name}.confer`), 'utf8');
const [delivery, laboratory, broker] = [read('delivery'), read('laboratory'), read('broker')];

const twice = /^Duplicate ".*"\. Remove one\.$|It is written twice: remove one\.$/;
const lineTwice = twice;
const noHead = 'the line that opens its block is missing.';
const landed = 'Kite -> Mast : TookOff';

const slips: readonly SlipFix[] = [
  [delivery, 'phase Go', 'phase phase Go is Starts {', 'phase', twice, 'original'],
  [delivery, 'phase Go', 'phase Go Go is Starts {', 'Go', twice, 'original'],
  [delivery, 'phase Go', 'phase Go is is Starts {', 'is', twice, 'original'],
  [delivery, 'phase Go', 'phase Go is Starts Starts {', 'Starts', twice, 'original'],
  [delivery, 'phase Go', 'phase Go is Starts { {', '{', twice, 'original'],
  [delivery, 'start Go', 'start start Go', 'start', twice, 'original'],
  [delivery, 'start Go', 'start Go Go', 'Go', twice, 'original'],
  [delivery, 'system Store', 'system system Store as shop', 'system', twice, 'original'],
  [delivery, 'system Store', 'system Store Store as shop', 'Store', twice, 'original'],
  [delivery, 'system Store', 'system Store as as shop', 'as', twice, 'original'],
  [delivery, 'moves drone from parked', 'moves moves drone from parked to airborne', 'moves', twice, 'original'],
  [delivery, 'moves drone from parked', 'moves drone drone from parked to airborne', 'drone', twice, 'original'],
  [delivery, 'moves drone from parked', 'moves drone from from parked to airborne', 'from', twice, 'original'],
  [delivery, 'moves drone from parked', 'moves drone from parked to to airborne', 'to', twice, 'original'],
  [delivery, 'moves drone from parked', 'moves drone from parked to airborne airborne', 'airborne', twice, 'original'],
  [delivery, 'needs', 'needs customer waiting and and weather is fair', 'and', twice, 'original'],
  [delivery, 'channel tower <->', 'channel channel tower <-> drone on Radio', 'channel', twice, 'original'],
  [delivery, 'states drone', 'states drone: parked,, pending airborne, returning, lost', ',', twice, 'original'],
  [
    delivery,
    'states drone',
    'states drone: parked, pending pending airborne, returning, lost',
    'pending',
    twice,
    'original',
  ],
  [delivery, 'request Recall', 'request request Recall on Radio', 'request', twice, 'original'],
  [delivery, 'request Bill', 'request Bill on Cloud { Urgent: boolean boolean }', 'boolean', twice, 'original'],
  [delivery, 'request Bill', 'request Bill on Cloud { Urgent Urgent: boolean }', 'Urgent', twice, 'original'],
  [delivery, 'scenario Fine', 'scenario Fine "All is well" { Go,, Done }', ',', twice, 'original'],
  [delivery, landed, 'Kite -> Mast : TookOff on Radio after 3s after 3s', 'after 3s', twice, 'original'],
  [delivery, landed, 'Kite -> Mast : TookOff on on Radio after 3s', 'on', twice, 'none'],
  [delivery, landed, 'Kite -> Mast : TookOff on Radio Radio after 3s', 'Radio', twice, 'none'],
  [delivery, 'phase Delivers', '$L\n  $L', 'phase Delivers {', lineTwice, 'original'],
  [delivery, 'phase Aborts', '$L\n  $L', 'phase Aborts "Called back" replaces Delivers …', lineTwice, 'original'],
  [delivery, 'flow', '$L\n$L', 'flow Parcel "One parcel" follows Delivery …', lineTwice, 'original'],
  [laboratory, 'in order', '$L\n    $L', 'in order {', lineTwice, 'original'],
  [broker, 'message what', '$L\n  $L', 'message what {', lineTwice, 'original'],
  [delivery, 'system Store', 'Store as shop', 'Store', 'write "system Store".', 'original'],
  [laboratory, 'party Vial', 'Vial as sample', 'Vial', 'write "party Vial".', 'original'],
  [delivery, 'phase Done', 'Done is Delivers {', 'Done', 'write "phase Done".', 'original'],
  [delivery, 'next Done', 'Done after 20s | Back | Gone after 6m', 'Done', 'write "next Done".', 'original'],
  [delivery, 'channel tower <->', 'tower <-> drone on Radio', 'tower', 'write "channel tower".', 'original'],
  [broker, 'party watcher', 'watcher initially online', 'watcher', 'write "party watcher".', 'original'],
  [
    delivery,
    'states drone',
    'drone: parked, pending airborne, returning, lost',
    'drone',
    '"states drone".',
    'original',
  ],
  [delivery, 'fact', 'weather: fair, foul', 'weather', 'A fact begins with "fact": write "fact weather".', 'original'],
  [
    delivery,
    'phase Vanishes',
    'Vanishes {',
    'Vanishes',
    'A phase begins with "phase": write "phase Vanishes".',
    'original',
  ],
  [delivery, 'trigger timeout', 'timeout at tower after 5m to 10m', 'timeout', 'write "trigger timeout".', 'original'],
  [delivery, 'flow', 'Parcel "One parcel" follows Delivery {', 'Parcel', 'write "flow Parcel".', 'original'],
  [laboratory, 'protocol Hl7', 'Hl7 "HL7 v2"', 'Hl7', 'write "protocol Hl7", or the word for another kind.', 'none'],
  [laboratory, 'request Repeat', 'Repeat on Hl7', 'Repeat', 'write "message Repeat".', 'none'],
  [
    broker,
    'request Publish',
    'request Publish on Mqtt Topic: string, Qos: integer',
    'Topic: string, Qos: integer',
    '"{ Topic: string, Qos: integer }".',
    'original',
  ],
  [delivery, 'channel tower <->', 'channel tower drone on Radio', 'drone', 'write "<->" for both ways', 'none'],
  [delivery, 'weather is fair', 'fact weather is fair "no wind"', 'fact', 'without this word: remove it.', 'original'],
  [delivery, 'next Done', 'next | Done after 20s | Back | Gone after 6m', '|', 'remove it.', 'original'],
  [laboratory, 'in order', '', 'lis', noHead, 'none'],
  [broker, 'capture HubLog', '', 'files', noHead, 'none'],
  [broker, '"CONNECT"', 'key id\n    $L', 'key', 'It belongs in a capture.', 'none'],
  [
    delivery,
    'optional tower',
    'optional tower -> customer : TookOff on Cloud inferred by sight',
    'by sight',
    'a string in quotes, "by sight".',
    'clean',
  ],
  [
    delivery,
    'drone -> tower : Dropped',
    'drone -> tower : Dropped on Radio in response to Launch',
    'in response to Launch',
    '"answers Launch".',
    'original',
  ],
  [delivery, 'in order', 'In order {', 'In', 'Did you mean "in order"?', 'original'],
  [delivery, 'one of', 'one_of {', 'one_of', 'Did you mean "one of"?', 'original'],
  [delivery, 'one of', 'xor {', 'xor', 'Alternatives are written "one of { … }".', 'original'],
  [
    delivery,
    'flow',
    'flow "Parcel" follows Delivery {',
    '"Parcel"',
    'A title follows a name: write a name before it',
    'none',
  ],
  [delivery, 'party Olga', 'party Olga is customer', 'is', 'Did you mean "as"?', 'original'],
  [delivery, 'party Olga', 'party Olga (customer)', '(customer)', 'write "as customer".', 'original'],
  [delivery, 'start Go', 'start Go -> Done', '-> Done', '"next Done" in phase Go: remove it.', 'original'],
  [delivery, 'next Done', 'next Done (20s) | Back | Gone after 6m', '(20s)', 'write "after 20s".', 'original'],
  [
    delivery,
    'next Done',
    'next Done after 20s or Back or Gone after 6m',
    'or',
    'Write "|" between the targets',
    'none',
  ],
  [delivery, 'phase Gone', 'phase Gone is Vanishes -> end', '->', 'write "next".', 'original'],
  [
    delivery,
    'channel tower <->',
    'channel tower & drone on Radio',
    '&',
    'A two-way arrow is written "<->"',
    'original',
  ],
  [delivery, landed, '[-> Kite: TookOff\n    $L', '[', 'This line is written as in PlantUML', 'none'],
  [delivery, landed, 'Launch[Start] --> Flying{ok}\n    $L', 'Launch', 'This line is written as in Mermaid', 'none'],
  [delivery, landed, 'target: "Done",\n    $L', 'target: "Done",', 'A line has no key before its value', 'none'],
  [
    delivery,
    landed,
    'message = "TookOff"\n    $L',
    'message = "TookOff"',
    'A line has no key before its value',
    'none',
  ],
  [delivery, landed, 'from: Kite\n    $L', 'from: Kite', 'A line has no key before its value', 'none'],
  [delivery, landed, 'Kite: TookOff\n    $L', 'Kite: TookOff', '"Kite -> receiver : TookOff".', 'none'],
  [delivery, landed, 'Kite ! TookOff\n    $L', 'Kite ! TookOff', '"Kite -> receiver : TookOff".', 'none'],
  [delivery, landed, 'send("TookOff");\n    $L', 'send("TookOff");', 'Confer calls nothing', 'none'],
  [delivery, landed, 'sleep(3)\n    $L', 'sleep(3)', '"sender -> receiver : Message after 3s".', 'none'],
  [delivery, landed, 'timeout 3s\n    $L', 'timeout 3s', '"sender -> receiver : Message after 3s".', 'none'],
  [delivery, landed, 'const x = 1;\n    $L', 'const x = 1;', 'Confer has no variables: remove this line', 'none'],
  [delivery, landed, '(Kite lands)\n    $L', '(Kite lands)', 'write "// Kite lands".', 'clean'],
  [delivery, landed, '"Kite lands"\n    $L', '"Kite lands"', 'write "// Kite lands".', 'clean'],
  [delivery, landed, 'TBD\n    $L', 'TBD', 'a comment starts with "//".', 'none'],
  [delivery, landed, '{\n    $L', '{', 'remove it.', 'original'],
  [
    delivery,
    'Mast -> Store : TookOff',
    'Mast -> Store : TookOff@Cloud',
    'TookOff@Cloud',
    '"TookOff on Cloud".',
    'original',
  ],
  [
    delivery,
    'Mast -> Store : TookOff',
    'Mast -> Store : TookOff [Cloud]',
    'TookOff [Cloud]',
    '"TookOff on Cloud".',
    'original',
  ],
  [
    delivery,
    'Mast -> Store : TookOff',
    'Mast -> Store (Cloud) : TookOff',
    '(Cloud)',
    'follows the message, "on Cloud"',
    'clean',
  ],
  [
    delivery,
    'event TookOff',
    'event Took Off on Radio, Cloud',
    'Took Off',
    'A name is one word: write "TookOff".',
    'original',
  ],
  [
    delivery,
    'event TookOff',
    'event TookOff on Radio, on Cloud',
    'on',
    '"on" comes once before all protocols',
    'original',
  ],
  [delivery, 'event TookOff', 'event TookOff on Radio, Cloud,', ',', 'A list does not end with a comma', 'original'],
  [delivery, 'message Dropped', 'msg Dropped on Radio, Cloud', 'msg', 'Did you mean "message"?', 'original'],
  [delivery, 'message Dropped', 'response Dropped on Radio, Cloud', 'response', 'Did you mean "message"?', 'original'],
  [delivery, 'model', 'class Delivery "Delivery by air" {', 'class', 'Did you mean "model"?', 'original'],
  [
    delivery,
    'party drone',
    'party drone "Drone" in state parked',
    'in state parked',
    '"initially parked".',
    'original',
  ],
  [delivery, 'party drone', 'participant drone "Drone" initially parked', 'participant', 'write "party".', 'original'],
  [
    delivery,
    'states drone',
    'states drone: parked, airborne (pending), returning, lost',
    'airborne (pending)',
    '"pending airborne".',
    'original',
  ],
  [
    delivery,
    'states drone',
    'states drone: parked, pending air borne, returning, lost',
    'air borne',
    'write "airborne".',
    'original',
  ],
  [
    delivery,
    'states drone',
    'states drone = parked, pending airborne, returning, lost',
    '=',
    'Expected ":"',
    'original',
  ],
  [
    delivery,
    'channel tower <->',
    'channel Radio tower <-> drone',
    'Radio',
    '"channel tower <-> drone on Radio".',
    'none',
  ],
  [
    delivery,
    'anytime',
    'anytime { drone -> tower : Position }',
    'anytime',
    'Write "anytime" before each message',
    'none',
  ],
  [
    delivery,
    'request Bill',
    'request Bill on Cloud { required Urgent: boolean }',
    'required',
    'remove it.',
    'original',
  ],
  [
    broker,
    'request Publish',
    'request Publish on Mqtt { Topic: string, Qos: enum { low, "very high" } }',
    'enum { low, "very high" }',
    'separated by "|"',
    'clean',
  ],
];

test.each(['either', 'choice', 'alt', 'xor'])(
  'branches of "%s" are one finding, at the head of the block',
  async (word) => {
    const rows = ['drone -> tower : Landed on Radio', 'tower -> shop : Landed on Cloud'];
    const branches = delivery.replace(
      /one of \{\n.*\n.*\n {4}\}/,
      `${word} {\n${rows[0]}\n    } or {\n${rows[1]}\n    }`,
    );
    const found = await problems(branches);
    expect(found.map(({ message }) => message)).toEqual([
      `Unexpected "${word}". Alternatives are written "one of { … }".`,
    ]);
  },
);

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await TestWorkspace.create({ 'slip.confer': '' });
});

const problems = (text: string) => workspace.problems('slip.confer', text);

test.each([delivery, laboratory, broker])('%# there is no finding without a slip', async (text) => {
  expect(await problems(text)).toEqual([]);
});

test.each(slips)('%# a slip is one finding, and its fix removes it', async (...slip) => {
  await expectFix(workspace, slip);
});
