import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPage, type WatchedPage } from './browser.js';
import type { Host } from './hosts/host.js';
import { startNodeHost } from './hosts/node-host.js';
import { startWebHost } from './hosts/web-host.js';
import { Workbench } from './workbench.js';

describe.each([
  { name: 'web', start: startWebHost },
  { name: 'node', start: startNodeHost },
])('$name host', ({ name, start }) => {
  let host: Host;
  let watched: WatchedPage;

  beforeAll(async () => {
    host = await start(name, process.env.CONFER_EX ?? 'examples');
    watched = await openPage();
  });
  afterAll(async () => {
    await watched?.close();
    await host?.close();
  });

  test('opens a file', async () => {
    const workbench = new Workbench(watched.page);
    await workbench.open(host.url);
    await workbench.openFile('escalate-chat.confer');
    await workbench.goToLine(12);
    expect(await workbench.caretLine()).toBe(12);
    await workbench.screenshot(`.tmp/e2e/${name}.png`);
    expect(watched.requestsElsewhere()).toEqual([]);
    expect(host.connections()).toEqual([]);
  });
});
