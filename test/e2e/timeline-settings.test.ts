import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { hosts, openSession, type Session } from './hosts/session.js';
import { patience } from './patience.js';
import type { Workbench } from './workbench.js';

const faulty = 'escalate-chat-faults.confer';

/** A folder whose settings are all others than the default. */
function folder(): string {
  const dir = path.join(root, '.tmp/e2e/timeline-settings');
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(path.join(dir, '.vscode'), { recursive: true });
  writeFileSync(path.join(dir, faulty), readFileSync(path.join(root, 'examples', faulty)));
  const settings = {
    'confer.timeline.openAutomatically': true,
    'confer.timeline.fit': true,
    'confer.timeline.notes': false,
    'confer.timeline.defaultPath': 'all',
  };
  writeFileSync(path.join(dir, '.vscode/settings.json'), JSON.stringify(settings));
  return dir;
}

describe.each(hosts)('the settings of the timeline in the $name host', (entry) => {
  let session: Session;
  let workbench: Workbench;
  let timeline: Frame;

  beforeAll(async () => {
    session = await openSession(entry, 'timeline-settings', folder());
    ({ workbench } = session);
  });

  afterAll(() => session?.close());

  test('a file that is opened brings its timeline', async () => {
    await workbench.openFile(faulty);
    timeline = await workbench.webview('[data-event]');
    await workbench.keepPicture(`${entry.name}-timeline-settings`);
  });

  test('it shows all paths, as wide as its panel, without notes', async () => {
    const pressed = timeline.getByRole('button', { name: /^All/ });
    await expect.poll(() => pressed.getAttribute('aria-pressed'), patience).toBe('true');
    expect(await timeline.locator('.note-text').count()).toBe(0);
    await expect
      .poll(
        () =>
          timeline.evaluate(() => {
            const diagram = document.querySelector('.diagram');
            return diagram === null ? null : diagram.scrollWidth <= diagram.clientWidth;
          }),
        patience,
      )
      .toBe(true);
  });
});
