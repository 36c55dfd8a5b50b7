import { expect, test } from 'vitest';
import { FaultyFile } from '../../support/faulty-file.js';
import { refactored } from '../../support/refactored-file.js';

const flow = (steps: string) => `flow F follows Conference {
  party Alice as agent1
  party Bob as agent2
  system Ixn as server
  system Stat as reporting
  phase Invite is InvitationIssued next Accepts | Declines | NoAnswer after 30s
  phase Accepts is InvitationAccepted {
${steps}  }
  phase Declines is InvitationRejected
  phase NoAnswer is InvitationTimesOut
}
`;
const short = `    Bob -> Ixn : RequestAccept
    EventAck // at once
    EventPartyAdded after 2s
`;
const long = `    Bob -> Ixn : RequestAccept
    Ixn -> Bob : EventAck // at once
    Ixn -> Alice : EventPartyAdded on InteractionManagement after 2s
    Ixn -> Stat : EventPartyAdded on Reporting
`;

async function rewritten(steps: string): Promise<Record<string, string>> {
  const file = await FaultyFile.open(flow(steps));
  const line = flow(steps)
    .split('\n')
    .findIndex((text) => text.includes('phase Accepts'));
  const place = { line: line + 1, character: 4 };
  const found = await file.workspace.services.fixes.RefactoringProvider.refactorings(file.document, {
    start: place,
    end: place,
  });
  return Object.fromEntries(found.map(({ title, edits }) => [title, file.after(edits)]));
}

test('the short form is spelled out, its time at the first copy', async () => {
  expect(await rewritten(short)).toEqual({
    'Spell out the short form': flow(`    Bob -> Ixn   : RequestAccept
    Ixn -> Bob   : EventAck // at once
    Ixn -> Alice : EventPartyAdded on InteractionManagement after 2s
    Ixn -> Stat  : EventPartyAdded on Reporting
`),
  });
});

test('arrows that are all a message asks for become the short form; with a time or a comment they stay', async () => {
  const plain = long.replace(' after 2s', '');
  expect(await rewritten(plain)).toEqual({
    'Use the short form': flow(`    Bob -> Ixn : RequestAccept
    Ixn -> Bob : EventAck // at once
    EventPartyAdded
`),
  });
  expect(await rewritten(long)).toEqual({});
});

test('neither is offered where copies are missing', async () => {
  expect(await rewritten('    Ixn -> Alice : EventPartyAdded\n')).toEqual({});
});

test('neither is offered outside a phase', async () => {
  const offered = Object.keys(await refactored(flow(short), 'party Alice'));
  expect(offered.every((title) => title.startsWith('Save the path'))).toBe(true);
});
