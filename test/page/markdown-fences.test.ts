import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { keepPicture } from '../support/pictures.js';
import { readBuiltPage } from './built-page.js';
import { escapedHtml, fencedFlow, openFencePage } from './fence-page.js';
import { sharedBrowser } from './shared-browser.js';
import { themes } from './themes.js';

const ORIGIN = 'http://markdown.test';
const NONCE = 'c29tZXRoaW5nIG9uY2U';
/** The policy of VS Code's Markdown preview at its strictest. */
const POLICY = `default-src 'none'; img-src ${ORIGIN} https: data:; script-src 'nonce-${NONCE}'; style-src ${ORIGIN} 'unsafe-inline'`;

let browser: Browser;
let built: ReadonlyMap<string, string>;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  built = await readBuiltPage('markdown');
  browser = await sharedBrowser();
});

afterEach(async () => {
  await page.close();
  expect(complaints).toEqual([]);
});

/** A fence as VS Code's preview writes it. */
function fence(text: string, line: number): string {
  return `<pre><code class="code-line language-confer" data-line="${line}" dir="auto">${escapedHtml(text)}</code></pre>`;
}

/** A page of VS Code's Markdown preview with our script and style in it. */
async function open(content: string, theme = 'light-modern', source = 'file:///notes.md', width = 900): Promise<void> {
  const { bodyClass = '', variables = {} } = themes[theme] ?? {};
  const colors = Object.entries(variables).map(([name, value]) => `--vscode-${name}: ${value};`);
  const html = `<!DOCTYPE html><html lang="en" style='${colors.join(' ').replaceAll("'", '')}'><head>
    <meta http-equiv="Content-Security-Policy" content="${POLICY}">
    <meta id="vscode-markdown-preview-data" data-settings="${escapedHtml(JSON.stringify({ source }))}">
    <title>Notes</title><link rel="stylesheet" href="${ORIGIN}/preview.css">
    <style>body { background: var(--vscode-editor-background); color: var(--vscode-editor-foreground); } pre { padding: 16px; }</style>
    </head><body class="vscode-body ${bodyClass}">
    <script async src="${ORIGIN}/preview.js" nonce="${NONCE}" charset="UTF-8"></script>
    <div class="markdown-body">${content}</div></body></html>`;
  ({ page, complaints } = await openFencePage(browser, built, { origin: ORIGIN, html, width }));
}

/** What VS Code does with an edit: it makes the page's content again and says so. */
async function update(content: string): Promise<void> {
  await page.evaluate((html) => {
    const body = document.querySelector('.markdown-body');
    const next = new DOMParser().parseFromString(html, 'text/html').body;
    body?.replaceChildren(...next.childNodes);
    window.dispatchEvent(new CustomEvent('vscode.markdown.updateContent'));
  }, content);
}

const titles = () => page.locator('confer-timeline .flow').allTextContents();
const findings = () => page.locator('confer-timeline li').allTextContents();

