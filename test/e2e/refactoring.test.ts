import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { openPage, type WatchedPage } from './browser.js';
import type { Host } from './hosts/host.js';
import { startWebHost } from './hosts/web-host.js';
import { glance, patience, repeatUntil } from './patience.js';
import { waitFor } from './wait-for.js';
import { Workbench } from './workbench.js';

const sketch = `flow Sketch {
  party Alice
  party Bob
  phase Calls {
    Alice -> Bob : EventInvite
    Bob -> Alice : EventAck
    next Calls | end
  }
}
`;

let host: Host;
let watched: WatchedPage;
let workbench: Workbench;

beforeAll(async () => {
  const folder = path.join(root, '.tmp/e2e/sketch');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'sketch.confer'), sketch);
  host = await startWebHost('refactoring', folder);
  watched = await openPage();
  workbench = new Workbench(watched.page);
  await workbench.open(host.url);
});

afterAll(async () => {
  await watched?.close();
  await host?.close();
});

/** What the editor shows, with plain spaces. */
async function shown(): Promise<string> {
  const lines = await watched.page.locator('.monaco-editor .view-line').allInnerTexts();
  return lines.join('\n').replaceAll('\u00a0', ' ');
}

test('steps become a phase whose name is asked for at once, and changes wherever it is used', async () => {
  const { page } = watched;
  await workbench.openFile('sketch.confer');
  const extract = page.locator('.action-widget .monaco-list-row.focused', { hasText: 'Extract the steps' });
  const box = page.locator('.rename-box input.rename-input:focus');
  // A menu that closes just then leaves its key to the text: a person would take that back, and begin again.
  await repeatUntil(
    async () => {
      await workbench.editor.replaceText(sketch);
      await workbench.editor.goToLine(6);
      await workbench.keyboard.pressUntilShown(
        ['Shift+End'],
        page.locator('.statusbar-item-label[aria-label*="selected)"]'),
      );
      await workbench.quickInput.runCommand('Refactor...');
      await extract.waitFor(glance);
      await page.keyboard.press('Enter');
    },
    () => box.waitFor(glance),
  );
  await workbench.keepPicture('extract-rename');
  await workbench.editor.answerRename('Answers');
  await waitFor(async () => {
    const text = await shown();
    expect(text).toContain('next Answers');
    expect(text).toContain('phase Answers {');
  }, patience);
  await workbench.editor.undo();
  await workbench.editor.undo();
  await waitFor(async () => expect(await shown()).toContain('next Calls | end'), patience);
});

test('a new flow from the built-in model opens in a file of its own', async () => {
  await workbench.quickInput.runCommand('Confer: New Flow from Model');
  await watched.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Conference' }).first().click(patience);
  // Several can be taken: a click checks one, Enter accepts.
  await watched.page.keyboard.press('Enter');
  await waitFor(async () => expect(await shown()).toContain('flow ConferenceFlow follows Conference {'), patience);
  await workbench.keepPicture('new-flow-from-model');
});
