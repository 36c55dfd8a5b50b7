import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, test } from 'vitest';
import { expectRemedy, type SlipRemedy } from '../support/slip-remedy.js';
import { TestWorkspace } from '../support/workspace.js';

// What the message of a slip says to write instead; that a slip is one finding everywhere is held by slips.test.ts.

const read = (name: string) => readFileSync(path.join(import.meta.dirname, 'slips', name), 'utf8');
const [lift, grant, delivery] = [read('lift.confer'), read('device-grant.confer'), read('delivery.confer')];
const [lending, log] = [read('lending.confer'), read('log.confer')];

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

const row = '      optional shop -> tower : TookOff on Cloud';
const cases = 'Rows under a condition are in braces, and each case has its own: write "when CONDITION { … }"';
const ofFlow = 'A participant and its role are declared in a flow: move the line there, or remove this.';

const keywordFirst = (written: string) => `The keyword comes first: write "${written}".`;
const listed = 'A scenario lists the names of phases: remove it.';

const slips: readonly SlipRemedy[] = [
  [delivery, 'when weather', `if weather is fair\n${row}\n    else\n${row}\n    end\n    $L`, cases],
  [delivery, 'when weather', `if weather is fair then\n${row}\nelsif foul\n${row}\nend if\n    $L`, cases],
  [delivery, 'when weather', `alt weather is fair\n${row}\n    else\n${row}\n    end\n    $L`, '"one of { … }".'],
  [delivery, 'when weather', `if (weather == fair)\n${row}\n    endif\n    $L`, cases],
  [delivery, 'when weather', `loop 3 times\n${row}\n    end\n    $L`, 'Write "repeated" before each row'],
  [
    lift,
    'Rosa -> Panel',
    'if building is office\n      $L\n    else\n      LampOn\n    end',
    'write a phase for each case',
  ],
  [lift, 'Rosa -> Panel', 'if ready then\n      $L\n    fi', 'write a phase for each case'],
  [lift, 'Rosa -> Panel', 'case ready of\n      $L\n    esac', 'write a phase for each case'],
  [lift, 'Rosa -> Panel', 'alt ready\n      $L\n    else not ready\n    end', 'write a phase for each case'],
  [log, 'time at', 'time at as "HH:mm:ss.SSS" in "UTC"', 'The time zone follows "zone": write zone "UTC".'],
  [log, '"SWIPE" is', 'SWIPE,', 'An entry is a recorded text and what it means: write "SWIPE" is Swipe.'],
  [log, '"OPEN" is', 'opened,', 'write "opened" is Opened.'],
  [log, '"SWIPE" is', '"SWIPE" is Swipe', 'Expected ","'],
  [lending, 'next Fetch', 'next Fetch | end after 3h | Cancel', 'The flow ends after the last step'],
  [lift, 'party rider', 'party rider as Rosa', ofFlow],
  [grant, 'system server', 'system server as Auth', ofFlow],
  [
    lift,
    'panel -> rider',
    'Panel -> Rosa : LampOn',
    '"Panel" and "Rosa" are participants. Write the roles that they play, "panel -> rider", or move the line',
  ],
  [
    lift,
    'Panel -> Rosa',
    'panel -> rider : LampOn',
    '"panel" and "rider" are roles. Write the participants that play them, "Panel -> Rosa".',
  ],
  [
    lift,
    'Panel -> Rosa',
    'Panel -> rider : LampOn',
    '"rider" is a role. Write the participant that plays it, "Panel -> Rosa".',
  ],
  [
    lift,
    'panel -> rider',
    'panel -> Rosa : LampOn',
    '"Rosa" is a participant. Write the role that it plays, "panel -> rider", or move the line',
  ],
  [grant, 'needs user away', 'needs user == away', 'The state follows the role: write "user away".'],
  [grant, 'needs user away', 'needs user.away', 'The state follows the role: write "user away".'],
  [grant, 'needs user away', 'needs away(user)', 'The state follows the role: write "user away".'],
  [grant, 'needs user away', 'needs !user decided', 'A condition names what holds'],
  [lift, 'when building', 'when building == "hospital" {', 'follows "is": write "building is hospital".'],
  [
    lift,
    'when building',
    'when building is hospital || none stopped {',
    'for alternatives, write a "when" or a phase for each.',
  ],
  [lift, 'when building', 'when building in (hospital, office) {', 'A condition names one value or state.'],
  [lift, 'when building', 'switch building {', cases],
  [lift, 'moves rider from called to moving', 'moves rider to moving', '"moves rider from STATE to moving".'],
  [lift, 'moves rider from called to moving', 'moves rider into moving', '"moves rider from STATE to moving".'],
  [lift, 'moves rider from called to moving', "rider' = moving", '"moves rider from STATE to moving".'],
  [lift, 'moves rider from called to moving', 'moves rider from called to moving or idle', 'A move leads to one state'],
  [lift, 'trigger timeout', 'trigger timeout at dispatcher after between 5s and 9s', 'write 5s to 9s.'],
  [lift, 'trigger timeout', 'trigger timeout at dispatcher after 5s or 9s', 'write 5s to 9s.'],
  [lift, 'trigger rider', 'trigger when rider -> panel : Pressed', 'follows "trigger": remove this word.'],
  [lift, 'next Come', 'next = Come | Broken after 10m', 'write "next Come | Broken after 10m".'],
  [lift, 'next Come', 'next: [Come, Broken]', 'Targets follow "next" without a sign: write "next Come | Broken".'],
  [
    lift,
    'next Come',
    'next:\n      - Come\n      - Broken',
    'on one line, separated by "|": write "next Come | Broken".',
  ],
  [lift, 'start', 'start:\n    - Call\n    - Come', 'on one line, separated by "|": write "start Call | Come".'],
  [lift, 'next Come', 'next Come if ready | Broken after 10m', 'A target has no condition'],
  [lift, 'next Come', 'after 5s next Come | Broken after 10m', 'The time follows each target, "next A after 5s".'],
  [lift, 'scenario Up', 'scenario Up:\n    - Call\n    - Come', 'in braces: "scenario Up { Call, Come }".'],
  [lift, 'Panel -> Rosa', 'Panel -> Rosa : a LampOn', 'A step names one declared message: write "LampOn" alone.'],
  [lift, 'Panel -> Rosa', 'Panel ->o Rosa : LampOn', 'An arrow is written "->" ("->o" is Mermaid or PlantUML syntax).'],
  [lift, 'Panel -> Rosa', '1. Panel -> Rosa : LampOn', 'Lines have no numbers: remove it.'],
  [lift, 'Panel -> Rosa', 'Panel -> Rosa : LampOn on Buttons, Bus', 'A message is sent on one protocol'],
  [lift, 'Panel -> Rosa', 'if (ready) {\n      $L\n    }', 'A phase has no alternatives'],
  [lift, 'Panel -> Rosa', 'note left\n      some words\n    end note\n    $L', 'a note is a comment'],
  [lift, 'Control -> Left : MoveTo', '- from: Control\n      to: Left\n      message: MoveTo\n    $L', 'YAML'],
  [lift, 'Control -> Left : MoveTo', 'Control -> Left : MoveTo({ Floor: 3 })', 'without braces: write "(Floor: 3)".'],
  [
    lift,
    'Control -> Left : MoveTo',
    'Control -> Left : MoveTo Floor=3',
    'Values are in parentheses: write "(Floor: 3)".',
  ],
  [lift, 'repeated dispatcher', 'dispatcher -> all(moving) : Release', 'without brackets: write "all moving".'],
  [lift, 'dispatcher -> panel : Release', 'dispatcher -> panel : Release[0..1] on Bus', count('optional')],
  [lift, 'dispatcher -> panel : Release', 'dispatcher -> panel : Release? on Bus', count('optional')],
  [lift, 'car1 -> dispatcher : DoorsOpen', '$L optional\n      $L', count('optional')],
  [lift, 'phase Comes', 'phase Comes is Calls {', 'It belongs in a flow'],
  [lift, 'phase Comes', 'phase Comes on MoveTo {', 'What starts a phase is written in it'],
  [lift, 'phase Come is', 'phase Come is Comes() {', '"(Name as role)": remove them.'],
  [lift, 'building is office', 'let building = office', 'A flow states a fact by its name'],
  [lift, 'states', 'states idle pending called moving stopped', 'write idle, pending called, moving, stopped.'],
  [
    lift,
    'event Arrived',
    'event Arrived Bus, Buttons',
    'The protocols of a message follow "on": write on Bus, Buttons.',
  ],
  [lift, 'request MoveTo', 'request MoveTo on Bus { Floor: int, optional Fast: bool }', 'write integer.'],
  [lift, 'request MoveTo', 'request MoveTo on Bus { readonly Floor: integer, optional Fast: boolean }', 'remove it.'],
  [grant, 'anytime', 'anytime optional server -> device : Pending', 'sent any number of times: remove it.'],
  [grant, 'source "RFC', 'source "RFC 8628" https://example.org/rfc', 'in quotes: write at "https://example.org/rfc".'],
  [grant, 'source "section 3.1', 'source "section 3.1", "section 3.2"', 'write both in one text.'],
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
  [grant, 'needs user away', 'needs user = away', 'The state follows the role: write "user away".'],
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
  [log, 'Guest -> Reader', 'event Swipe\n    $L', 'Unexpected "event" in a phase of a flow.'],
  [log, 'states outside', 'anytime guest\n  $L', 'Expected "->" after "guest".'],
  [log, 'trigger guest', 'trigger guest\n    $L', 'Expected "->" after "guest".'],
  [log, 'phase Stay {', 'phase Finishing\n  $L', 'Expected "{" after "Finishing".'],
  [log, 'phase Stay {', 'phase Basket\n  $L', 'Expected "{" after "Basket".'],
];

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await TestWorkspace.create({ 'slip.confer': '' });
});

test.each(slips)('%# a slip is one finding that says what to write instead', (...slip) =>
  expectRemedy(workspace, slip),
);
