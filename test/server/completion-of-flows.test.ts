// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the places of a snippet are written ${1:so}.
import { describe, expect, test } from 'vitest';
import { checkText } from '../support/check.js';
import { flow, invite, labels } from '../support/completed-flow.js';
import { TestEditor } from '../support/editor.js';

describe('where the flow goes', () => {
  const asked = '    EventInvite\n    EventAgentInvited\n';

  test('after `next`, completion offers what can be taken, then new phases for outcomes, then what cannot be taken', async () => {
    const found = await labels(invite(`${asked}    next ¦\n`));
    expect(found.slice(0, 3)).toEqual([
      'Accepts',
      'new phases for all 2 outcomes',
      'new phase for outcome InvitationRejected',
    ]);
    expect(found.indexOf('Invite')).toBeGreaterThan(2);
  });

  test('a new phase brings its text, and its delay where a timer starts it', async () => {
    const editor = await TestEditor.open(invite(`${asked}    next Accepts | ¦\n`));
    const text = await editor.accept('new phase for outcome InvitationTimesOut');
    expect(text).toContain('next Accepts | InvitationTimesOut after ${1:30s}');
    expect(text).toContain(
      `  }\n\n  phase InvitationTimesOut is InvitationTimesOut {\n    Ixn -> Alice : EventError\n    Ixn -> Bob   : EventRevoked\n  }\n  phase Accepts`,
    );
    expect((await checkText(text.replace('${1:30s}', '30s'))).filter(({ severity }) => severity === 'error')).toEqual(
      [],
    );
  });

  test('the name of a phase that is not written yet can be completed alone, below the new phases', async () => {
    const found = await labels(invite(`${asked}    next Accepts | ¦\n`));
    expect(found.filter((label) => label.startsWith('Invitation'))).toContain('InvitationTimesOut');
    expect(found.indexOf('InvitationTimesOut')).toBeGreaterThan(
      found.indexOf('new phase for outcome InvitationTimesOut'),
    );
    const editor = await TestEditor.open(invite(`${asked}    next Accepts | ¦\n`));
    const whole = (await editor.completions()).find(
      ({ label }) => label === 'new phase for outcome InvitationTimesOut',
    );
    expect(whole?.filterText).toBe('new InvitationTimesOu');
    // What changes nothing once the name is typed in full: Enter then breaks the line.
    const alone = invite(`${asked}    next Accepts | InvitationTimesOut\n`);
    expect(await editor.accept('InvitationTimesOut')).toBe(alone);
  });

  test('after `is`, completion offers the phases first that are legal in the states reached there', async () => {
    const found = await labels(invite(`${asked}    next P\n`, '  phase P is ¦\n'));
    expect(found.filter((label) => label.startsWith('Invitation') && !label.endsWith('}'))).toEqual([
      'InvitationAccepted',
      'InvitationRejected',
      'InvitationTimesOut',
      'InvitationIssued',
      'InvitationInvalid',
    ]);
  });

  test('roles are bound as far as the situation asks for it, several at once', async () => {
    const found = await labels(
      flow(
        '  party Carol\n  phase A is InvitationIssued next B\n  phase B is InvitationAccepted next P\n  phase P is ¦\n',
      ),
    );
    const issued = found.filter((label) => label.startsWith('InvitationIssued') && !label.endsWith('}'));
    // Bob has joined, so that the default roles allow no invitation.
    expect(issued).toEqual(['InvitationIssued(Carol as agent2)', 'InvitationIssued(Bob as agent1, Carol as agent2)']);
  });

  test('a name before roles that are bound already comes alone', async () => {
    const found = await labels(
      flow('  phase A is InvitationIssued next B\n  phase B is Inv¦(Bob as agent2) next end\n'),
    );
    expect(found.slice(0, 3)).toEqual(['InvitationAccepted', 'InvitationRejected', 'InvitationTimesOut']);
    expect(found.filter((label) => label.includes('('))).toEqual([]);
    expect(found.slice(-2)).toEqual(['InvitationIssued', 'InvitationInvalid']);
  });

  test('a phase with its messages is inserted formatted', async () => {
    const editor = await TestEditor.open(invite(`${asked}    next P\n`, '  phase P is ¦\n'));
    const text = (await editor.accept('InvitationRejected { … }')).replace('$0', '');
    expect(text).toContain('phase P is InvitationRejected {\n');
    expect((await checkText(text)).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('a phase with its messages fits only until its brace is typed, so that Enter breaks the line after it', async () => {
    for (const place of ['  phase P is ¦\n', '  phase ¦\n', '  ¦\n']) {
      const editor = await TestEditor.open(invite(`${asked}    next P\n`, place));
      const whole = (await editor.completions()).filter(({ label }) => label.endsWith(' { … }'));
      expect(whole).not.toEqual([]);
      const plain = (text = '') => text.replaceAll(' ', '');
      for (const { label, filterText } of whole) expect(`${plain(filterText)}{…}`).toBe(plain(label));
    }
  });

  test('a phase with other roles fits until a space is typed, so that Enter breaks the line after the brace', async () => {
    const editor = await TestEditor.open(`protocol Line
message Ring on Line
model Phone {
  party caller
  party callee
  states idle, ringing
  phase Rings { moves callee from idle to ringing  caller -> callee : Ring }
}
flow Talk follows Phone {
  party Ann as caller
  party Bo as callee
  phase Dials is ¦
}
`);
    const others = (await editor.completions()).filter(({ label }) => label.startsWith('Rings(Ann as callee'));
    expect(others.map(({ filterText }) => filterText)).toEqual(Array(2).fill('Rings(Annascallee,Boascaller)'));
  });

  test('a new phase is named as a target names it', async () => {
    const found = await labels(invite(`${asked}    next Refuses\n`, '  phase ¦\n'));
    expect(found.slice(0, 2)).toEqual(['Refuses', 'InvitationRejected { … }']);
  });

  test('the start has the phases that can be first', async () => {
    const found = await labels(
      flow('  start ¦\n  phase Later is InvitationAccepted\n  phase Invite is InvitationIssued\n'),
    );
    expect(found[0]).toBe('Invite');
    expect(found.at(-1)).toBe('Later');
  });

  test('a scenario continues where the flow does', async () => {
    const found = await labels(
      flow('  phase A is InvitationIssued next B\n  phase B is InvitationAccepted\n  scenario S { A, ¦ }\n'),
    );
    expect(found).toEqual(['B', 'A']);
  });
});
