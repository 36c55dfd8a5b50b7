import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { uncheckedFlowReason } from '../../check/rules/unchecked-phases.js';
import { root } from '../../scripts/project.mjs';
import { FaultyFile } from '../support/faulty-file.js';

async function reasonsIn(text: string): Promise<(string | null)[]> {
  const file = await FaultyFile.open(text);
  const { flows } = await file.workspace.services.analysis.AnalysisProvider.analyze(file.document);
  return flows.map(uncheckedFlowReason);
}

test('a flow whose comparisons stopped at a bound is not checked in full', async () => {
  const text = readFileSync(path.join(root, 'test/fixtures/check-inconclusive/many-choices.confer'), 'utf8');
  expect(await reasonsIn(text)).toContain('the check stopped at its limit');
});

const talk = (item: string) => `protocol Wire
event Ping on Wire
event Pong on Wire
model Talk {
  party caller
  system desk
  states idle, busy
  fact urgent: yes, no
  channel desk <-> caller on Wire
  phase Rings {
    ${item}
    desk -> caller : Ping
  }
}
flow Morning follows Talk {
  party Ann as caller
  system Desk as desk
  urgent is yes
  phase First is Rings
}
`;

test.each([
  ['a row whose message is not declared', 'desk -> caller : Zebra'],
  ['a block whose fact is not declared', 'when weather is sunny { desk -> caller : Pong }'],
  ['a move to a state that is not declared', 'moves caller from idle to sunny'],
])('a flow is not checked in full if its model has %s', async (_, item) => {
  expect(await reasonsIn(talk(item))).toEqual(['model phase "Rings" has an error']);
});

test.each([
  ['a need of a state that is not declared', 'needs caller sunny'],
  ['a line that may be a need', 'desk @@ !! 12 caller'],
])('a phase is not entered if its phase in the model has %s', async (_, item) => {
  expect(await reasonsIn(talk(item))).toEqual(['"First" is never reached']);
});

test.each([
  ['a message with a slip in its name', 'desk -> caller : Ponng'],
  ['a channel that is missing', 'caller -> caller : Pong'],
])('a flow is checked in full, by what is meant, if its model has %s', async (_, item) => {
  expect(await reasonsIn(talk(item))).toEqual([null]);
});
