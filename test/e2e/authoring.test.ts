import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { openPage, type WatchedPage } from './browser.js';
import { example, lineOfExample } from './example.js';
import type { Host } from './hosts/host.js';
import { hosts } from './hosts/session.js';
import { themes, Workbench } from './workbench.js';

const patience = { timeout: 30_000, interval: 50 };

/** A folder with the example alone, so that the Problems view speaks of nothing else. */
function folderOfExample(): string {
  const folder = path.join(root, '.tmp/e2e/example');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(root, 'examples', example), path.join(folder, example));
  return folder;
}

describe.each(hosts)('authoring in the $name host', ({ name, start }) => {
  let host: Host;
  let watched: WatchedPage;
  let workbench: Workbench;
  let timeline: Frame;

  const ghosts = () => timeline.locator('[data-event][data-status="missing"]').count();

  beforeAll(async () => {
    host = await start(name, folderOfExample());
    watched = await openPage();
    workbench = new Workbench(watched.page);
    await workbench.open(host.url);
  });

  afterAll(async () => {
    await watched?.close();
    await host?.close();
  });

  test('the example and its timeline show no problem', async () => {
    await workbench.openFile(example);
    await workbench.runCommand('Confer: Show Timeline to the Side');
    timeline = await workbench.webview('[data-event]');
    await workbench.showProblems();
    expect(await workbench.problems()).toEqual([]);
    expect(await workbench.squiggles()).toBe(0);
    expect(await ghosts()).toBe(0);
  });

  test('a message that is deleted is missed in the text and in the timeline', async () => {
    await workbench.goToLine(lineOfExample('EventAgentInvited'));
    await workbench.deleteLine();
    await vi.waitFor(async () => {
      expect(await workbench.problems()).toEqual([expect.stringContaining('missing-message')]);
      expect(await workbench.squiggles()).toBeGreaterThan(0);
      expect(await ghosts()).toBe(1);
    }, patience);
    await workbench.screenshot(`${name}-missing-message`);
  });

  test('undoing that takes both away', async () => {
    await workbench.undo();
    await vi.waitFor(async () => {
      expect(await workbench.problems()).toEqual([]);
      expect(await workbench.squiggles()).toBe(0);
      expect(await ghosts()).toBe(0);
    }, patience);
  });

  test('a click on a message in the timeline puts the caret on its line', async () => {
    await timeline.locator('[data-event]', { hasText: 'EventInvite' }).first().click();
    await vi.waitFor(async () => expect(await workbench.caretLine()).toBe(lineOfExample('EventInvite')), patience);
  });

  test.each(themes)('the timeline is drawn in the theme $title', async (theme) => {
    await workbench.useTheme(theme);
    await timeline.locator('[data-event]').first().waitFor();
    await workbench.screenshot(`${name}-${theme.name}`);
  });

  test('nothing was asked from another machine', () => {
    expect(watched.requestsElsewhere()).toEqual([]);
    expect(host.connections()).toEqual([]);
  });
});
