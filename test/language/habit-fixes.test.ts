import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { expectFix, type SlipFix } from '../support/slip-fix.js';
import { TestWorkspace } from '../support/workspace.js';

// Lines of people who know other notations, with what the preferred fix makes of them.

const read = (name: string) => readFileSync(path.join(import.meta.dirname, 'slips', `${name}.confer`), 'utf8');
const [delivery, laboratory, broker] = [read('delivery'), read('laboratory'), read('broker')];

const slips: readonly SlipFix[] = [
  [
    delivery,
    'needs customer',
    'needs: customer waiting and weather is fair',
    ':',
    'follows "needs": remove it',
    'original',
  ],
  [delivery, 'trigger timeout', 'trigger: timeout at tower after 5m to 10m', ':', 'follows "trigger"', 'original'],
  [laboratory, 'partial', 'partial: "the rest is up to the ward"', ':', 'follows "partial"', 'original'],
  [
    delivery,
    'Mast -> Store : Dropped',
    'Mast ->+ Store : Dropped on Cloud',
    '->+',
    '"->+" is Mermaid or PlantUML syntax',
    'original',
  ],
  [
    delivery,
    'Mast -> Store : Dropped',
    'Mast -x Store : Dropped on Cloud',
    '-x',
    '"-x" is Mermaid or PlantUML syntax',
    'original',
  ],
  [
    delivery,
    'Mast -> Store : Dropped',
    'Mast ->>++ Store : Dropped on Cloud',
    '->>++',
    '"->>++" is Mermaid or PlantUML syntax',
    'original',
  ],
  [
    delivery,
    'Mast -> Store : Dropped',
    'Mast -->>- Store : Dropped on Cloud',
    '-->>-',
    '"-->>-" is Mermaid or PlantUML syntax',
    'original',
  ],
  [
    delivery,
    'Mast -> Store : Dropped',
    'Mast ->* Store : Dropped on Cloud',
    '->*',
    '"->*" is Mermaid or PlantUML syntax',
    'original',
  ],
  [
    delivery,
    'Mast -> Store : Dropped',
    'Mast x-> Store : Dropped on Cloud',
    'x->',
    '"x->" is Mermaid or PlantUML syntax',
    'none',
  ],
  [
    delivery,
    'Mast -> Store : Dropped',
    'Mast -) Store : Dropped on Cloud',
    '-)',
    '"-)" is Mermaid or PlantUML syntax',
    'original',
  ],
  [delivery, 'tower -> shop : TookOff', 'tower-xshop : TookOff on Cloud', '-x', 'An arrow is written "->"', 'original'],
  [
    delivery,
    'party  Kite',
    'participant Kite ["Kite 7" as drone]',
    'participant Kite ["Kite 7" as drone]',
    'write `party Kite "Kite 7" as drone`',
    'original',
  ],
  [
    delivery,
    'system Mast',
    'participant Mast "Mast" as tower',
    'participant',
    'A flow declares a participant with "party", or with "system" if it has no states: write "system".',
    'original',
  ],
  [delivery, 'system Store', 'optional system Store as shop', 'optional', 'those who take part: remove it', 'original'],
  [
    delivery,
    'system Store',
    'system Store as shop, Police as police',
    ', Police as police',
    'on a line of its own, `system Police as police`',
    'none',
  ],
  [
    delivery,
    'Mast -> Kite : Drop',
    'trigger Mast -> Kite : Drop',
    'trigger',
    'The model says which message triggers a phase',
    'original',
  ],
  [
    delivery,
    'Mast -> Kite : Drop',
    'optional Mast -> Kite : Drop',
    'optional',
    'The model says how often a message is sent',
    'original',
  ],
  [
    delivery,
    'trigger tower -> drone : Drop',
    'trigger Drop',
    'Drop',
    'write "trigger sender -> receiver : Drop".',
    'none',
  ],
  [
    delivery,
    'when weather',
    'when fair {',
    'fair',
    'A condition names the fact and its value: write "weather is fair".',
    'original',
  ],
  [
    broker,
    'Sensor -> Hub : Connect',
    'Sensor -> Hub : Connect(ClientId: "s1", KeepAlive: 1,5s)',
    '1,5s',
    'Decimals are written with a point: write 1.5s.',
    'clean',
  ],
  [
    laboratory,
    'Ward -> Lis : OrderTest',
    'Ward -> Lis : OrderTest(Urgency: stat, Volume: 2,5)',
    '2,5',
    'write 2.5.',
    'original',
  ],
  [delivery, 'start Go', 'start phase Go', 'phase', 'Targets are the names of phases: remove it.', 'original'],
  [
    delivery,
    'next Done',
    'next Done after 20s | phase Back | Gone after 6m',
    'phase',
    'Targets are the names of phases',
    'original',
  ],
  [
    delivery,
    'next Done',
    'next Done after 20s Back after 2s | Gone after 6m',
    'Back',
    'Targets are separated by "|": write "| Back".',
    'clean',
  ],
  [delivery, 'next Done', 'Done after 20s | Back | Gone after 6m', 'Done', 'write "next Done".', 'original'],
  [
    delivery,
    'flow Parcel',
    'flow Parcel One follows Delivery {',
    'Parcel One',
    'A name is one word: write "ParcelOne", or "One" in quotes',
    'clean',
  ],
  [delivery, 'model Delivery', 'model Delivery Air {', 'Delivery Air', 'or "Air" in quotes as its title.', 'clean'],
  [delivery, 'phase Back', 'phase Back Home is Aborts {', 'Back Home', 'A name is one word: write "BackHome"', 'clean'],
];

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await TestWorkspace.create({ 'slip.confer': '' });
});

test('a name of two words is one finding at each of its lines, with one remedy', async () => {
  for (const [text, name, second] of [
    [delivery, 'Gone', 'Away'],
    [delivery, 'Mast', 'Two'],
    [delivery, 'Launch', 'Now'],
    [broker, 'Hub', 'One'],
    [laboratory, 'Vial', 'Two'],
  ] as const) {
    const uses = new RegExp(String.raw`(?<![\w"])${name}(?![\w"])`, 'g');
    const lines = text.split('\n').map((line) => line.replaceAll(uses, `${name} ${second}`));
    const found = await workspace.problems('slip.confer', lines.join('\n'));
    const changed = lines.flatMap((line, at) => (line.includes(`${name} ${second}`) ? [at] : []));
    const remedy = `A name is one word: write "${name}${second}"`;
    expect(found.map(({ range, message }) => [range.start.line, message])).toEqual(
      changed.map((line) => [line, expect.stringContaining(remedy)]),
    );
  }
});

test.each(slips)('%# a habit is one finding, and its fix removes it', async (...slip) => {
  await expectFix(workspace, slip);
});
