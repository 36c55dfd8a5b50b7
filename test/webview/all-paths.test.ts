import { describe, expect, test } from 'vitest';
import { allPaths } from '../timeline/branching-timelines.js';
import { conforming } from '../timeline/sample-timelines.js';
import { DOCUMENT, type PreviewPage, previewPages } from './preview-page.js';

const openPage = previewPages();

const preview = (): Promise<PreviewPage> => openPage({ height: 500 });

const button = '[data-command="all-paths"]';
const chosen = { type: 'select', documentUri: DOCUMENT, flow: 'EscalateChat', scenario: null };

describe('all paths', { timeout: 30_000 }, () => {
  test('are asked for by a key and a button, and so is the one path again', async () => {
    const shown = await preview();
    const { page } = shown;
    await shown.show(conforming);
    await page.keyboard.press('a');
    expect(await shown.lastPosted()).toEqual({ ...chosen, path: [], all: true });
    expect(await page.getAttribute(button, 'aria-pressed')).toBe('true');
    await shown.show(allPaths);
    expect((await shown.stored())?.all).toBe(true);
    await page.click(button);
    expect(await shown.lastPosted()).toEqual({ ...chosen, path: [], all: false });
  });

  test('are framed with what leads into each, and each is one click away', async () => {
    const shown = await preview();
    const { page } = shown;
    await shown.show(allPaths);
    expect(await page.$$eval('.guard-text', (all) => all.map((text) => text.textContent))).toEqual([
      '[Invite]',
      '[Accepts · after 6 s]',
      '[Declines · after 9 s]',
      '[Invite · after 1 min]',
      '[end]',
      '[NoAnswer · after 30 s]',
      '[Refused]',
    ]);
    expect(await page.locator('.frame-tag').count()).toBe(3);
    const guard = page.getByRole('button', { name: 'Show the path that goes on with NoAnswer, after 30 s' });
    await guard.focus();
    await page.keyboard.press('Enter');
    expect(await shown.lastPosted()).toEqual({ ...chosen, path: ['Invite', 'NoAnswer'], all: false });
  });

  test('that come back to a phase say so, and lead there by the keyboard', async () => {
    const shown = await preview();
    const { page } = shown;
    await shown.show(allPaths);
    const link = page.getByRole('button', { name: 'Continues with Invite above: go there' });
    await link.focus();
    await page.keyboard.press('Enter');
    const focused = (): Promise<string | null | undefined> =>
      page.evaluate(() => document.activeElement?.closest('[data-phase]')?.getAttribute('data-visit'));
    await expect.poll(focused).toBe('0');
    const [head, headers] = [page.locator('[data-visit="0"] .head-ground'), page.locator('.headers')];
    const bottom = (await headers.boundingBox()) ?? { y: 0, height: 0 };
    await expect
      .poll(async () => (await head.boundingBox())?.y ?? -1)
      .toBeGreaterThanOrEqual(bottom.y + bottom.height - 1);
  });

  test('the outline draws the phases of an alternative in', async () => {
    const shown = await openPage({ width: 1300 });
    await shown.show(allPaths);
    const indents = await shown.page.$$eval('.outline li', (all) =>
      all.map((entry) => parseInt(getComputedStyle(entry).paddingInlineStart, 10)),
    );
    expect(indents).toHaveLength(allPaths.phases.length);
    expect(new Set(indents).size).toBeGreaterThan(1);
  });
});
