import path from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { openPage, type WatchedPage } from './browser.js';
import { example } from './example.js';
import type { Host } from './hosts/host.js';
import { hosts } from './hosts/session.js';
import { Workbench } from './workbench.js';

const patience = { timeout: 60_000, interval: 50 };

describe.each(hosts)('taking a timeline along in the $name host', ({ name, start }) => {
  let host: Host;
  let watched: WatchedPage;
  let workbench: Workbench;
  let timeline: Frame;

  beforeAll(async () => {
    host = await start(`${name}-taking-along`, path.join(root, 'examples'));
    watched = await openPage();
    workbench = new Workbench(watched.page);
    await workbench.open(host.url);
    await workbench.openFile(example);
    await workbench.runCommand('Confer: Show Timeline to the Side');
    timeline = await workbench.webview('[data-event]');
  });

  afterAll(async () => {
    await watched?.close();
    await host?.close();
  });

  async function take(choice: string): Promise<void> {
    await timeline.getByRole('button', { name: 'Export' }).click();
    await timeline.getByRole('menuitem', { name: choice, exact: true }).click();
  }

  test('copies it as text for another program', async () => {
    await take('Copy as Markdown');
    await vi.waitFor(async () => {
      expect(await timeline.textContent('[aria-live="polite"]')).toBe('Timeline copied: Markdown.');
    }, patience);
    await workbench.screenshot(`${name}-copied`);
  });

  test('saves it as an image beside the text', async () => {
    await take('Save as Image');
    // Without windows of the system, VS Code asks in a box of its own, which proposes a name.
    const box = watched.page.locator('.quick-input-widget input').first();
    await vi.waitFor(async () => expect(await box.inputValue()).toMatch(/EscalateChat\.png$/), patience);
    await workbench.screenshot(`${name}-save`);
    await watched.page.keyboard.press('Enter');
    await vi.waitFor(async () => {
      expect(await timeline.textContent('[aria-live="polite"]')).toBe('Timeline saved as EscalateChat.png.');
    }, patience);
    await watched.page.getByRole('treeitem', { name: 'EscalateChat.png' }).first().waitFor({ timeout: 60_000 });
  });

  test('nothing was asked from another machine', () => {
    expect(watched.requestsElsewhere()).toEqual([]);
    expect(host.connections()).toEqual([]);
  });
});
