import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { renderHtml } from '../../timeline/export/html.js';
import { crowded, twoProblems } from '../timeline/sample-timelines.js';
import { sharedBrowser } from './shared-browser.js';

/** The part of axe that the tests use. */
interface Axe {
  run(): Promise<{ readonly violations: readonly { readonly id: string }[] }>;
}

let browser: Browser;
let axe: string;

beforeAll(async () => {
  browser = await sharedBrowser();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});

describe.each(['light', 'dark'] as const)('the page in the browser, %s', (colorScheme) => {
  test.each(Object.entries({ twoProblems, crowded }))('%s can be read by every reader', async (_, timeline) => {
    const page = await browser.newPage({ colorScheme });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    await page.setContent(renderHtml(timeline));
    await page.evaluate(axe);
    const found = await page.evaluate(async () => (await (window as unknown as { axe: Axe }).axe.run()).violations);
    expect(found.map(({ id }) => id)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

test('on paper no picture is wider than the sheet, and all is light', async () => {
  const page = await browser.newPage({ viewport: { width: 720, height: 1000 }, colorScheme: 'dark' });
  await page.setContent(renderHtml(crowded));
  await page.emulateMedia({ media: 'print' });
  const widest = await page.evaluate(() =>
    Math.max(...[...document.querySelectorAll('.picture svg')].map((svg) => svg.getBoundingClientRect().right)),
  );
  expect(widest).toBeLessThanOrEqual(720);
  await expect
    .poll(() => page.evaluate(() => getComputedStyle(document.body).backgroundColor))
    .toBe('rgb(255, 255, 255)');
  await page.close();
});
