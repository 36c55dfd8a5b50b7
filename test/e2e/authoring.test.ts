import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { example, lineOfExample } from './example.js';
import { hosts, openSession, type Session } from './hosts/session.js';
import { glance, patience, repeatUntil } from './patience.js';
import { themes } from './themes.js';
import { waitFor } from './wait-for.js';
import type { Workbench } from './workbench.js';

/** A folder with the example alone, so that the Problems view shows nothing else. */
function folderOfExample(): string {
  const folder = path.join(root, '.tmp/e2e/example');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(root, 'examples', example), path.join(folder, example));
  return folder;
}

describe.each(hosts)('authoring in the $name host', (entry) => {
  let session: Session;
  let workbench: Workbench;
  let timeline: Frame;

  const ghosts = () => timeline.locator('[data-event][data-status="missing"]').count();

  beforeAll(async () => {
    session = await openSession(entry, 'authoring', folderOfExample());
    ({ workbench } = session);
  });

  afterAll(() => session?.close());

  test('the example and its timeline show no problem', async () => {
    await workbench.openFile(example);
    await workbench.quickInput.runCommand('Confer: Show Timeline to the Side');
    timeline = await workbench.webview('[data-event]');
    await workbench.problems.show();
    expect(await workbench.problems.messages()).toEqual([]);
    expect(await workbench.editor.squiggles()).toBe(0);
    expect(await ghosts()).toBe(0);
  });

  test('a message that is deleted is missed in the text and in the timeline', async () => {
    await workbench.editor.goToLine(lineOfExample('EventAgentInvited'));
    await workbench.editor.deleteLine();
    await waitFor(async () => {
      expect(await workbench.problems.messages()).toEqual([expect.stringContaining('missing-message')]);
      expect(await workbench.editor.squiggles()).toBeGreaterThan(0);
      expect(await ghosts()).toBe(1);
    }, patience);
    await workbench.keepPicture(`${entry.name}-missing-message`);
  });

  test('undoing that takes both away', async () => {
    await workbench.editor.undo();
    await waitFor(async () => {
      expect(await workbench.problems.messages()).toEqual([]);
      expect(await workbench.editor.squiggles()).toBe(0);
      expect(await ghosts()).toBe(0);
    }, patience);
  });

  test('a click on a message in the timeline puts the caret on its line', async () => {
    await repeatUntil(
      () => timeline.locator('[data-event]', { hasText: 'EventInvite' }).first().click(),
      () => expect.poll(() => workbench.editor.caretLine(), glance).toBe(lineOfExample('EventInvite')),
    );
  });

  test.each(themes)('the timeline is drawn in the theme $title', async (theme) => {
    await workbench.useTheme(theme);
    await timeline.locator('[data-event]').first().waitFor();
    await workbench.keepPicture(`${entry.name}-${theme.name}`);
  });

  test('nothing was asked from another machine', () => {
    expect(session.elsewhere()).toEqual([]);
  });
});
