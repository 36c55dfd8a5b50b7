import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hosts, openSession, type Session } from './hosts/session.js';
import { glance, patience, repeatUntil } from './patience.js';
import type { Workbench } from './workbench.js';

const files = path.join(import.meta.dirname, 'workspaces/editing');

function original(name: string): string {
  return readFileSync(path.join(files, name), 'utf8');
}

describe.each(hosts)('editing in the $name host', (entry) => {
  let session: Session;
  let workbench: Workbench;
  let page: Page;

  /** How long a step waits before it is tried again, in ms. */
  const squiggles = () => expect.poll(() => workbench.editor.squiggles(), patience);
  const text = () => expect.poll(() => workbench.editor.text(), patience);

  beforeAll(async () => {
    session = await openSession(entry, 'editing', files);
    ({ workbench, page } = session);
  });

  /** Sees that the library's file is open at the declaration and refuses a key, and closes it. */
  async function closeReadOnlyDeclaration(): Promise<void> {
    await expect
      .poll(() => workbench.editor.caretLineText(), patience)
      .toContain('phase InvitationIssued "Invitation Issued" {');
    const refusal = page.locator('.monaco-editor-overlaymessage', {
      hasText: 'is part of Confer and cannot be changed',
    });
    await workbench.keyboard.pressUntilShown(['x'], refusal);
    await page.keyboard.press('Control+F4');
  }

  afterAll(() => session?.close());

  test('a fix is taken by keyboard, and one undo gives the text back byte for byte', async () => {
    await workbench.openFile('forgotten.confer');
    await squiggles().toBe(1);
    await workbench.editor.goToNextProblem();
    const fixes = await workbench.editor.quickFixes();
    expect(fixes[0]).toContain('IxnServer -> StatServer : EventAgentInvited');
    await workbench.keepPicture(`${entry.name}-quick-fixes`);
    await workbench.editor.takeFirstFix();
    await squiggles().toBe(0);
    await text().toContain('    IxnServer -> StatServer : EventAgentInvited\n    next');
    await workbench.editor.undo();
    await squiggles().toBe(1);
    await text().toBe(original('forgotten.confer'));
  });

  test('the missing message is proposed first, and fixes the phase where it is accepted', async () => {
    await workbench.editor.goTo('    next Accepts');
    const line = await workbench.editor.caretLine();
    await page.keyboard.press('Control+Shift+Enter');
    await expect.poll(() => workbench.editor.caretLineText(), patience).toMatch(/^\s*$/);
    expect(await workbench.editor.caretLine()).toBe(line);
    const proposals = await workbench.editor.completions();
    expect(proposals[0]).toBe('IxnServer -> StatServer : EventAgentInvited');
    await workbench.keepPicture(`${entry.name}-completions`);
    await page.keyboard.press('Enter');
    await squiggles().toBe(0);
    await workbench.editor.undo();
    await workbench.editor.undo();
    await text().toBe(original('forgotten.confer'));
  });

  test('a name of another file is proposed, and brings its import', async () => {
    await workbench.openFile('not-imported.confer');
    await workbench.editor.goToLine(1);
    await page.keyboard.press('End');
    await workbench.editor.completions();
    await page.keyboard.type('Tal');
    await expect
      .poll(() => page.locator('.suggest-widget.visible .monaco-list-row.focused .label-name').innerText(), patience)
      .toBe('Talk');
    await page.keyboard.press('Enter');
    await text().toMatch(/^import "\.\/desk-words\.confer"\n\s*flow Elsewhere follows Talk/);
  });

  test('a hover shows what a phase requires, and its definition opens in the library, which cannot be changed', async () => {
    await workbench.openFile('forgotten.confer');
    await workbench.editor.goTo('InvitationIssued');
    const hover = await workbench.editor.hover();
    expect(hover).toContain('server -> reporting : EventAgentInvited');
    expect(hover).toContain('Genesys Events and Models Reference');
    await workbench.keepPicture(`${entry.name}-hover`);
    await workbench.keyboard.pressUntilGone('Escape', page.locator('.monaco-resizable-hover .hover-contents'));
    await workbench.keyboard.pressUntilShown(['F12'], page.locator('.tab.active', { hasText: 'conference.confer' }));
    await closeReadOnlyDeclaration();
  });

  test("a hover's link opens the library's file at the declaration, which cannot be changed", async () => {
    await workbench.openFile('forgotten.confer');
    await workbench.editor.goTo('InvitationIssued');
    const link = page.locator('.monaco-resizable-hover .hover-contents a', { hasText: 'Open in the library' });
    await repeatUntil(
      async () => {
        if (!(await link.first().isVisible())) await workbench.editor.hover();
        await link.first().click(glance);
      },
      () => page.locator('.tab.active', { hasText: 'conference.confer' }).waitFor(glance),
    );
    await closeReadOnlyDeclaration();
  });

  test('names of the outline lead to their place after lines were added', async () => {
    await workbench.openFile('forgotten.confer');
    await workbench.editor.goToSymbol('NoAnswer');
    await expect.poll(() => workbench.editor.caretLineText(), patience).toContain('phase NoAnswer is');
    await workbench.editor.goTo('  phase Accepts');
    await page.keyboard.press('Control+Shift+Enter');
    await page.keyboard.type('phase Waits is InvitationTimesOut');
    await text().toContain('phase Waits is InvitationTimesOut\n');
    await workbench.editor.goToSymbol('Waits');
    await expect.poll(() => workbench.editor.caretLineText(), patience).toContain('phase Waits is');
    await workbench.editor.goToSymbol('NoAnswer');
    await expect.poll(() => workbench.editor.caretLineText(), patience).toContain('phase NoAnswer is');
    await workbench.keyboard.pressUntil(
      'Control+Z',
      () => workbench.editor.text(),
      (now) => now === original('forgotten.confer'),
    );
  });

  test('a name is renamed wherever it is used, a name of the library is refused with the reason', async () => {
    await workbench.openFile('desk-talk.confer');
    await workbench.editor.rename('Client', 'Caller');
    await text().toBe(original('desk-talk.confer').replaceAll('Client', 'Caller'));
    await workbench.editor.rename('Ask\n', 'Question');
    await text().toContain('Caller -> Help : Question');
    await workbench.openFile('desk-words.confer');
    await text().toBe(original('desk-words.confer').replaceAll(/\bAsk\b/g, 'Question'));
    await squiggles().toBe(0);
    await workbench.openFile('forgotten.confer');
    await workbench.editor.goTo('InvitationIssued');
    const refusal = page.locator('.monaco-editor-overlaymessage', { hasText: 'belongs to the built-in library' });
    await workbench.keyboard.pressUntilShown(['F2'], refusal);
  });

  test('what is safe to fix is fixed in one go, and one undo takes it back', async () => {
    await workbench.openFile('slips.confer');
    await squiggles().toBe(3);
    await workbench.quickInput.runCommand('Fix All');
    await squiggles().toBe(0);
    const fixed = await workbench.editor.text();
    expect(fixed).not.toContain('Carol');
    expect(fixed).toContain('EventAgentInvited on Reporting after 5ms');
    await workbench.editor.undo();
    await text().toBe(original('slips.confer'));
  });

  test('a formatted document has its columns in line', async () => {
    await workbench.quickInput.runCommand('Format Document');
    await text().toContain(
      '    Alice     -> IxnServer  : RequestConference on Reporting\n    IxnServer -> Bob        : ',
    );
    await workbench.editor.undo();
    await text().toBe(original('slips.confer'));
  });

  test('the project file says how much a finding weighs, and a value it cannot have is marked once', async () => {
    await workbench.openFile('confer.json');
    await workbench.editor.replaceText('{ "rules": { "missing-message": "warning" } }\n');
    await workbench.editor.save();
    await workbench.openFile('forgotten.confer');
    await page.locator('.monaco-editor .squiggly-warning').waitFor();
    expect(await page.locator('.monaco-editor .squiggly-error').count()).toBe(0);
    await workbench.openFile('confer.json');
    await workbench.editor.replaceText('{ "rules": { "missing-message": "loud" } }\n');
    await workbench.editor.save();
    await workbench.problems.show();
    await workbench.problems.narrow('confer.json');
    await expect
      .poll(() => workbench.problems.messages(), patience)
      .toEqual([expect.stringContaining('"error", "warning", "information", "hint", "off"')]);
  });

  test('nothing was asked from another machine', () => {
    expect(session.elsewhere()).toEqual([]);
  });
});
