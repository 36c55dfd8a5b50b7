import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { animatedWebp } from './animated-webp.js';
import { example, lineOfExample } from './example.js';
import { hosts, openSession, type Session } from './hosts/session.js';
import { glance, patience, repeatUntil } from './patience.js';
import { themes } from './themes.js';
import { webp } from './webp.js';
import type { Workbench } from './workbench.js';

/** The pictures of the documents, `docs/images`, are copies of what this leaves there. */
const folder = path.join(root, 'artifacts/documents');

/** The window of the smaller pictures, in pixels. */
const small = { width: 1040, height: 580 };
/** A quality at which pictures are half as large as without loss, and every word can still be read. */
const QUALITY = 0.5;

let session: Session;
let workbench: Workbench;
let page: Page;
let timeline: Frame;

beforeAll(async () => {
  const [web] = hosts;
  if (web === undefined) throw new Error('No host can be run.');
  session = await openSession(web, 'pictures', path.join(root, 'examples'));
  ({ workbench, page } = session);
  mkdirSync(folder, { recursive: true });
});

afterAll(() => session?.close());

async function keep(name: string, image: Buffer): Promise<void> {
  writeFileSync(path.join(folder, `${name}.webp`), await webp(page.context(), image, QUALITY));
}

async function shot(): Promise<Buffer> {
  await workbench.moveMouseAway();
  return page.screenshot({ animations: 'disabled', caret: 'hide' });
}

/** In which the walkthrough has its pictures, and the end of their names; the dark one is last, in which others are. */
const shown = [
  ...themes.filter(({ name }) => name === 'light').map((theme) => ({ theme, ending: '-light' })),
  ...themes.filter(({ name }) => name === 'dark').map((theme) => ({ theme, ending: '' })),
];

const group = (index: number) => page.locator('.editor-group-container').nth(index);

test('a flow and its timeline are shown', async () => {
  await page.setViewportSize(small);
  await workbench.openFile(example);
  await workbench.quickInput.runCommand('Confer: Show Timeline to the Side');
  timeline = await workbench.webview('[data-event]');
  await workbench.quickInput.runCommand('View: Toggle Primary Side Bar Visibility');
  await workbench.quickInput.runCommand('View: Toggle Minimap');
});

test.each(shown)('the pictures of a flow are taken in $theme.title', async ({ theme, ending }) => {
  await workbench.useTheme(theme);
  await workbench.editor.goTo('InvitationAccepted');
  await workbench.editor.completions();
  const editor = await group(0).boundingBox();
  if (editor === null) throw new Error('The editor is not shown.');
  // Lists reach over the timeline.
  const withLists = (beyond: number) =>
    page.screenshot({ clip: { ...editor, width: editor.width + beyond }, caret: 'hide' });
  await workbench.moveMouseAway();
  await keep(`completion${ending}`, await withLists(310));
  await page.keyboard.press('Escape');

  await workbench.editor.goToLine(lineOfExample('EventAgentInvited'));
  const whole = await shot();
  await keep(`flow${ending}`, await group(0).screenshot());
  await keep(`timeline${ending}`, await group(1).screenshot());
  await workbench.editor.deleteLine();
  await timeline.locator('[data-event][data-status="missing"]').waitFor();
  const missing = await shot();
  await keep(`problem${ending}`, await group(0).screenshot());

  await workbench.editor.goTo('Invite "Alice');
  await workbench.editor.quickFixes();
  const choice = await shot();
  await keep(`quick-fix${ending}`, await withLists(40));
  await workbench.editor.takeFirstFix();
  await expect.poll(() => timeline.locator('[data-event][data-status="missing"]').count(), patience).toBe(0);
  const fixed = await shot();
  const pictures = [whole, missing, choice, fixed].map((image) => webp(page.context(), image));
  const frames = (await Promise.all(pictures)).map((image, index) => ({ image, delayMs: index === 3 ? 2500 : 1600 }));
  if (ending === '') writeFileSync(path.join(folder, 'first-fix.webp'), animatedWebp(frames, small));
  // As it was: the next theme's pictures show the same.
  await workbench.quickInput.runCommand('Undo');
  await timeline.locator('[data-event][data-status="missing"]').waitFor();
  await workbench.quickInput.runCommand('Undo');
  await expect.poll(() => timeline.locator('[data-event][data-status="missing"]').count(), patience).toBe(0);
});

test('the picture of a large window is taken', async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await workbench.editor.goToLine(lineOfExample('EventAgentInvited'));
  await workbench.editor.deleteLine();
  await timeline.locator('[data-event][data-status="missing"]').waitFor();
  // The lens above the flow counts the model's messages: one less now.
  await page.locator('.codelens-decoration', { hasText: '15/17' }).first().waitFor();
  await keep('confer', await shot());
});

test('the pictures of a recording are taken', async () => {
  await workbench.quickInput.runCommand('Undo');
  await timeline.locator('[data-event][data-status="missing"]').waitFor({ state: 'hidden' });
  // The walkthrough shows pictures less than 500 pixels wide: a larger window would be illegible there.
  await page.setViewportSize({ width: 1040, height: 900 });
  const log = page.locator('.quick-input-list .monaco-list-row', { hasText: 'escalate-chat.jsonl' });
  const interaction = page
    .locator('.tree-explorer-viewlet-tree-view [role="treeitem"]', { hasText: 'chat-1009' })
    .first();
  await repeatUntil(
    () => workbench.quickInput.runCommand('Confer: Run Against Recording…'),
    () => log.waitFor(glance),
  );
  await repeatUntil(
    async () => {
      if (await log.isVisible()) await log.click();
    },
    () => interaction.waitFor(glance),
  );
  await page.getByText('12 interactions: 3 deviate').waitFor();
  await page.locator('.codelens-decoration', { hasText: '16/17' }).first().waitFor();
  const late = page.locator('.tab.active', { hasText: 'Recording: chat-1009' });
  await repeatUntil(
    () => interaction.click(),
    () => late.waitFor(glance),
  );
  const recorded = await workbench.webview('[data-event][data-status="late"]');
  await recorded.locator('[data-event][data-status="late"]').scrollIntoViewIfNeeded();
  for (const { theme, ending } of shown) {
    await workbench.useTheme(theme);
    await workbench.moveMouseAway();
    await keep(`recording${ending}`, await group(1).screenshot());
  }
});
