import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { hosts, openSession, type Session } from './hosts/session.js';
import { glance, patience, repeatUntil } from './patience.js';
import type { Workbench } from './workbench.js';

const faulty = 'escalate-chat-faults.confer';

function folder(): string {
  const dir = path.join(root, '.tmp/e2e/workspace-tools');
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(path.join(dir, '.vscode'), { recursive: true });
  // Left to itself, the editor opens the results only if it has seen the failure before the run ended.
  const settings = { 'testing.automaticallyOpenTestResults': 'openOnTestStart' };
  writeFileSync(path.join(dir, '.vscode/settings.json'), JSON.stringify(settings));
  for (const file of ['escalate-chat.confer', faulty]) cpSync(path.join(root, 'examples', file), path.join(dir, file));
  return dir;
}

describe.each(hosts)('the tools for a workspace in the $name host', (entry) => {
  let session: Session;
  let workbench: Workbench;
  let page: Page;

  beforeAll(async () => {
    session = await openSession(entry, 'workspace-tools', folder());
    ({ workbench, page } = session);
    await page.setViewportSize({ width: 1400, height: 900 });
  });

  afterAll(() => session?.close());

  const tests = (file: string, result: string) =>
    page.locator(`.test-explorer .monaco-list-row[aria-label*="${file}"][aria-label*="(${result})"]`);

  test('flows are tests, and a run is a check', async () => {
    await workbench.openFile(faulty);
    const explorer = page.locator('.test-explorer');
    await repeatUntil(
      async () => {
        // A click on the icon of a view that is shown hides it.
        if (!(await explorer.isVisible()))
          await page.locator('.activitybar a[aria-label^="Testing"]').first().click(glance);
      },
      () => page.locator(`.test-explorer .monaco-list-row[aria-label*="${faulty}"]`).waitFor(glance),
    );
    await repeatUntil(
      () => workbench.quickInput.runCommand('Test: Run All Tests'),
      () => tests(faulty, 'Failed').waitFor(glance),
    );
    await tests('escalate-chat.confer', 'Passed').waitFor(patience);
    await workbench.keepPicture(`${entry.name}-testing`);
  });

  test("a failed test's message leads to the fault on the timeline", async () => {
    const message = page.locator('.test-output-peek-tree .monaco-list-row', { hasText: 'Missing message' }).first();
    await repeatUntil(
      async () => {
        if (!(await message.isVisible())) await workbench.quickInput.runCommand('Test: Run All Tests');
        await message.hover(glance);
        await message.locator('a.action-label[aria-label*="Show on Timeline"]').click(glance);
      },
      () => page.locator('.tab', { hasText: 'Timeline' }).first().waitFor(glance),
    );
    const timeline = await workbench.webview('[data-event][data-status="missing"]');
    await timeline.locator('[data-event][data-status="missing"]').first().waitFor(patience);
    await workbench.keepPicture(`${entry.name}-failed-test`);
  });

  test('the timeline lists what its flow leaves out of the model, and opens the model there', async () => {
    const timeline = await workbench.webview('.rows-covered');
    await timeline.locator('.rows-covered').click(patience);
    const gap = timeline.locator('.coverage-list .part', { hasText: 'EventPlacedInWorkbin' }).first();
    await gap.waitFor(patience);
    await workbench.keepPicture(`${entry.name}-timeline-coverage`);
    await gap.click(patience);
    await page.locator('.tab.active', { hasText: 'conference.confer' }).waitFor(patience);
  });

  test('coverage lists the models that are followed, and the editor paints their read-only files', async () => {
    await workbench.quickInput.runCommand('Test: Run All Tests with Coverage');
    const phase = page.locator('.monaco-list-row', { hasText: 'InvitationAccepted' }).first();
    const closed = page.locator('.monaco-list-row[aria-expanded="false"]', { hasText: 'conference.confer' }).last();
    await repeatUntil(
      async () => {
        // A double click would open a closed row and close it again.
        if (await closed.isVisible()) await closed.locator('.monaco-tl-twistie').click(glance);
        await phase.dblclick(glance);
      },
      () => page.locator('.tab.active', { hasText: 'conference.confer' }).waitFor(glance),
    );
    await page.locator('.monaco-editor [class*="coverage-deco-"]').first().waitFor(patience);
    await workbench.keepPicture(`${entry.name}-coverage`);
  });

  test('the library can be browsed, and what is picked opens read-only', async () => {
    await workbench.quickInput.runCommand('Confer: Browse Library');
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await workbench.quickInput.narrowList('Select a model or a phase to open it', 'Transfer');
    await workbench.keepPicture(`${entry.name}-browse-library`);
    await repeatUntil(
      () => rows.filter({ hasText: 'Transfer' }).first().click(glance),
      () => page.locator('.tab.active', { hasText: 'transfer.confer' }).waitFor(glance),
    );
    await page.keyboard.type('x');
    await page.locator('.monaco-editor-overlaymessage', { hasText: 'part of Confer' }).waitFor(patience);
  });

  test('safe fixes are applied in all files at once, and one undo takes them back', async () => {
    await workbench.quickInput.runCommand('Confer: Fix All in Workspace');
    await page.locator('.statusbar-item', { hasText: /Fixed 1 file|Nothing to fix automatically/ }).waitFor(patience);
  });

  test('a confer.json is created at the top of the folder, and opened', async () => {
    await workbench.quickInput.runCommand('Confer: Create confer.json');
    await page.locator('.tab.active', { hasText: 'confer.json' }).waitFor(patience);
    await expect
      .poll(() => page.locator('.editor-group-container.active .view-lines').innerText(), patience)
      .toContain('recommended');
  });

  test('a problem can be reported without asking another machine', async () => {
    await workbench.quickInput.runCommand('Confer: Report an Issue');
    await expect
      .poll(() => page.locator('.editor-group-container.active .view-lines').innerText(), patience)
      .toContain('Problem report'.replaceAll(' ', '\u00a0'));
  });

  // VS Code for the Web lists no tasks.
  if (entry.name === 'node') {
    test('the task checks the workspace in a terminal', async () => {
      await workbench.quickInput.runCommand('Tasks: Run Task');
      const rows = page.locator('.quick-input-list .monaco-list-row');
      await repeatUntil(
        () => rows.filter({ hasText: 'confer' }).first().click(glance),
        () => rows.filter({ hasText: 'check' }).first().waitFor(glance),
      );
      await rows.filter({ hasText: 'check' }).first().click(glance);
      await page.locator('.terminal-wrapper .xterm').first().waitFor(patience);
      await workbench.keepPicture(`${entry.name}-task`);
    });
  }

  test('nothing was asked from another machine', () => {
    expect(session.elsewhere()).toEqual([]);
  });
});
