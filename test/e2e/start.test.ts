import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { openPage } from './browser.js';
import { example, lineOfExample } from './example.js';
import { prepareHostFolder, readConnections } from './hosts/host.js';
import { themes, Workbench } from './workbench.js';

/** The picture of the README, `docs/images/confer.png`, is a copy of what this leaves in `artifacts/`. */
async function drawReadmePicture(workbench: Workbench, page: Page, timeline: Frame): Promise<void> {
  for (const theme of themes.filter(({ name }) => name === 'dark')) await workbench.useTheme(theme);
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await workbench.goToLine(lineOfExample('EventAgentInvited'));
  await workbench.deleteLine();
  await timeline.locator('[data-event][data-status="missing"]').waitFor();
  // The lens over the flow counts the rows that are met: one less now.
  await page.locator('.codelens-decoration', { hasText: '15/16' }).first().waitFor();
  await workbench.moveMouseAway();
  await workbench.screenshot('readme');
}

test('npm start opens the example with its timeline, asks nobody else, and ends when it is told to', async () => {
  const folder = prepareHostFolder('start', path.join(root, 'examples'));
  const start = spawn(process.execPath, [path.join(root, 'scripts/start.mjs')], { env: folder.env, cwd: root });
  const ended = once(start, 'exit');
  const watched = await openPage();
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let output = '';
      start.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        const address = /http:\/\/localhost:\d+/.exec(output)?.[0];
        if (address !== undefined) resolve(address);
      });
      start.once('exit', () => reject(new Error(`npm start ended:\n${output}`)));
    });
    const workbench = new Workbench(watched.page);
    await workbench.open(url);
    await watched.page.locator('.tab', { hasText: example }).first().waitFor();
    const timeline = await workbench.webview('[data-event]');
    await workbench.screenshot('start');
    await drawReadmePicture(workbench, watched.page, timeline);
  } finally {
    await watched.close();
    start.kill('SIGINT');
  }
  expect(await ended).toEqual([0, null]);
  expect(watched.requestsElsewhere()).toEqual([]);
  expect(readConnections(folder)).toEqual([]);
});
