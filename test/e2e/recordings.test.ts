import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { example } from './example.js';
import { hosts, openSession, type Session } from './hosts/session.js';
import { glance, patience, repeatUntil } from './patience.js';
import { themes } from './themes.js';
import type { Workbench } from './workbench.js';

const log = 'escalate-chat.jsonl';

describe.each(hosts)('recordings in the $name host', (entry) => {
  let session: Session;
  let workbench: Workbench;
  let page: Page;
  let timeline: Frame;

  const row = (text: string) =>
    page.locator('.tree-explorer-viewlet-tree-view [role="treeitem"]', { hasText: text }).first();
  const tab = (name: string) => page.locator('.tab.active', { hasText: name }).first();

  beforeAll(async () => {
    session = await openSession(entry, 'recordings', path.join(root, 'examples'));
    ({ workbench, page } = session);
  });

  afterAll(() => session?.close());

  test('a log is followed through the flow that is edited, and what deviates is listed first', async () => {
    await workbench.openFile(example);
    const choice = page.locator('.quick-input-list .monaco-list-row', { hasText: log });
    await repeatUntil(
      () => workbench.quickInput.runCommand('Confer: Run Against Recording…'),
      () => choice.waitFor(glance),
    );
    await repeatUntil(
      async () => {
        if (await choice.isVisible()) await choice.click();
      },
      () => row('chat-1003').waitFor(glance),
    );
    await page.getByText('12 interactions: 3 deviate · 9 conform').waitFor(patience);
    await expect.poll(() => row('chat-1009').innerText(), patience).toContain('1 deviation');
  });

  test('the flow shows how often each phase was recorded, and what came next', async () => {
    await page
      .locator('.codelens-decoration', { hasText: /Recorded in 11 interactions · 1 deviating · → Accepts 64%/ })
      .first()
      .waitFor(patience);
  });

  test('a deviating interaction is drawn with its recorded times', async () => {
    await repeatUntil(
      () => row('chat-1009').click(),
      () => tab('Recording: chat-1009').waitFor(glance),
    );
    timeline = await workbench.webview('[data-event][data-status="late"]');
    const late = timeline.locator('[data-event][data-status="late"]');
    expect(await late.textContent()).toContain('EventRevoked');
    expect(await timeline.locator('.recording').innerText()).toBe('chat-1009 deviates');
  });

  test.each(themes)('the view and the interaction are shown in the theme $title', async (theme) => {
    await workbench.useTheme(theme);
    await timeline.locator('[data-event]').first().waitFor();
    await workbench.keepPicture(`${entry.name}-recording-${theme.name}`);
  });

  test('a message on the timeline leads to its line of the log', async () => {
    await repeatUntil(
      () => timeline.locator('[data-event]', { hasText: 'RequestConference' }).first().click(),
      () => expect.poll(() => workbench.editor.caretLine(), glance).toBe(75),
    );
    await tab(log).waitFor(patience);
  });

  test('a deviation leads to its line, where it is a problem', async () => {
    await repeatUntil(
      async () => {
        await row('chat-1009').click();
        await page.keyboard.press('ArrowRight');
      },
      () => row('comes 41 s').waitFor(glance),
    );
    await repeatUntil(
      () => row('comes 41 s').click(),
      () => expect.poll(() => workbench.editor.caretLine(), glance).toBe(82),
    );
    await expect.poll(() => workbench.editor.squiggles(), patience).toBeGreaterThan(0);
    await workbench.problems.show();
    await workbench.problems.narrow(log);
    await expect
      .poll(() => workbench.problems.messages(), patience)
      .toContainEqual(expect.stringMatching(/chat-1009: .*confer recording/s));
    expect(await workbench.problems.messages()).toHaveLength(3);
  });

  test('the list is filtered, and grouped by kind of deviation', async () => {
    await workbench.quickInput.runCommand('Confer: Group Recording by Deviation');
    await row('protocol-not-allowed').waitFor(patience);
    await workbench.quickInput.answerQuestion('Confer: Filter Recording…', 'Key, phase, message, or code', 'too-late');
    await row('protocol-not-allowed').waitFor({ ...patience, state: 'hidden' });
    await row('NoAnswer').waitFor(patience);
  });

  test('the flow comes back to the timeline, with the shares of its outcomes', async () => {
    await timeline.getByRole('button', { name: 'Show flow' }).click();
    await timeline.locator('[data-outcome]', { hasText: 'Accepts · 6 s · 64%' }).first().waitFor();
    await workbench.keepPicture(`${entry.name}-recording-shares`);
  });

  test('the coverage of the model shows what the recording never contains', async () => {
    await timeline.locator('.rows-covered').click();
    const list = timeline.getByRole('region', { name: 'Coverage' });
    await list.getByText('12 interactions · 7/7 phases · 16/17 messages · 3/3 outcomes').waitFor(patience);
    const never = list.getByRole('list', { name: 'Never recorded in Conference' });
    expect(await never.innerText()).toContain('EventPlacedInWorkbin');
    await workbench.keepPicture(`${entry.name}-recording-coverage`);
  });

  test('the editor shows the coverage by the recording where it shows that by flows, and how often each row occurred', async () => {
    const phase = page.locator('.monaco-list-row', { hasText: 'InvitationAccepted' }).first();
    const closed = page.locator('.monaco-list-row[aria-expanded="false"]', { hasText: 'conference.confer' }).last();
    await workbench.quickInput.runCommand('Confer: Show Coverage by Recording');
    await repeatUntil(
      async () => {
        // A double click would open a closed row and close it again.
        if (await closed.isVisible()) await closed.locator('.monaco-tl-twistie').click(glance);
        await phase.dblclick(glance);
      },
      () => tab('conference.confer').waitFor(glance),
    );
    await page.locator('.monaco-editor [class*="coverage-deco-"]').first().waitFor(patience);
    await workbench.keepPicture(`${entry.name}-recording-coverage-view`);
  });

  test('clearing the recording takes its coverage, its problems and its lenses away', async () => {
    await workbench.quickInput.runCommand('Confer: Clear Recording');
    const list = timeline.getByRole('region', { name: 'Coverage' });
    await list.getByText('never recorded').waitFor({ ...patience, state: 'hidden' });
    await page
      .locator('.monaco-editor [class*="coverage-deco-"]')
      .first()
      .waitFor({ ...patience, state: 'hidden' });
    await workbench.problems.show();
    await expect.poll(() => workbench.problems.messages(), patience).toEqual([]);
    await workbench.quickInput.runCommand('View: Show Explorer');
    await workbench.openFile(example);
    await page
      .locator('.codelens-decoration', { hasText: 'Recorded in' })
      .first()
      .waitFor({ ...patience, state: 'hidden' });
  });

  test('of a log in front, only the flow is asked for', async () => {
    await workbench.openFile(log);
    const first = page.locator('.quick-input-list .monaco-list-row', { hasText: 'EscalateChat' }).first();
    await repeatUntil(
      () => workbench.quickInput.runCommand('Confer: Run Against Recording…'),
      () => first.waitFor(glance),
    );
    await repeatUntil(
      async () => {
        if (await first.isVisible()) await first.click();
      },
      () => row('chat-1003').waitFor(glance),
    );
  });

  test('nothing was asked from another machine', () => {
    expect(session.elsewhere()).toEqual([]);
  });
});
