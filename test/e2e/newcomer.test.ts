import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { hosts, openSession, type Session } from './hosts/session.js';
import { waitFor } from './wait-for.js';
import { patience, type Workbench } from './workbench.js';

/** Milliseconds between two keys of somebody who types fast. */
const KEY_MS = 60;

/**
 * A model's phases, from behind the trigger of the first: `}` alone on a line is the one that the editor has closed.
 */
const phasesAfterTrigger = `moves customer from idle to waiting
desk -> technician, ledger : Assigned
}
phase Taken {
trigger technician -> desk : Started
moves customer from waiting to served
desk -> customer, ledger : Started
}
phase Declined {
trigger technician -> desk : Refused
moves customer from waiting to idle
desk -> customer, ledger : Refused
}
phase Overdue {
trigger timeout at desk after 2h
moves customer from waiting to idle
desk -> customer, technician, foreman, ledger : Escalated
}
phase Done {
trigger technician -> desk : Closed
moves customer from served to idle
desk -> customer, ledger : Closed
}`;

interface WithNotes {
  errorsElsewhere: string[];
}

/** Runs in the page: notes each error that is marked on another line than the caret's. */
function noteErrorsElsewhere(): void {
  const notes: string[] = [];
  Object.assign(window, { errorsElsewhere: notes });
  const look = () => {
    const editor = document.querySelector('.editor-group-container.active .monaco-editor');
    const caret = editor?.querySelector<HTMLElement>('.view-overlays .current-line')?.parentElement?.style.top;
    for (const mark of editor?.querySelectorAll('.squiggly-error') ?? []) {
      const top = mark.parentElement?.style.top;
      if (caret === undefined || top === caret) continue;
      const line = [...(editor?.querySelectorAll<HTMLElement>('.view-line') ?? [])].find(
        ({ style }) => style.top === top,
      );
      const note = line?.innerText.replaceAll('\u00a0', ' ').trim() ?? '';
      if (!notes.includes(note)) notes.push(note);
    }
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
}

function folderOfAnEmptyFile(): string {
  const folder = path.join(root, '.tmp/e2e/newcomer');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of ['new.confer', 'repair.confer']) writeFileSync(path.join(folder, file), '');
  return folder;
}

describe.each(hosts)('a newcomer in the $name host', (entry) => {
  let session: Session;
  let workbench: Workbench;

  beforeAll(async () => {
    session = await openSession(entry, 'newcomer', folderOfAnEmptyFile());
    ({ workbench } = session);
  });

  beforeEach(({ task, onTestFailed }) => {
    onTestFailed(() => workbench.screenshotOfFailure(entry.name, task.name));
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
    await workbench.goToLine(1);
    const { keyboard } = session.page;
    await workbench.completions();
    // The library has many models: a word of the one that is wanted finds it.
    await keyboard.type('Conference', { delay: 60 });
    await take('flow follows Conference');
    for (const participant of ['Help', 'Ann', 'Bo', 'Ixn', 'Stat']) {
      await keyboard.type(participant);
      await keyboard.press('Tab');
    }
    // The fact's value is chosen from a list; from there the caret goes to the flow's end.
    await session.page.locator('.suggest-widget.visible').waitFor();
    await keyboard.press('Tab');
    await workbench.completions();
    const phases = ['Issued', 'Accepted', 'Rejected', 'TimesOut', 'Invalid'].map((word) => `Invitation${word}`);
    for (const phase of [...phases, 'LeaveConference', 'FailToLeaveConference']) await take(`phase ${phase}`);
    await workbench.goToLine(1);
    const lens = session.page.locator('.codelens-decoration', { hasText: 'Show timeline · ' });
    // All but the one for the last who leaves: Ann stays.
    await waitFor(
      async () => expect(await lens.first().innerText()).toContain('5 paths · 15/16 model messages'),
      patience,
    );
    await workbench.screenshot(`${entry.name}-newcomer`);
    await workbench.showProblems();
    await waitFor(async () => expect(await workbench.problems()).toEqual([]), patience);
  });

  test('writes a model of an own trade and a flow that follows it, and sees errors at the caret’s line at most', async () => {
    await workbench.openFile('repair.confer');
    await workbench.goToLine(1);
    const { page } = session;
    const { keyboard } = page;
    const type = (text: string) => keyboard.type(text, { delay: KEY_MS });
    await page.evaluate(noteErrorsElsewhere);
    const vocabulary = ['protocol Job', 'request ReportFault on Job'].concat(
      ['Assigned', 'Started', 'Refused', 'Escalated', 'Closed'].map((event) => `event ${event} on Job`),
    );
    for (const line of vocabulary) await type(`${line}\n`);
    await type('mod');
    await take('model');
    for (const name of ['Repair', 'customer', 'desk', 'idle', 'waiting', 'served']) {
      await type(name);
      await keyboard.press('Tab');
    }
    // The channel's protocol is the file's own already.
    await keyboard.press('Tab');
    const caretAt = (line: number) =>
      page.locator(`.statusbar-item-label[aria-label^="Ln ${line},"]`).waitFor(patience);
    await caretAt(14);
    await workbench.goToLine(9, 17);
    await type('\nparty technician\nparty foreman');
    await keyboard.press('ArrowDown');
    await keyboard.press('End');
    await type('\nsystem ledger');
    await workbench.goToLine(15, 28);
    await type(', technician, foreman');
    await keyboard.press('End');
    await type('\nchannel desk -> ledger on Job');
    await workbench.goToLine(18, 3);
    await type('ph');
    await take('phase');
    await type('Reported');
    for (let place = 0; place < 4; place++) await keyboard.press('Tab');
    await type(phasesAfterTrigger.split('\n', 1)[0] ?? '');
    for (const line of phasesAfterTrigger.split('\n').slice(1)) {
      if (line === '}') {
        await keyboard.press('ArrowDown', { delay: KEY_MS });
        await keyboard.press('End', { delay: KEY_MS });
      } else {
        await type(`\n${line}`);
      }
    }
    await workbench.screenshot(`${entry.name}-own-model`);
    await keyboard.press('Control+End');
    await type('\n\nfl');
    await take('flow follows Repair');
    for (const name of ['Visit', 'Cleo', 'Tom', 'Fay', 'Service', 'Book']) {
      await type(name);
      await keyboard.press('Tab');
    }
    await page.locator('.statusbar-item', { hasText: 'Visit: not fully checked' }).waitFor(patience);
    await workbench.completions();
    for (const phase of ['Reported', 'Taken', 'Declined', 'Overdue', 'Done']) await take(`phase ${phase}`);
    await workbench.screenshot(`${entry.name}-own-flow`);
    // The editor draws the lenses that are in view.
    await workbench.goToLine(45);
    const lens = page.locator('.codelens-decoration', { hasText: 'Show timeline · ' });
    await waitFor(
      async () => expect(await lens.first().innerText()).toContain('3 paths · 5/5 model messages'),
      patience,
    );
    expect(await page.evaluate(() => (window as unknown as WithNotes).errorsElsewhere)).toEqual([]);
    await workbench.showProblems();
    await waitFor(async () => expect(await workbench.problems()).toEqual([]), patience);
  });
});
