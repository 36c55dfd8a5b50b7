import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../scripts/hosts/browser.mjs';
import { conforming } from '../timeline/sample-timelines.js';
import { type BuiltPage, buildPage, DOCUMENT, PreviewPage } from './preview-page.js';

let browser: Browser;
let built: BuiltPage;

beforeAll(async () => {
  [browser, built] = [await launchBrowser(), await buildPage()];
}, 60_000);

afterAll(() => browser?.close());

test('a path without a name can be saved as a scenario, by mouse and by key; one with a name cannot', async () => {
  const shown = await PreviewPage.open(browser, built);
  const { page } = shown;
  const path = conforming.path.slice(0, -1);
  await shown.show({ ...conforming, scenario: null, path });
  const wish = { type: 'save-scenario', documentUri: DOCUMENT, flow: conforming.flow, path };
  await page.click('text=Save as scenario');
  expect(await shown.lastPosted()).toEqual(wish);
  await page.focus('.save-scenario');
  await page.keyboard.press('Enter');
  expect(await shown.posted()).toEqual([{ type: 'ready' }, wish, wish]);
  await shown.show({ ...conforming, scenario: 'Joined' });
  expect(await page.locator('.save-scenario').count()).toBe(0);
  expect(shown.complaints).toEqual([]);
  await page.close();
}, 30_000);