describe('a fence in the Markdown preview', () => {
  test('a fence in the Markdown preview is drawn, with its findings and their lines under it', async () => {
    await open(`<p>Before</p>${fence(fencedFlow('A chat'), 4)}<p>After</p>`);
    await expect.poll(titles).toEqual(['Support: A chat']);
    // The fence begins in the page's fifth line, and the phase is the eighth line in it.
    await expect
      .poll(async () => (await findings())[0])
      .toMatch(/^Line 13: Missing message: .*EventAgentInvited.* missing-message$/);
    await expect.poll(() => page.locator('confer-timeline [data-status="missing"]').count()).toBe(1);
    await expect.poll(() => page.locator('code.language-confer').isVisible()).toBe(false);
    await page.getByText('Support as a table').click();
    await expect.poll(() => page.getByRole('rowheader', { name: '1', exact: true }).isVisible()).toBe(true);
  });

  test('a fence in the Markdown preview follows an edit, and an edit that cannot be read leaves the picture', async () => {
    await open(fence(fencedFlow('A chat'), 0));
    await expect.poll(titles).toEqual(['Support: A chat']);
    await update(`<p>New</p>${fence(fencedFlow('A talk'), 2)}`);
    await expect.poll(titles).toEqual(['Support: A talk']);

    await update(fence(fencedFlow('A talk').replace('phase Accepts is', 'phase Accepts is is {'), 0));
    await expect.poll(() => page.locator('confer-timeline .stale').count()).toBe(1);
    await expect.poll(titles).toEqual(['Support: A talk']);
    await expect.poll(async () => (await findings()).join()).toContain('syntax-error');

    await update(fence(fencedFlow('A word'), 0));
    await expect.poll(titles).toEqual(['Support: A word']);
    await expect.poll(() => page.locator('confer-timeline .stale').count()).toBe(0);
  });

  test('a fence in the Markdown preview is drawn too where the text comes into the page after the script', async () => {
    await open('');
    await page.waitForFunction(() => document.readyState === 'complete');
    await page.evaluate(
      (content) => {
        const text = document.createElement('div');
        text.innerHTML = content;
        document.body.append(text);
      },
      fence(fencedFlow('A chat'), 2),
    );
    await expect.poll(titles).toEqual(['Support: A chat']);
  });

  test('a fence in the Markdown preview is drawn in the same turn where its text did not change', async () => {
    await open(fence(fencedFlow('A chat'), 0));
    await expect.poll(titles).toEqual(['Support: A chat']);
    const drawn = await page.evaluate(
      (html) => {
        const body = document.querySelector('.markdown-body');
        body?.replaceChildren(...new DOMParser().parseFromString(html, 'text/html').body.childNodes);
        window.dispatchEvent(new CustomEvent('vscode.markdown.updateContent'));
        return document.querySelector('confer-timeline')?.shadowRoot?.querySelector('.flow')?.textContent;
      },
      `<p>New</p>${fence(fencedFlow('A chat'), 2)}`,
    );
    expect(drawn).toBe('Support: A chat');
    await expect.poll(async () => (await findings())[0]).toMatch(/^Line 11:/);
  });

  test('each fence has its own picture; words without a flow stay words', async () => {
    const words = 'protocol Chat\nmessage Hello on Chat\n';
    const piece = 'phase Declines is InvitationRejected next Invites\n';
    await open(
      fence(fencedFlow('One'), 0) +
        fence(piece, 20) +
        fence(fencedFlow('Two') + fencedFlow('Three').replace('Support', 'Other'), 30),
    );
    await expect.poll(titles).toEqual(['Support: One', 'Support: Two', 'Other: Three']);
    await expect.poll(() => page.locator('code.language-confer').nth(1).isVisible()).toBe(true);
    const keywords = page.locator('code.language-confer').nth(1).locator('.confer-keyword');
    await expect.poll(() => keywords.allTextContents()).toEqual(['phase', 'is', 'next']);
    expect(await page.locator('code.language-confer').nth(1).textContent()).toBe(piece);
    await update(fence(words, 0));
    await expect.poll(titles).toEqual([]);
    await expect.poll(() => page.locator('code.language-confer').isVisible()).toBe(true);
  });

  test('a fence in the Markdown preview takes a name for a name', async () => {
    await open(fence(fencedFlow('<img src=x onerror=alert(1)><b>bold</b>'), 0));
    await expect.poll(titles).toEqual(['Support: <img src=x onerror=alert(1)><b>bold</b>']);
    await expect.poll(() => page.locator('confer-timeline :is(img, b)').count()).toBe(0);
  });

  test('a fence in the Markdown preview shows its text too on a page of the extension', async () => {
    await open(fence(fencedFlow('A chat'), 0), 'light-modern', 'confer-library:/rules/missing-message.md');
    await expect.poll(titles).toEqual(['Support: A chat']);
    await expect.poll(() => page.locator('confer-timeline pre').isVisible()).toBe(true);
    expect(await page.locator('confer-timeline pre .confer-comment').count()).toBe(0);
    expect(await page.locator('confer-timeline pre .confer-keyword').first().textContent()).toBe('flow');
    // Line numbers do not help on a page that cannot be edited.
    await expect.poll(async () => (await findings())[0]).toMatch(/^Missing message: /);
  });

  test.each([340, 480, 900])('nothing in a picture of a preview of %i px is cut or covered', async (width) => {
    const example = await readFile(path.join(root, 'examples/escalate-chat-faults.confer'), 'utf8');
    await open(fence(example, 4), 'light-modern', 'file:///notes.md', width);
    await expect.poll(() => page.locator('confer-timeline .flow').count()).toBeGreaterThan(0);
    const problems = await page.evaluate(() => {
      const svg = document.querySelector('confer-timeline')?.shadowRoot?.querySelector('.picture > svg');
      const right = svg?.getBoundingClientRect().right ?? 0;
      const boxes = [...(svg?.querySelectorAll('.flow, .verdict-text, .legend text') ?? [])].map((text) => ({
        text: text.textContent,
        box: text.getBoundingClientRect(),
      }));
      const meets = (a: DOMRect, b: DOMRect) =>
        a.left < b.right && b.left < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom;
      return boxes
        .filter(({ box }, index) => box.right > right || boxes.slice(0, index).some((other) => meets(other.box, box)))
        .map(({ text }) => text);
    });
    expect(problems).toEqual([]);
  });

  test.each([260, 340, 400, 480])('a fence in a preview of %i px is as wide as its page', async (width) => {
    const example = await readFile(path.join(root, 'examples/escalate-chat-faults.confer'), 'utf8');
    await open(fence(example, 4), 'light-modern', 'file:///notes.md', width);
    await expect.poll(async () => (await titles()).length).toBeGreaterThan(0);
    const beyond = await page.evaluate(() => {
      const figure = document.querySelector('confer-timeline')?.shadowRoot?.querySelector('figure');
      const right = figure?.getBoundingClientRect().right ?? 0;
      const picture = figure?.querySelector('.picture > svg')?.getBoundingClientRect();
      return [document.documentElement.scrollWidth - innerWidth, (picture?.right ?? Infinity) - right];
    });
    expect(Math.max(...beyond)).toBeLessThanOrEqual(0);
  });

  test.each(Object.keys(themes))('a fence in the Markdown preview has the colors of %s', async (theme) => {
    const example = await readFile(path.join(root, 'examples/escalate-chat-faults.confer'), 'utf8');
    await open(`<h1>Notes</h1>${fence(example, 4)}`, theme);
    await expect.poll(titles).toHaveLength(1);
    const color = await page.locator('confer-timeline .flow').evaluate((element) => getComputedStyle(element).fill);
    const [red, green, blue] = (themes[theme]?.variables['editor-foreground'] ?? '').match(/[\da-f]{2}/g) ?? [];
    const wanted = [red, green, blue].map((part) => Number.parseInt(part ?? '', 16));
    expect(color).toBe(`rgb(${wanted.join(', ')})`);
    await keepPicture(page, `markdown-${theme}`, true);
  });
});
