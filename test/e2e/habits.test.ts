import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { hosts, openSession, type Session } from './hosts/session.js';
import { glance, KEY_MS, patience, repeatUntil } from './patience.js';
import type { Workbench } from './workbench.js';

/** A target that another phase's name begins with: `Cancel` is no phase yet when its line is ended, `CancelAll` is one. */
const booking = `protocol Desk
event Asked on Desk
event Left on Desk
model Booking {
  party guest
  system shop
  states away, pending waiting
  phase Ask { moves guest from away to waiting  shop -> guest : Asked }
  phase Cancel { moves guest from waiting to away  shop -> guest : Left }
  phase CancelAll { moves guest from waiting to away  guest -> shop : Left }
}
flow Evening follows Booking {
  party Ann as guest
  system Shop as shop
  phase Asks is Ask {
    Shop -> Ann : Asked
    ¦
  }
  phase CancelAll is CancelAll {
    Ann -> Shop : Left
  }
}
`;

/** Runs in the page: notes what each toast of the extension says, with its source. */
function noteToasts(): void {
  const notes: string[] = [];
  Object.assign(window, { toasts: notes });
  new MutationObserver(() => {
    for (const toast of document.querySelectorAll<HTMLElement>('.notification-toast')) {
      const text = toast.innerText.trim();
      if (text.includes('Confer') && !notes.includes(text)) notes.push(text);
    }
  }).observe(document.body, { subtree: true, childList: true });
}

const wide = `flow Wide follows Conference {
  party Alice as agent1
  party Bob as agent2
  system InteractionServer as server
  system Reports as reporting
  origin is queue
  phase Invite "A title that is so long that the line goes on far beyond what the editor shows at once, ${'and on '.repeat(12)}" is InvitationIssued {
${' '.repeat(150)}Alice -> InteractionServer : RequestConference
    InteractionServer -> Bob : EventInvite
    next Joins | Declines | Late after 30s
  }
  phase Joins is InvitationAccepted
  phase Declines is InvitationRejected
  phase Late is InvitationTimesOut
}
`;

function folder(): string {
  const dir = path.join(root, '.tmp/e2e/habits');
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  writeFileSync(path.join(dir, 'wide.confer'), wide);
  writeFileSync(path.join(dir, 'booking.confer'), booking.replace('¦', ''));
  return dir;
}

