import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { example } from './example.js';
import { hosts, openSession, type Session } from './hosts/session.js';
import { glance, patience, repeatUntil, type Workbench } from './workbench.js';

/** A log as it is kept, packed; and one that is too large where only the editor can read it. */
function folderOfLogs(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'confer-logs-'));
  copyFileSync(path.join(root, 'examples', example), path.join(folder, example));
  const log = readFileSync(path.join(root, 'examples/escalate-chat.jsonl'), 'utf8');
  writeFileSync(path.join(folder, 'packed.jsonl.gz'), gzipSync(log));
  writeFileSync(
    path.join(folder, 'large.jsonl'),
    Buffer.alloc(51 * 1024 * 1024, `${'{"noise":"of other systems"}'.padEnd(127)}\n`),
  );
  return folder;
}

describe.each(hosts)('files of recordings in the $name host', (entry) => {
  const folder = folderOfLogs();
  let session: Session;
  let workbench: Workbench;
  let page: Page;

  const row = (text: string) =>
    page.locator('.tree-explorer-viewlet-tree-view [role="treeitem"]', { hasText: text }).first();
  const file = (name: string) => page.locator('.explorer-folders-view [role="treeitem"]', { hasText: name }).first();

  /** Selects files in the explorer and follows them through the only flow. */
  async function runAgainst(...names: readonly string[]): Promise<void> {
    const item = page.locator('.context-view .action-label', { hasText: 'Run Against Recording' });
    const flow = page.locator('.quick-input-list .monaco-list-row', { hasText: 'EscalateChat' }).first();
    await repeatUntil(
      async () => {
        await page.keyboard.press('Escape');
        for (const [index, name] of names.entries()) {
          await file(name).click(index === 0 ? {} : { modifiers: ['ControlOrMeta'] });
        }
        await file(names[0] ?? '').click({ button: 'right' });
        await item.click(glance);
      },
      () => flow.waitFor(glance),
    );
    await flow.click();
  }

  beforeAll(async () => {
    session = await openSession(entry, 'recording-files', folder);
    ({ workbench, page } = session);
  });

  beforeEach(({ task, onTestFailed }) => {
    onTestFailed(() => workbench.screenshotOfFailure(entry.name, task.name));
  });

  afterAll(async () => {
    await session?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a packed log is followed, and a deviation leads to the lines of its interaction', async () => {
    await runAgainst('packed.jsonl.gz');
    await page.getByText('12 interactions: 3 deviate · 9 conform').waitFor(patience);
    await repeatUntil(
      async () => {
        await row('chat-1009').click();
        await page.keyboard.press('ArrowRight');
      },
      () => row('comes 41 s').waitFor(glance),
    );
    await repeatUntil(
      () => row('comes 41 s').click(),
      () => expect.poll(() => workbench.caretLineText(), glance).toContain('EventRevoked'),
    );
    await page.locator('.tab.active', { hasText: 'chat-1009 in packed.jsonl.gz' }).first().waitFor(patience);
    await workbench.screenshot(`${entry.name}-recording-packed`);
  });

  test('the whole recording is searched for a key', async () => {
    await repeatUntil(
      () => workbench.runCommand('Confer: Search the Whole Recording…'),
      () => page.getByText('List interactions whose key has this text').waitFor(glance),
    );
    await page.keyboard.type('1003');
    await page.keyboard.press('Enter');
    await row('chat-1003').waitFor(patience);
    await row('chat-1009').waitFor({ ...patience, state: 'hidden' });
    await page.getByText('12 interactions: 3 deviate · 9 conform').waitFor(patience);
  });

  test('a log that the host cannot read is refused with the reason, and what was there stays', async () => {
    await runAgainst('large.jsonl');
    if (entry.name === 'web') {
      await page
        .locator('.notification-toast', {
          hasText: 'large.jsonl has 51 MB. Here, recordings can have up to 50 MB',
        })
        .first()
        .waitFor(patience);
      await row('chat-1003').waitFor(patience);
    } else {
      // It is read by its path, and has no message.
      await page
        .getByText(/reads no message|0 interactions/)
        .first()
        .waitFor(patience);
    }
    await workbench.screenshot(`${entry.name}-recording-large`);
  });

  test('nothing was asked from another machine', () => {
    expect(session.elsewhere()).toEqual([]);
  });
});
