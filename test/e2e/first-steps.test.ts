import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { nodeHostSupported } from '../../scripts/setup-node-host.mjs';
import { openPage, type WatchedPage } from './browser.js';
import type { Host } from './hosts/host.js';
import { startNodeHost } from './hosts/node-host.js';
import { startWebHost } from './hosts/web-host.js';
import { Workbench } from './workbench.js';

const hosts = [
  { name: 'web', start: startWebHost },
  ...(nodeHostSupported ? [{ name: 'node', start: startNodeHost }] : []),
];

const patience = { timeout: 60_000 };

function emptyFolder(): string {
  const folder = path.join(root, '.tmp/e2e/first-steps');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'notes.txt'), '');
  return folder;
}

describe.each(hosts)('first steps in the $name host', ({ name, start }) => {
  let host: Host;
  let watched: WatchedPage;
  let workbench: Workbench;

  beforeAll(async () => {
    host = await start(`first-steps-${name}`, emptyFolder());
    watched = await openPage();
    workbench = new Workbench(watched.page);
    await workbench.open(host.url);
  });

  afterAll(async () => {
    await watched?.close();
    await host?.close();
  });

  test('the example opens from what is packed, with its hints; a click on its lens opens the timeline', async () => {
    await workbench.runCommand('Confer: Open Example');
    const lens = watched.page.locator('.codelens-decoration a', { hasText: '16/16 rows' }).first();
    await lens.waitFor();
    await watched.page
      .locator('.view-line', { hasText: /outside\s→\sinvited/ })
      .first()
      .waitFor();
    await lens.click();
    const timeline = await workbench.webview('[data-event]');
    expect(await timeline.locator('[data-event]').count()).toBeGreaterThan(0);
  });

  test('the status bar says what the check says of the flow, and leads to its timeline', async () => {
    const status = watched.page.locator('#confer\\.confer\\.confer\\.verdict, [id$="confer.verdict"]').first();
    await workbench.goToLine(30);
    await expect.poll(() => status.innerText(), patience).toContain('EscalateChat: No errors or warnings');
    await workbench.deleteLine();
    await expect.poll(() => status.innerText(), patience).toMatch(/EscalateChat: .*[1-9] error/);
    await workbench.screenshot(`${name}-status`);
    await workbench.undo();
    await expect.poll(() => status.innerText(), patience).toContain('No errors or warnings');
    await status.click();
    await workbench.webview('[data-event]');
  });

  test('the command exports what the timeline shows', async () => {
    await workbench.runCommand('Confer: Export Timeline…');
    await watched.page.getByRole('option', { name: 'Copy as Markdown' }).click();
    const timeline = await workbench.webview('[data-event]');
    await expect.poll(() => timeline.textContent('[aria-live="polite"]'), patience).toBe('Timeline copied: Markdown.');
  });

  test('a click with the other button offers to copy the timeline', async () => {
    const timeline = await workbench.webview('[data-event]');
    await timeline.locator('[data-event]').first().click({ button: 'right' });
    const menu = watched.page.locator('.context-view .monaco-menu');
    await menu.waitFor();
    await workbench.screenshot(`${name}-context-menu`);
    await menu.getByRole('menuitem', { name: 'Copy Timeline as Text' }).click();
    await expect.poll(() => timeline.textContent('[aria-live="polite"]'), patience).toBe('Timeline copied: Text.');
  });

  test('a new flow comes with its phases, and its lens counts them', async () => {
    await workbench.runCommand('Confer: New Flow');
    await watched.page
      .locator('.codelens-decoration', { hasText: /paths · \d+\/16 rows/ })
      .last()
      .waitFor();
    await watched.page.locator('.view-line', { hasText: 'MyFlow' }).first().waitFor();
  });
});
