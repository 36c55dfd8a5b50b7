import { expect, test } from 'vitest';
import type { PathSelection } from '../../../check/timeline/timeline-builder.js';
import { drawn } from '../../support/drawn.js';

const flow = `
flow F follows Conference {
  party Alice as agent1
  party Bob as agent2
  party Dora
  system IxnServer as server
  system StatServer as reporting
  origin is queue
  start Leaves | Invite
  phase Invite is InvitationIssued next Accepts | NoAnswer after 30s
  phase Accepts is InvitationAccepted next Leaves
  phase NoAnswer is InvitationTimesOut
  phase Leaves is LeaveConference
  scenario Odd { Invite, Leaves }
  scenario Odder { Invite, Accepts, NoAnswer }
}
`;

async function texts(selection: PathSelection) {
  const { findings, remarks, participants, phases } = await drawn(flow, selection);
  const codes = (indices: readonly number[]) => indices.map((index) => findings[index]?.code);
  return {
    remarks: codes(remarks),
    participants: participants.map((each) => codes(each.findings)),
    phases: phases.map((each) => [each.name, each.verdict, codes(each.findings)]),
  };
}

test('a finding on a start belongs to the flow, one on a participant to it', async () => {
  const { remarks, participants } = await texts({ kind: 'path', phases: ['Invite', 'Accepts', 'Leaves'] });
  expect(remarks).toEqual(['unhandled-outcome', 'illegal-phase']);
  expect(participants).toEqual([[], [], ['unused-participant'], [], []]);
});

test('a finding on a scenario belongs to the phase where it leaves the flow, on that scenario alone', async () => {
  const odd = await texts({ kind: 'scenario', name: 'Odd' });
  expect(odd.phases.at(-1)).toEqual(['Leaves', 'errors', ['not-a-path']]);
  const odder = await texts({ kind: 'scenario', name: 'Odder' });
  expect(odder.phases.at(-1)?.[2]).toContain('not-a-path');
  expect(odder.remarks).toEqual(['unhandled-outcome', 'illegal-phase']);
});
