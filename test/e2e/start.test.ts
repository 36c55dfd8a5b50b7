import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { openPage } from './browser.js';
import { example } from './example.js';
import { prepareHostFolder, readConnections } from './hosts/host.js';
import { Workbench } from './workbench.js';

test('npm start opens the example with its timeline, asks no other machine, and ends when it is interrupted', async () => {
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
    await workbench.webview('[data-event]');
    await workbench.keepPicture('start');
  } finally {
    await watched.close();
    start.kill('SIGINT');
  }
  expect(await ended).toEqual([0, null]);
  expect(watched.requestsElsewhere()).toEqual([]);
  expect(readConnections(folder)).toEqual([]);
});
