import path from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { example } from './example.js';
import { hosts, openSession, type Session } from './hosts/session.js';
import { glance, patience, repeatUntil } from './patience.js';
import { waitFor } from './wait-for.js';
import type { Workbench } from './workbench.js';

describe.each(hosts)('taking a timeline along in the $name host', (entry) => {
  let session: Session;
  let workbench: Workbench;
  let timeline: Frame;

  beforeAll(async () => {
    session = await openSession(entry, 'taking-along', path.join(root, 'examples'));
    ({ workbench } = session);
    await workbench.openFile(example);
    await workbench.quickInput.runCommand('Confer: Show Timeline to the Side');
    timeline = await workbench.webview('[data-event]');
  });

  afterAll(() => session?.close());

  async function take(choice: string): Promise<void> {
    const item = timeline.getByRole('menuitem', { name: choice, exact: true });
    await repeatUntil(
      async () => {
        if (await item.isVisible()) return;
        await timeline.getByRole('button', { name: 'More', exact: true }).click();
        await timeline.getByRole('menuitem', { name: 'Export…' }).click();
      },
      () => item.waitFor(glance),
    );
    await item.click();
  }

  test('copies it as text for another program', async () => {
    await take('Copy as Markdown');
    await waitFor(async () => {
      expect(await timeline.textContent('[aria-live="polite"]')).toBe('Timeline copied: Markdown.');
    }, patience);
    await workbench.keepPicture(`${entry.name}-copied`);
  });

  test('saves it as an image next to the text', async () => {
    await take('Save as Image');
    // Without windows of the system, VS Code asks in a box of its own, which proposes a name.
    const box = session.page.locator('.quick-input-widget input').first();
    await waitFor(async () => expect(await box.inputValue()).toMatch(/EscalateChat\.png$/), patience);
    await workbench.keepPicture(`${entry.name}-save`);
    await session.page.keyboard.press('Enter');
    await waitFor(async () => {
      expect(await timeline.textContent('[aria-live="polite"]')).toBe('Timeline saved as EscalateChat.png.');
    }, patience);
    await session.page.getByRole('treeitem', { name: 'EscalateChat.png' }).first().waitFor(patience);
  });

  test('nothing was asked from another machine', () => {
    expect(session.elsewhere()).toEqual([]);
  });
});
