import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { hosts, openSession, type Session } from './hosts/session.js';
import { glance, patience, repeatUntil } from './patience.js';
import { waitFor } from './wait-for.js';
import type { Workbench } from './workbench.js';

function emptyFolder(): string {
  const folder = path.join(root, '.tmp/e2e/first-steps');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'notes.txt'), '');
  return folder;
}

describe.each(hosts)('first steps in the $name host', (entry) => {
  let session: Session;
  let workbench: Workbench;
  let page: Page;

  beforeAll(async () => {
    session = await openSession(entry, 'first-steps', emptyFolder());
    ({ workbench, page } = session);
  });

  afterAll(() => session?.close());

  const step = (id: string) => page.locator(`.getting-started-step[data-step-id$="#firstFlow#${id}"]`);

  async function openWalkthrough(): Promise<void> {
    await workbench.quickInput.runCommand('Welcome: Open Walkthrough...');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Get Started with Confer' }).click();
  }

  /** Opens the walkthrough at a step and presses one of its buttons. */
  async function take(id: string, button: string): Promise<void> {
    await openWalkthrough();
    await step(id).waitFor();
    const expanded = async () => (await step(id).getAttribute('class'))?.includes('expanded') === true;
    await repeatUntil(
      async () => {
        if (!(await expanded())) await step(id).click();
      },
      () => expect.poll(expanded, glance).toBe(true),
    );
    await workbench.keepPicture(`${entry.name}-walkthrough-${id}`);
    await step(id).getByRole('button', { name: button, exact: true }).click();
  }

  const lens = (text: string | RegExp) => page.locator('.codelens-decoration', { hasText: text }).first();

  test('the walkthrough opens the example', async () => {
    await take('open', 'Open the Example');
    await lens('16/17 model messages').waitFor();
  });

  test('it shows faults, and what is wrong with each', async () => {
    await take('fault', 'Open the Example with Problems');
    await expect.poll(() => workbench.editor.squiggles(), patience).toBeGreaterThan(5);
    await take('fault', 'Show the Problems');
    await page.locator('.markers-panel').waitFor();
    await expect
      .poll(() => workbench.problems.messages(), patience)
      .toContainEqual(expect.stringContaining('missing-message'));
  });

  test('it leads to a fix, which is taken by keyboard', async () => {
    await take('fix', 'Open the Example with Problems');
    await expect.poll(() => workbench.editor.squiggles(), patience).toBeGreaterThan(5);
    expect(await workbench.editor.text()).not.toContain('StatServer : EventAgentInvited');
    await workbench.editor.goTo('Invite is InvitationIssued');
    await workbench.editor.takeFirstFix();
    await expect.poll(() => workbench.editor.text(), patience).toContain('StatServer : EventAgentInvited');
  });

  test('it shows the timeline, which leads along another path', async () => {
    await take('path', 'Show the Timeline');
    const timeline = await workbench.webview('[data-event]');
    await timeline.locator('[data-event]', { hasText: 'EventPartyAdded' }).first().waitFor();
    await timeline.locator('[data-outcome]', { hasText: 'Declines' }).first().click();
    await timeline.locator('[data-event]', { hasText: 'EventRejected' }).first().waitFor();
    await workbench.keepPicture(`${entry.name}-walkthrough-timeline`);
  });

  test('it follows a sample log, and lists what deviates', async () => {
    await take('recording', 'Follow the Sample Log');
    await page
      .locator('.tree-explorer-viewlet-tree-view [role="treeitem"]', { hasText: 'chat-1003' })
      .first()
      .waitFor(patience);
    await workbench.keepPicture(`${entry.name}-walkthrough-recording`);
    await workbench.quickInput.runCommand('View: Hide Panel');
  });

  test('it begins a flow of one’s own, and then every step of it is ticked off', async () => {
    await take('own', 'New Flow');
    await page.locator('.view-line', { hasText: 'MyFlow' }).first().waitFor();
    await lens(/paths · \d+\/17 model messages/).waitFor();
    await openWalkthrough();
    for (const id of ['open', 'fault', 'fix', 'path', 'own', 'recording']) {
      await expect.poll(() => step(id).getByRole('checkbox').getAttribute('aria-checked'), patience).toBe('true');
    }
  });

  test('a click on a flow’s lens opens the timeline', async () => {
    await workbench.quickInput.runCommand('Confer: Open Example');
    await page
      .locator('.view-line', { hasText: /Bob\s→\sinvited/ })
      .first()
      .waitFor();
    // A lens that is drawn again just then takes no click.
    await repeatUntil(
      () => lens('16/17 model messages').locator('a').first().click(),
      () => page.locator('.tab.active[aria-label*="Timeline"]').first().waitFor(glance),
    );
    await workbench.webview('[data-event]');
  });

  test('the status bar shows the verdict on the flow, and leads to its timeline', async () => {
    const status = page.locator('#confer\\.confer\\.confer\\.verdict, [id$="confer.verdict"]').first();
    await workbench.editor.goToLine(30);
    await expect.poll(() => status.innerText(), patience).toContain('EscalateChat: no problems');
    await workbench.editor.deleteLine();
    await expect.poll(() => status.innerText(), patience).toMatch(/EscalateChat: .*[1-9] error/);
    await workbench.keepPicture(`${entry.name}-status`);
    await workbench.editor.undo();
    await expect.poll(() => status.innerText(), patience).toContain('no problems');
    await status.click();
    await workbench.webview('[data-event]');
  });

  test('the command exports what the timeline shows', async () => {
    await workbench.quickInput.runCommand('Confer: Export Timeline…');
    await page.getByRole('option', { name: 'Copy as Markdown' }).click();
    const timeline = await workbench.webview('[data-event]');
    await expect.poll(() => timeline.textContent('[aria-live="polite"]'), patience).toBe('Timeline copied: Markdown.');
  });

  test('a click with the other button offers to copy the timeline', async () => {
    const timeline = await workbench.webview('[data-event]');
    const item = page.locator('.context-view .monaco-menu').getByRole('menuitem', { name: 'Copy Timeline as Text' });
    const notice = timeline.locator('[aria-live="polite"]');
    // A menu takes no click in the moment in which it opens.
    await repeatUntil(
      async () => {
        if (!(await item.isVisible())) await timeline.locator('[data-event]').first().click({ button: 'right' });
        await item.click(glance);
      },
      () => waitFor(async () => expect(await notice.textContent()).toBe('Timeline copied: Text.'), glance),
    );
  });

  test('nothing was asked from another machine', () => {
    expect(session.elsewhere()).toEqual([]);
  });
});
