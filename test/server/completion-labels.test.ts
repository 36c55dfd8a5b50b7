import { expect, test } from 'vitest';
import { TestEditor } from '../support/editor.js';

const flow = `flow F follows Conference {
  party Alice as agent1
  party Bob as agent2
  system IxnServer as server
  system StatServer as reporting
  phase Invite is InvitationIssued {
    IxnServer -> Bob : EventInvite
    ¦
  }
}
`;
const row = `message Said
model M {
  party a
  party b
  states s
  phase P {
    trigger a -> b : Said
    a -> b : Said ¦
  }
}
`;

test('a step that is missing is shown whole: nothing stands next to it in the list', async () => {
  const [missing] = await (await TestEditor.open(flow)).completions();
  const label = 'IxnServer -> StatServer : EventAgentInvited';
  expect(missing).toMatchObject({ label, detail: 'missing', labelDetails: {} });
});

test('what stands next to a short word in the list is as long as there is room', async () => {
  const words = await (await TestEditor.open(row)).completions();
  const details = Object.fromEntries(words.map(({ label, labelDetails }) => [label, labelDetails]));
  expect(details.within).toEqual({ description: 'the longest time between the start of the…' });
  expect(details.given).toBeUndefined();
});
