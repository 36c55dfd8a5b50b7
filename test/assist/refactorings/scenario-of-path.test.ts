import { expect, test } from 'vitest';
import { FaultyFile } from '../../support/faulty-file.js';
import { refactored, selectedBy } from '../../support/refactored-file.js';

const flow = (scenarios: string) => `flow F follows Conference {
  party Alice as agent1
  party Bob as agent2
  system Ixn as server
  system Stat as reporting
  start Invite | Refused
  phase Invite is InvitationIssued next Accepts | Declines | NoAnswer after 30s
  phase Refused is InvitationInvalid
  phase Accepts is InvitationAccepted next Leaves | Stays | end
  phase Leaves is LeaveConference
  phase Stays is FailToLeaveConference
  phase Declines is InvitationRejected
  phase NoAnswer is InvitationTimesOut
${scenarios}}
`;

test('the paths that have no name yet are offered, the default one first', async () => {
  const after = await refactored(flow(''), 'party Alice');
  expect(Object.keys(after)).toEqual([
    'Save the path Invite → Accepts → Leaves as a scenario',
    'Save the path Invite → Accepts as a scenario',
    'Save the path Invite → Accepts → Stays as a scenario',
  ]);
  const [first] = Object.values(after);
  expect(first).toBe(flow('\n  scenario Leaves { Invite, Accepts, Leaves }\n'));
});

test('a path becomes a scenario after those that are there, under a name that is free, which is selected', async () => {
  const text = flow('\n  scenario Leaves "He does" { Invite, Accepts }\n  scenario Other { Refused }\n');
  const title = 'Save the path Invite → Accepts → Leaves as a scenario';
  const after = await refactored(text, 'party Alice');
  expect(Object.keys(after)).not.toContain('Save the path Invite → Accepts as a scenario');
  expect(after[title]).toContain('scenario Other { Refused }\n  scenario Leaves2 { Invite, Accepts, Leaves }\n}');
  expect(await selectedBy(title, text, 'party Alice')).toBe('Leaves2');
});

test('a path that a preview shows becomes a scenario, even one that does not get to an end', async () => {
  const file = await FaultyFile.open(flow(''));
  const { RefactoringProvider } = file.workspace.services.fixes;
  const saved = await RefactoringProvider.saveScenario(file.document, 'F', ['Invite']);
  expect(file.after(saved?.edits ?? [])).toBe(flow('\n  scenario Invite { Invite }\n'));
  expect(await RefactoringProvider.saveScenario(file.document, 'G', ['Invite'])).toBeUndefined();
  expect(await RefactoringProvider.saveScenario(file.document, 'F', [])).toBeUndefined();
  expect(await RefactoringProvider.saveScenario(file.document, 'F', ['Leaves'])).toBeUndefined();
});
