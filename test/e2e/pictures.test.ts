import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { animatedPng } from './animated-png.js';
import { example, lineOfExample } from './example.js';
import { hosts, openSession, type Session } from './hosts/session.js';
import { patience, themes, type Workbench } from './workbench.js';

/** The pictures of the documents, `docs/images`, are copies of what this leaves there. */
const folder = path.join(root, 'artifacts/documents');

let session: Session;
let workbench: Workbench;
let page: Page;

beforeAll(async () => {
  const [web] = hosts;
  if (web === undefined) throw new Error('No host can be run.');
  session = await openSession(web, 'pictures', path.join(root, 'examples'));
  ({ workbench, page } = session);
  mkdirSync(folder, { recursive: true });
});

afterAll(() => session?.close());

function keep(name: string, image: Buffer): void {
  writeFileSync(path.join(folder, name), image);
}

test('the pictures of the documents are taken', async () => {
  await page.setViewportSize({ width: 1040, height: 580 });
  for (const theme of themes.filter(({ name }) => name === 'dark')) await workbench.useTheme(theme);
  await workbench.openFile(example);
  await workbench.runCommand('Confer: Show Timeline to the Side');
  const timeline = await workbench.webview('[data-event]');
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  const shot = async () => {
    await workbench.moveMouseAway();
    return page.screenshot({ animations: 'disabled', caret: 'hide' });
  };
  const group = (index: number) => page.locator('.editor-group-container').nth(index);

  await workbench.goToLine(lineOfExample('EventAgentInvited'));
  keep('timeline.png', await group(1).screenshot());
  const whole = await shot();
  await workbench.deleteLine();
  await timeline.locator('[data-event][data-status="missing"]').waitFor();
  const missing = await shot();
  keep('problem.png', await group(0).screenshot());

  await workbench.goTo('Invite "Alice');
  await workbench.quickFixes();
  const choice = await shot();
  keep('quick-fix.png', await group(0).screenshot());
  await workbench.takeFirstFix();
  await expect.poll(() => timeline.locator('[data-event][data-status="missing"]').count(), patience).toBe(0);
  const fixed = await shot();
  const frames = [whole, missing, choice, fixed].map((image, index) => ({ image, delayMs: index === 3 ? 2500 : 1600 }));
  keep('first-fix.png', animatedPng(frames));

  await page.setViewportSize({ width: 1440, height: 900 });
  await workbench.goToLine(lineOfExample('EventAgentInvited'));
  await workbench.deleteLine();
  await timeline.locator('[data-event][data-status="missing"]').waitFor();
  // The lens above the flow counts the model's messages: one less now.
  await page.locator('.codelens-decoration', { hasText: '15/16' }).first().waitFor();
  keep('confer.png', await shot());
});
