import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { hosts, openSession, type Session } from './hosts/session.js';
import { KEY_MS, patience } from './patience.js';
import { waitFor } from './wait-for.js';
import type { Workbench } from './workbench.js';

function folderOfAnEmptyFile(): string {
  const folder = path.join(root, '.tmp/e2e/newcomer');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'new.confer'), '');
  return folder;
}

describe.each(hosts)('a newcomer in the $name host', (entry) => {
  let session: Session;
  let workbench: Workbench;

  beforeAll(async () => {
    session = await openSession(entry, 'newcomer', folderOfAnEmptyFile());
    ({ workbench } = session);
  });

  afterAll(() => session?.close());

  /** Waits until the list of completions begins with an item, and takes it. */
  async function take(item: string): Promise<void> {
    const first = session.page.locator('.suggest-widget.visible .monaco-list-row.focused');
    await waitFor(async () => expect(await first.getAttribute('aria-label')).toContain(item), patience);
    await session.page.keyboard.press('Enter');
    // What is inserted may ask for the next list at once: the item is gone from it, the list need not be.
    await waitFor(async () => {
      if (await first.isVisible()) expect(await first.getAttribute('aria-label')).not.toContain(item);
    }, patience);
  }

  test('comes from an empty file to seven phases without a finding, by taking what is offered', async () => {
    await workbench.openFile('new.confer');
    await workbench.editor.goToLine(1);
    const { keyboard } = session.page;
    await workbench.editor.completions();
    // The library has many models: a word of the one that is wanted finds it.
    await keyboard.type('Conference', { delay: KEY_MS });
    await take('flow follows Conference');
    for (const participant of ['Help', 'Ann', 'Bo', 'Ixn', 'Stat']) {
      await keyboard.type(participant);
      await keyboard.press('Tab');
    }
    // The fact's value is chosen from a list; from there the caret goes to the flow's end.
    await session.page.locator('.suggest-widget.visible').waitFor();
    await keyboard.press('Tab');
    await workbench.editor.completions();
    const phases = ['Issued', 'Accepted', 'Rejected', 'TimesOut', 'Invalid'].map((word) => `Invitation${word}`);
    for (const phase of [...phases, 'LeaveConference', 'FailToLeaveConference']) await take(`phase ${phase}`);
    await workbench.editor.goToLine(1);
    const lens = session.page.locator('.codelens-decoration', { hasText: 'Show timeline · ' });
    // All but the one for the last who leaves: Ann stays.
    await waitFor(
      async () => expect(await lens.first().innerText()).toContain('5 paths · 15/17 model messages'),
      patience,
    );
    await workbench.keepPicture(`${entry.name}-newcomer`);
    await workbench.problems.show();
    await waitFor(async () => expect(await workbench.problems.messages()).toEqual([]), patience);
  });
});
