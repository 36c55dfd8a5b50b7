import { expect, test } from 'vitest';
import { TestEditor } from '../support/editor.js';

test('if models are united, phases come model by model, and one that two of them have comes with its model', async () => {
  const text = `flow F follows Conference, Transfer {
  party Dana as agent1
  party Bob as agent2
  system S as server
  system T as reporting
  start A
  phase A is Conference.InvitationIssued next P
  ¦
}
`;
  const editor = await TestEditor.open(text.replace('¦', 'phase P is ¦'));
  const found = (await editor.completions()).filter(({ label }) => !label.endsWith('}'));
  expect(found.map(({ label, detail }) => `${label} | ${detail}`)).toEqual([
    'Conference.InvitationAccepted | Conference · Invitation Accepted',
    'Conference.InvitationRejected | Conference · Invitation Rejected',
    'Conference.InvitationTimesOut | Conference · Invitation Times Out',
    'LeaveConference(Dana as agent2) | Conference · Leave the Conference',
    'FailToLeaveConference(Dana as agent2) | Conference · Fail to Leave the Conference',
    'Conference.InvitationIssued | Conference · Invitation Issued',
    'Conference.InvitationInvalid | Conference · Invitation Is Invalid',
    'Transfer.InvitationIssued | Transfer · Invitation Issued',
    'Transfer.InvitationAccepted | Transfer · Invitation Accepted',
    'Transfer.InvitationRejected | Transfer · Invitation Rejected',
    'Transfer.InvitationTimesOut | Transfer · Invitation Times Out',
    'Transfer.InvitationInvalid | Transfer · Invitation Is Invalid',
  ]);
  await editor.rewrite(text);
  const whole = (await editor.completions()).map(({ label, detail }) => `${label} | ${detail}`);
  expect(whole).toEqual(
    expect.arrayContaining([
      'phase ConferenceInvitationAccepted { … } | Conference · Invitation Accepted',
      'phase ConferenceInvitationInvalid { … } | Conference · Invitation Is Invalid',
    ]),
  );
});

test('before the point of a phase’s name, the models are offered that the flow follows', async () => {
  const editor = await TestEditor.open('flow F follows Conference, Transfer {\n  phase A is Tr¦.InvitationIssued\n}\n');
  expect((await editor.completions()).map(({ label }) => label)).toEqual(['Conference', 'Transfer']);
  expect(await editor.accept('Conference')).toContain('is Conference');
});
