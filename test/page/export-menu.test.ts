import { mkdir, writeFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ExportMessage } from '../../client/protocol/export-message.js';
import type { exportTimeline as Exporting } from '../../timeline/export/export-timeline.js';
import { keepPicture } from '../support/pictures.js';
import { shippedExport } from '../support/shipped-export.js';
import { many, twoProblems } from '../timeline/sample-timelines.js';
import { at } from '../timeline/timeline-parts.js';
import { DOCUMENT, type PageOptions, type PreviewPage, previewPages } from './preview-page.js';
import { themes } from './themes.js';

const openPage = previewPages();
let shown: PreviewPage;
let exportTimeline: typeof Exporting;

beforeAll(async () => {
  exportTimeline = await shippedExport();
});

async function preview(options: PageOptions = {}): Promise<Page> {
  shown = await openPage(options);
  await shown.show(twoProblems);
  return shown.page;
}

const more = (page: Page): Locator => page.getByRole('button', { name: 'More', exact: true });

/** Opens the menu of exports from that of further tools. */
async function openMenu(page: Page): Promise<void> {
  await more(page).click();
  await item(page, 'Export…').click();
}
const item = (page: Page, name: string): Locator => page.getByRole('menuitem', { name, exact: true });

/** What the page hands to the host, once it has. */
async function exported(): Promise<ExportMessage> {
  await expect.poll(async () => (await shown.lastPosted())?.type).toBe('export');
  return (await shown.lastPosted()) as ExportMessage;
}

