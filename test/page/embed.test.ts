import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { palettes } from '../../timeline/render/palette.js';
import { keepPicture } from '../support/pictures.js';
import { readBuiltPage } from './built-page.js';
import { escapedHtml, fencedFlow, openFencePage } from './fence-page.js';
import { sharedBrowser } from './shared-browser.js';

const ORIGIN = 'http://site.test';

const escaped = escapedHtml(fencedFlow('A chat'));

/** A fence as each of the site generators writes it. */
const fences = {
  MkDocs: `<pre class="confer"><code>${escaped}</code></pre>`,
  Hugo: `<pre tabindex="0"><code class="language-confer" data-lang="confer">${escaped}</code></pre>`,
  Eleventy: `<pre><code class="language-confer">${escaped}</code></pre>`,
};

let browser: Browser;
let built: ReadonlyMap<string, string>;
let head: string;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [built, browser] = [await readBuiltPage('markdown'), await sharedBrowser()];
  const text = await readFile(path.join(root, 'docs/embed.md'), 'utf8');
  head = /```html\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
});

afterEach(async () => {
  await page.close();
  expect(complaints).toEqual([]);
});

/** Opens a page of a site, with the lines of the documentation in its head and the policy that it names. */
async function open(content: string, style: string): Promise<void> {
  const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'";
  const html = `<!DOCTYPE html><html lang="en"><head><meta http-equiv="Content-Security-Policy" content="${policy}">
    <title>Notes</title>${head}<style>${style}</style></head>
    <body><article><h1>Notes</h1>${content}<p>After</p></article></body></html>`;
  ({ page, complaints } = await openFencePage(browser, built, {
    origin: ORIGIN,
    folder: '/confer/',
    html,
    width: 800,
  }));
}

const titles = () => page.locator('confer-timeline .flow').allTextContents();
const colorOf = (selector: string, property: 'fill' | 'backgroundColor') =>
  page
    .locator(`confer-timeline ${selector}`)
    .first()
    .evaluate((element, name) => getComputedStyle(element)[name], property);

function rgb(hex: string): string {
  return `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;
}

test.each(Object.entries(fences))('a fence of %s is drawn on a page without VS Code', async (name, fence) => {
  await open(fence, '');
  await expect.poll(titles).toEqual(['Support: A chat']);
  await expect.poll(() => page.locator('pre > code').first().isVisible()).toBe(false);
  const [first] = await page.locator('confer-timeline li').allTextContents();
  expect(first).toMatch(/^Line 8: Missing message: .*EventAgentInvited.* missing-message$/);
  expect(await colorOf('.flow', 'fill')).toBe(rgb(palettes.light.text));
  await keepPicture(page, `embed-${name}`);
});

test('it has the colors of its ground, and follows a switch of the page', async () => {
  await open(fences.Hugo, 'html[data-theme="dark"] body { background: #16181d; color: #eee; }');
  await expect.poll(() => colorOf('figure', 'backgroundColor')).toBe(rgb(palettes.light.page));
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
  await expect.poll(() => colorOf('figure', 'backgroundColor')).toBe(rgb(palettes.dark.page));
  expect(await colorOf('.flow', 'fill')).toBe(rgb(palettes.dark.text));
  await keepPicture(page, 'embed-dark');
});

test('a fence that comes later, deep in the page, is drawn too', async () => {
  await open('<section></section>', '');
  await page.waitForFunction(() => document.readyState === 'complete');
  await page.evaluate((fence) => {
    const section = document.querySelector('section');
    if (section !== null) section.innerHTML = fence;
  }, fences.Eleventy);
  await expect.poll(titles).toEqual(['Support: A chat']);
});
