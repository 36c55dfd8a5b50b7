import { copyFileSync, createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { example } from './example.js';
import { hosts, openSession, type Session } from './hosts/session.js';
import { deviating, writeLargeLog } from './large-log.js';
import { glance, patience, repeatUntil } from './patience.js';
import type { Workbench } from './workbench.js';

/** How large the large log is. The limit of hosts that must read it through the editor is 50 MB. */
const LARGE_MB = Number(process.env.CONFER_LARGE_LOG_MB ?? '20');
const REFUSED_MB = 51;

/** Unpacked size of a compressed log that is never read to its end. */
const ENDLESS_MB = 1500;

const noise = Buffer.alloc(1024 * 1024, `${'{"noise":"of other systems"}'.padEnd(127)}\n`);

/** Writes a small packed log that takes long to be followed. */
async function writeEndlessLog(file: string): Promise<void> {
  const lines = function* () {
    for (let megabytes = 0; megabytes < ENDLESS_MB; megabytes++) yield noise;
  };
  await pipeline(lines, createGzip({ level: 1 }), createWriteStream(file));
}

describe.each(hosts)('files of recordings in the $name host', (entry) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'confer-logs-'));
  let session: Session;
  let workbench: Workbench;
  let page: Page;
  let interactions: string;

  const row = (text: string) =>
    page.locator('.tree-explorer-viewlet-tree-view [role="treeitem"]', { hasText: text }).first();
  const file = (name: string) => page.locator('.explorer-folders-view [role="treeitem"]', { hasText: name }).first();
  const shown = (text: string | RegExp) => page.getByText(text).first().waitFor(patience);

  /** Selects files in the explorer and follows them through the only flow. */
  async function runAgainst(...names: readonly string[]): Promise<void> {
    const item = page.locator('.context-view .action-label', { hasText: 'Run Against Recording' });
    const flow = page.locator('.quick-input-list .monaco-list-row', { hasText: 'EscalateChat' }).first();
    // The explorer may be drawn again and lose what was selected: the question names what the run would be of.
    const question = page.locator('.quick-input-title', { hasText: `Run Against ${names.join(', ')}` });
    const selected = page.locator('.explorer-folders-view .monaco-list-row.selected');
    await repeatUntil(
      async () => {
        await page.keyboard.press('Escape');
        for (const [index, name] of names.entries()) {
          await file(name).click({ ...glance, ...(index === 0 ? {} : { modifiers: ['ControlOrMeta'] }) });
        }
        await expect.poll(() => selected.count(), glance).toBe(names.length);
        await file(names[0] ?? '').click({ ...glance, button: 'right' });
        // A menu takes no click for a moment after it opens, and keys at once.
        await item.hover(glance);
        await page.keyboard.press('Enter');
      },
      () => question.waitFor(glance),
    );
    await flow.click();
  }

  /** Follows a log that takes long, and cancels that once its progress shows. */
  async function startAndCancel(): Promise<void> {
    await runAgainst('endless.jsonl.gz');
    const progress = page.locator('.notification-list-item', { hasText: 'Following endless.jsonl.gz' }).first();
    await progress.waitFor(patience);
    await repeatUntil(
      async () => {
        if (await progress.isVisible()) await progress.getByRole('button', { name: 'Cancel' }).click(glance);
      },
      () => progress.waitFor({ ...glance, state: 'hidden' }),
    );
  }

  /** Opens an interaction in the list, and goes to the line of its deviation, in a tab of that name. */
  async function goToLateTimeout(key: string, tab: string): Promise<void> {
    await repeatUntil(
      async () => {
        const isOpen = (await row(key).getAttribute('aria-expanded', glance)) === 'true';
        if (!isOpen) await row(key).locator('.monaco-tl-twistie').click(glance);
        await row('comes 41 s').click(glance);
      },
      () => page.locator('.tab.active', { hasText: tab }).first().waitFor(glance),
    );
    await expect.poll(() => workbench.editor.caretLineText(), patience).toContain('EventRevoked');
  }

  beforeAll(async () => {
    copyFileSync(path.join(root, 'examples', example), path.join(folder, example));
    const log = readFileSync(path.join(root, 'examples/escalate-chat.jsonl'), 'utf8');
    writeFileSync(path.join(folder, 'packed.jsonl.gz'), gzipSync(log));
    const isOfServer = (line: string): boolean => line.includes('"from":"IxnServer"');
    const lines = log.trimEnd().split('\n');
    writeFileSync(path.join(folder, 'received.jsonl'), `${lines.filter((line) => !isOfServer(line)).join('\n')}\n`);
    writeFileSync(path.join(folder, 'sent.jsonl'), `${lines.filter(isOfServer).join('\n')}\n`);
    const count = writeLargeLog(path.join(folder, 'large.jsonl'), LARGE_MB);
    interactions = `${count.toLocaleString('en-US')} interactions: 1 deviates · ${(count - 1).toLocaleString('en-US')} conform`;
    await writeEndlessLog(path.join(folder, 'endless.jsonl.gz'));
    writeFileSync(path.join(folder, 'refused.jsonl'), Buffer.concat(Array(REFUSED_MB).fill(noise)));
    session = await openSession(entry, 'recording-files', folder);
    ({ workbench, page } = session);
    // The flows that a log can be followed through are asked from the server.
    await workbench.openFile(example);
    await page.locator('.statusbar-item', { hasText: 'EscalateChat' }).first().waitFor(patience);
  });

  afterAll(async () => {
    await session?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a packed log is followed, and a deviation leads to the lines of its interaction', async () => {
    await runAgainst('packed.jsonl.gz');
    await shown('12 interactions: 3 deviate · 9 conform');
    await goToLateTimeout('chat-1009', 'chat-1009 in packed.jsonl.gz');
    await workbench.keepPicture(`${entry.name}-recording-packed`);
  });

  test('the whole recording is searched for a key', async () => {
    await workbench.quickInput.answerQuestion(
      'Confer: Search the Whole Recording…',
      'List interactions whose key contains this text',
      '1003',
    );
    await row('chat-1003').waitFor(patience);
    await row('chat-1009').waitFor({ ...patience, state: 'hidden' });
    await shown('12 interactions: 3 deviate · 9 conform');
  });

  test('several logs are merged by time', async () => {
    await runAgainst('received.jsonl', 'sent.jsonl');
    await shown('12 interactions: 3 deviate · 9 conform');
    await goToLateTimeout('chat-1009', 'sent.jsonl');
  });

  test('of a large log, one interaction is found, drawn, and followed to its line', async () => {
    await runAgainst('large.jsonl');
    await shown(interactions);
    await workbench.quickInput.answerQuestion('Confer: Filter Recording…', 'Key, phase, message, or code', 'too-late');
    await row('Conforms').waitFor({ ...patience, state: 'hidden' });
    await repeatUntil(
      () => row(deviating).click(glance),
      () =>
        page
          .locator('.tab.active', { hasText: `Recording: ${deviating}` })
          .first()
          .waitFor(glance),
    );
    const timeline = await workbench.webview('[data-event][data-status="late"]');
    expect(await timeline.locator('.recording').innerText()).toBe(`${deviating} deviates`);
    await goToLateTimeout(deviating, 'large.jsonl');
    await workbench.keepPicture(`${entry.name}-recording-large`);
  });

  // The node host shows no progress while tests drive it, so that there is nothing to cancel a run by.
  const testWithProgress = test.runIf(entry.name === 'web');

  testWithProgress('a run that is canceled leaves what the run before found', async () => {
    await startAndCancel();
    await page.locator('.statusbar-item', { hasText: 'The run was canceled.' }).first().waitFor(patience);
    await row(deviating).waitFor(patience);
    await workbench.keepPicture(`${entry.name}-recording-canceled`);
  });

  test('a log that the host cannot read is refused with the reason, and what was there stays', async () => {
    await runAgainst('refused.jsonl');
    const refusal = 'refused.jsonl is 51 MB. Here, recordings can be up to 50 MB';
    if (entry.name === 'web') await page.locator('.notification-toast', { hasText: refusal }).first().waitFor(patience);
    // With a path it is read, and has no message.
    else await shown(/reads no messages from/);
    if (entry.name === 'web') await row(deviating).waitFor(patience);
  });

  testWithProgress('a run that is canceled with none before says so, and shows nothing above the phases', async () => {
    await workbench.quickInput.runCommand('Confer: Clear Recording');
    await row(deviating).waitFor({ ...patience, state: 'hidden' });
    await startAndCancel();
    await shown('The run was canceled. Showing what was found so far.');
    await workbench.openFile(example);
    await page.locator('.codelens-decoration', { hasText: 'Show timeline' }).first().waitFor(patience);
    expect(await page.locator('.codelens-decoration', { hasText: 'ecorded' }).count()).toBe(0);
  });

  test('nothing was asked from another machine', () => {
    expect(session.elsewhere()).toEqual([]);
  });
});