/** Width and height of a PNG, from its header. */
function pngSize(content: string): { readonly width: number; readonly height: number } {
  const bytes = Buffer.from(content, 'base64');
  expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

describe('the export menu', () => {
  test.each([
    ['Copy as Text', 'copy', 'text'],
    ['Copy as Markdown', 'copy', 'markdown'],
    ['Copy as Mermaid', 'copy', 'mermaid'],
    ['Copy as PlantUML', 'copy', 'plantuml'],
    ['Copy as SVG', 'copy', 'svg'],
    ['Save as Web page', 'save', 'html'],
    ['Save as JSON', 'save', 'json'],
    ['Save as SVG', 'save', 'svg'],
  ] as const)('%s hands over what the command would print', async (name, action, format) => {
    const page = await preview();
    await openMenu(page);
    await item(page, name).click();
    expect(await exported()).toEqual({
      type: 'export',
      documentUri: DOCUMENT,
      flow: 'EscalateChat',
      action,
      format,
      syntaxError: null,
      // A page goes by its reader.
      content: exportTimeline(twoProblems, format, format === 'html' ? {} : { theme: 'dark' }),
    });
    await expect.poll(() => page.getByRole('menu').count()).toBe(0);
  });

  test.each([
    [true, 'last-valid', 'the last valid timeline'],
    [false, 'readable', 'what can be read'],
  ] as const)('an export states that the flow has a syntax error, last valid: %s', async (stale, syntaxError, text) => {
    const page = await preview();
    const unreadable = { code: 'syntax-error', message: 'Expected ":" after "Proxy".', range: at(6) };
    await shown.show(twoProblems, { stale, unreadable });
    await openMenu(page);
    await item(page, 'Copy as Markdown').click();
    const { content, syntaxError: fallback } = await exported();
    expect(fallback).toBe(syntaxError);
    expect(content).toContain(`The flow has a syntax error. Showing ${text}`);
    expect(content).toBe(exportTimeline({ ...twoProblems, syntaxError }, 'markdown'));
  });

  test('pictures are light in a light theme', async () => {
    const page = await preview({ theme: 'light-modern' });
    await openMenu(page);
    await item(page, 'Copy as SVG').click();
    expect((await exported()).content).toBe(exportTimeline(twoProblems, 'svg', { theme: 'light' }));
  });

  test('every format leaves out what is folded, unless all of it is wanted', async () => {
    const page = await preview();
    await page.locator('[data-phase="Accepts"] [data-action="fold"]').click();
    await openMenu(page);
    await item(page, 'Copy as SVG').click();
    expect((await exported()).content).not.toContain('data-event="1-Accepts-0"');
    await openMenu(page);
    await item(page, 'Copy as Text').click();
    await expect.poll(async () => (await exported()).format).toBe('text');
    expect((await exported()).content).toBe(exportTimeline(twoProblems, 'text', { folded: new Set(['1 Accepts']) }));
    await openMenu(page);
    const asShown = page.getByRole('menuitemcheckbox');
    await expect.poll(() => asShown.getAttribute('aria-checked')).toBe('true');
    await asShown.click();
    await expect.poll(() => asShown.getAttribute('aria-checked')).toBe('false');
    await item(page, 'Copy as SVG').click();
    await expect.poll(async () => (await exported()).format).toBe('svg');
    expect((await exported()).content).toBe(exportTimeline(twoProblems, 'svg', { theme: 'dark' }));
  });

  test('the export menu takes along other times and distances to scale, as commands of the editor do', async () => {
    const page = await preview();
    await page.keyboard.press('g');
    await page.keyboard.press('x');
    await openMenu(page);
    await item(page, 'Copy as SVG').click();
    const look = { theme: 'dark', time: 'since', scale: true } as const;
    const { content } = await exported();
    expect(content).toBe(exportTimeline(twoProblems, 'svg', look));
    await shown.send({ type: 'run-export', documentUri: DOCUMENT, action: 'copy', format: 'svg' });
    await expect.poll(async () => (await shown.posted()).filter(({ type }) => type === 'export').length).toBe(2);
    expect((await exported()).content).toBe(content);
  });

  test('the export menu lets one choose between light and dark', async () => {
    const page = await preview();
    await openMenu(page);
    await page.getByRole('menuitemradio', { name: 'Light' }).click();
    await item(page, 'Save as SVG').click();
    expect((await exported()).content).toBe(exportTimeline(twoProblems, 'svg', { theme: 'light' }));
  });

  test('a command of the editor exports what is shown, and gets the reason if that fails', async () => {
    const page = await preview();
    await page.locator('[data-phase="Accepts"] [data-action="fold"]').click();
    await shown.send({ type: 'run-export', documentUri: 'file:///other.confer', action: 'copy', format: 'text' });
    await shown.send({ type: 'run-export', documentUri: DOCUMENT, action: 'save', format: 'svg' });
    const { action, format, content } = await exported();
    expect({ action, format }).toEqual({ action: 'save', format: 'svg' });
    expect(content).not.toContain('data-event="1-Accepts-0"');

    await shown.show(many(1200));
    await shown.send({ type: 'run-export', documentUri: DOCUMENT, action: 'save', format: 'png' });
    await expect.poll(async () => (await shown.lastPosted())?.type).toBe('refused');
    await expect.poll(() => shown.lastPosted()).toMatchObject({ text: expect.stringContaining('too large') });
  });

  test('an image has two pixels for each of the picture’s own', async () => {
    const page = await preview();
    await openMenu(page);
    await item(page, 'Save as Image').click();
    const { format, action, content } = await exported();
    expect({ format, action }).toEqual({ format: 'png', action: 'save' });
    await mkdir('artifacts/preview', { recursive: true });
    await writeFile('artifacts/preview/export-image.png', Buffer.from(content, 'base64'));
    const svg = exportTimeline(twoProblems, 'svg', { theme: 'dark' });
    const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
    expect(pngSize(content)).toEqual({ width: 2 * Number(width), height: 2 * Number(height) });
  });

  test('an image goes to the clipboard where the page may write there, else it is saved', async () => {
    const page = await preview();
    const write = (allowed: boolean): Promise<void> =>
      page.evaluate((may) => {
        const types: string[] = [];
        Object.assign(window, {
          ClipboardItem: class {
            constructor(readonly parts: Record<string, Promise<Blob>>) {}
          },
        });
        Object.defineProperty(navigator, 'clipboard', {
          configurable: true,
          value: {
            write: async ([given]: { parts: Record<string, Promise<Blob>> }[]) => {
              if (!may) throw new DOMException('Not allowed here.', 'NotAllowedError');
              for (const part of Object.values(given?.parts ?? {})) types.push((await part).type);
              document.body.dataset.copied = types.join();
            },
          },
        });
      }, allowed);
    await write(true);
    await openMenu(page);
    await item(page, 'Copy as Image').click();
    expect(await exported()).toMatchObject({ action: 'copied', format: 'png', content: '' });
    await expect.poll(() => page.getAttribute('body', 'data-copied')).toBe('image/png');
    await write(false);
    await openMenu(page);
    await item(page, 'Copy as Image').click();
    await expect.poll(async () => (await exported()).action).toBe('save');
    expect(pngSize((await exported()).content).width).toBeGreaterThan(1000);
  });

  test('the export menu says so where a flow is too long for an image', async () => {
    const page = await preview();
    await shown.show(many(2000));
    await openMenu(page);
    await item(page, 'Save as Image').click();
    await page.getByRole('alert').waitFor();
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('too large for PNG: use SVG');
    await openMenu(page);
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  });

  test('the result of an export is announced', async () => {
    const page = await preview();
    await shown.send({ type: 'announce', documentUri: DOCUMENT, text: 'Timeline copied: Markdown.' });
    await expect.poll(() => page.textContent('.sr-only[aria-live]')).toBe('Timeline copied: Markdown.');
    await shown.send({ type: 'announce', documentUri: 'file:///other.confer', text: 'Not here.' });
    await expect.poll(() => page.textContent('.sr-only[aria-live]')).toBe('Timeline copied: Markdown.');
  });
});

describe('the export menu with the keyboard', () => {
  const focused = (page: Page): Promise<string | null> =>
    page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? null,
    );

  test('the menu opens, walks, chooses, and gives the focus back', async () => {
    const page = await preview();
    await more(page).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toContain('Export…');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('Copy as Image');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focused(page)).toBe('Copy as SVG');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => focused(page)).toBe('Save as SVG');
    await page.keyboard.press('m');
    await expect.poll(() => focused(page)).toBe('Save as Markdown');
    await page.keyboard.press('Enter');
    expect(await exported()).toMatchObject({ action: 'save', format: 'markdown' });
    await expect.poll(() => focused(page)).toBe('More');
    await expect.poll(() => page.getByRole('menu').count()).toBe(0);
  });

  test('Escape and Tab close it without an export', async () => {
    const page = await preview();
    await openMenu(page);
    await expect.poll(() => focused(page)).toBe('Copy as Image');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('menu').count()).toBe(0);
    await expect.poll(() => focused(page)).toBe('More');
    await openMenu(page);
    await expect.poll(() => focused(page)).toBe('Copy as Image');
    await page.keyboard.press('Tab');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await expect.poll(async () => (await shown.posted()).filter((message) => message.type === 'export')).toEqual([]);
  });
});

// Kept to be looked at, not compared.
test.each(Object.keys(themes))('the export menu stays in the page in %s', async (theme) => {
  for (const width of [380, 900]) {
    const page = await preview({ theme, width, height: 520 });
    await page.locator('[data-phase="Accepts"] [data-action="fold"]').click();
    await openMenu(page);
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('menuitem');
    const menu = await page.getByRole('menu').boundingBox();
    expect(menu?.x).toBeGreaterThanOrEqual(0);
    expect((menu?.x ?? 0) + (menu?.width ?? 0)).toBeLessThanOrEqual(width);
    await keepPicture(page, `export-${theme}-${width}`);
    if (width < 900) await page.close();
  }
});