describe.each(hosts)('habits in the $name host', (entry) => {
  let session: Session;
  let workbench: Workbench;
  let page: Page;

  beforeAll(async () => {
    session = await openSession(entry, 'habits', folder());
    ({ workbench, page } = session);
    await page.evaluate(noteToasts);
  });

  afterAll(() => session?.close());

  const text = () => expect.poll(() => workbench.editor.text(), patience);

  test('the problems of a folder are listed before any of its files is opened', async () => {
    await workbench.problems.show();
    await expect
      .poll(() => workbench.problems.messages(), patience)
      .toContainEqual(expect.stringContaining('missing-message'));
  });

  test('the command checks the workspace and says what it found', async () => {
    await workbench.quickInput.runCommand('Confer: Check Workspace');
    await page.locator('.statusbar-item', { hasText: /2 errors.* in 2 files/ }).waitFor();
  });

  test('Enter after a name that another one begins with breaks the line', async () => {
    const lines = booking.split('\n');
    await workbench.openFile('booking.confer');
    await workbench.editor.goToLine(lines.findIndex((line) => line.endsWith('¦')) + 1, 5);
    await page.keyboard.type('next Cancel', { delay: KEY_MS });
    await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'CancelAll' }).first().waitFor();
    await page.keyboard.press('Enter');
    await text().toBe(booking.replace('    ¦', '    next Cancel\n    '));
    await workbench.editor.undo();
    await workbench.editor.save();
  });

  test('the keys of a preview show the timeline', async () => {
    const tab = page.locator('.tab[aria-label*="Timeline"]');
    for (const keys of [['Control+K', 'v'], ['Control+Shift+V']]) {
      await workbench.openFile('wide.confer');
      await workbench.keyboard.focusEditor();
      await workbench.keyboard.pressUntilShown(keys, tab);
      await workbench.webview('[data-event]');
      await workbench.quickInput.runCommand('View: Close All Editors');
      await tab.first().waitFor({ ...patience, state: 'hidden' });
    }
  });

  /** How far the source is scrolled sideways, as its style says it. */
  const left = () =>
    page
      .locator('.editor-instance .lines-content')
      .first()
      .evaluate((lines) => (lines as HTMLElement).style.left);

  const requestLine = wide.split('\n').findIndex((line) => line.includes('RequestConference')) + 1;

  test('a click in the timeline leaves the source where it is sideways', async () => {
    await workbench.openFile('wide.confer');
    await workbench.quickInput.runCommand('Confer: Show Timeline to the Side');
    const timeline = await workbench.webview('[data-event]');
    const before = await left();
    await repeatUntil(
      () => timeline.locator('[data-event]', { hasText: 'RequestConference' }).first().click(),
      () => expect.poll(() => workbench.editor.caretLine(), glance).toBe(requestLine),
    );
    await workbench.keepPicture(`${entry.name}-sideways`);
    expect(await left()).toBe(before);
  });

  test('a key in the timeline leaves the source where it is sideways', async () => {
    await workbench.editor.goToLine(1);
    const before = await left();
    const timeline = await workbench.webview('[data-event]');
    const focused = () => timeline.evaluate(() => document.activeElement?.textContent ?? '');
    await workbench.focusTimeline();
    // From the message that was clicked up and down again: each key leads to a line of the source.
    await workbench.keyboard.pressUntil('ArrowDown', focused, (text) => text.includes('EventInvite'));
    await workbench.keyboard.pressUntil('ArrowUp', focused, (text) => text.includes('RequestConference'));
    await repeatUntil(
      () => page.keyboard.press('Enter'),
      () => expect.poll(() => workbench.editor.caretLine(), glance).toBe(requestLine),
    );
    expect(await left()).toBe(before);
  });

  test('the timeline of a file that is deleted says so', async () => {
    // It would follow another editor.
    await workbench.quickInput.runCommand('View: Close All Editors');
    await workbench.openFile('booking.confer');
    await workbench.quickInput.runCommand('Confer: Show Timeline to the Side');
    await workbench.webview('[data-event]');
    const file = page.locator('.explorer-folders-view [role="treeitem"]', { hasText: 'booking.confer' }).first();
    const ask = page.getByRole('button', { name: /^(Move to Trash|Delete)/ }).first();
    await repeatUntil(
      async () => {
        await file.click(glance);
        await page.keyboard.press('Delete');
      },
      () => ask.waitFor(glance),
    );
    await ask.click();
    const help = async () => (await workbench.webview('main.empty')).locator('main.empty p').first().innerText();
    await expect.poll(help, patience).toBe('booking.confer has been deleted.');
    await workbench.keepPicture(`${entry.name}-deleted`);
  });

  test('the status says that the server starts while it does', async () => {
    await workbench.openFile('wide.confer');
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seenStates: seen });
      new MutationObserver(() => {
        for (const { textContent } of document.querySelectorAll('.statusbar-item'))
          seen.push(textContent?.trim() ?? '');
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    await workbench.quickInput.runCommand('Confer: Restart Language Server');
    const seen = () => page.evaluate(() => (window as unknown as { seenStates: string[] }).seenStates);
    await expect.poll(seen, patience).toContain('Confer is starting');
    await page.locator('.statusbar-item', { hasText: 'Wide: ' }).waitFor(patience);
  });

  test('the language reference opens as a page', async () => {
    await workbench.quickInput.runCommand('Confer: Open Language Reference');
    // A page that has only begun to show may be replaced by another one.
    const heading = async () => (await workbench.webview('h1#the-confer-language')).locator('h1').first().innerText();
    await expect.poll(heading, patience).toContain('Confer');
    await workbench.keepPicture(`${entry.name}-language-reference`);
  });

  test('no toast has covered the text', async () => {
    expect(await page.evaluate(() => (window as unknown as { toasts: string[] }).toasts)).toEqual([]);
  });

  test('nothing was asked from another machine', () => {
    expect(session.elsewhere()).toEqual([]);
  });
});
