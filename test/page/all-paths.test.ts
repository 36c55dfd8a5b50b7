import { describe, expect, test } from 'vitest';
import type { Timeline } from '../../timeline/types/timeline.js';
import { allPaths } from '../timeline/branching-timelines.js';
import { conforming } from '../timeline/sample-timelines.js';
import { phase } from '../timeline/timeline-parts.js';
import { DOCUMENT, type PreviewPage, previewPages } from './preview-page.js';

const openPage = previewPages();

const preview = (): Promise<PreviewPage> => openPage({ height: 500 });

const button = '[data-command="all-paths"]';
const chosen = { type: 'select', documentUri: DOCUMENT, flow: 'EscalateChat', scenario: null };

describe('all paths', () => {
  test('all paths are asked for by a key and a button, and so is the one path again', async () => {
    const shown = await preview();
    const { page } = shown;
    await shown.show(conforming);
    await page.keyboard.press('a');
    await expect.poll(() => shown.lastPosted()).toEqual({ ...chosen, path: [], all: true });
    await expect.poll(() => page.getAttribute(button, 'aria-pressed')).toBe('true');
    await shown.show(allPaths);
    await expect.poll(async () => (await shown.stored())?.all).toBe(true);
    await page.click(button);
    await expect.poll(() => shown.lastPosted()).toEqual({ ...chosen, path: [], all: false });
  });

  test('all paths are framed with what leads into each, and each is one click away', async () => {
    const shown = await preview();
    const { page } = shown;
    await shown.show(allPaths);
    await expect
      .poll(() => page.$$eval('.guard-text', (all) => all.map((text) => text.textContent)))
      .toEqual(['after 6 s', 'after 9 s', 'Invite after 1 min', 'end', 'after 30 s']);
    await expect
      .poll(() => page.locator('.guard-tag').allTextContents())
      .toEqual(['alt', 'alt', 'else', 'alt', 'else', 'else', 'else']);
    const guard = page.getByRole('button', { name: 'Show the path that continues with NoAnswer, after 30 s' });
    await guard.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => shown.lastPosted()).toEqual({ ...chosen, path: ['Invite', 'NoAnswer'], all: false });
  });

  test('all paths that come back to a phase say so, and lead there by the keyboard', async () => {
    const shown = await preview();
    const { page } = shown;
    await shown.show(allPaths);
    const link = page.getByRole('button', { name: 'Continues with Invite: go there' });
    await link.focus();
    await page.keyboard.press('Enter');
    const focused = (): Promise<string | null | undefined> =>
      page.evaluate(() => document.activeElement?.closest('[data-phase]')?.getAttribute('data-visit'));
    await expect.poll(focused).toBe('0');
    const [head, headers] = [page.locator('[data-visit="0"] .band-ground'), page.locator('.headers')];
    const bottom = (await headers.boundingBox()) ?? { y: 0, height: 0 };
    await expect
      .poll(async () => (await head.boundingBox())?.y ?? -1)
      .toBeGreaterThanOrEqual(bottom.y + bottom.height - 1);
  });

  test('the outline has the alternatives in each other, with the words of the picture, and leads back', async () => {
    const shown = await openPage({ width: 1300, height: 400 });
    const { page } = shown;
    await shown.show(allPaths);
    const outline = page.getByRole('navigation', { name: 'Phases' });
    const guards = (selector: string): Promise<string[]> => page.locator(selector).allTextContents();
    await expect.poll(() => guards('.outline .guard')).toEqual(await guards('.guard-text'));
    const begin = outline.getByRole('list', { name: 'Branches at the start' });
    const starts = begin.locator('> li > ol > li:first-child > button .name');
    await expect.poll(() => starts.allTextContents()).toEqual(['Invite', 'Refused']);
    const after = begin.getByRole('list', { name: 'Branches after Invite' });
    await expect
      .poll(() => after.locator('> li > ol > li > button .name').allTextContents())
      .toEqual(['Accepts', 'Leaves', 'Declines', 'NoAnswer']);
    const ends = after.getByRole('list', { name: 'Branches after Declines' }).locator('> li');
    await expect
      .poll(() => ends.allTextContents())
      .toEqual(['Invite after 1 mincontinues with Invite above', 'endthe flow ends here']);
    const lefts = await page.$$eval('.outline .guard, .outline .name', (all) =>
      all.map((text) => text.getBoundingClientRect().x),
    );
    expect(new Set(lefts).size).toBeGreaterThan(3);
    await outline.getByRole('button', { name: 'NoAnswer' }).click();
    await outline.getByRole('button', { name: 'continues with Invite above' }).press('Enter');
    const top = async (of: string): Promise<number> => (await page.locator(of).first().boundingBox())?.y ?? 0;
    await expect
      .poll(async () => (await top('[data-visit="0"] .band-head')) - (await top('.headers')))
      .toBeGreaterThan(0);
  });

  test('all paths that part again and again have all their phases in the outline, however deep', async () => {
    const names = Array.from({ length: 300 }, (_, place) => `P${place}`);
    const last = names.length - 1;
    const deep: Timeline = {
      ...conforming,
      ...{ scenario: null, path: names, events: [], states: [] },
      phases: names.map((name, visit) => phase(visit, name, 10 + visit, 'conforms')),
      fragments: names.slice(1).map((name, after) => ({
        after,
        operands: [
          { phase: name, delayMs: null, visits: [after + 1, last], continuesAtVisit: null },
          { phase: null, delayMs: null, visits: null, continuesAtVisit: null },
        ],
      })),
    };
    const shown = await openPage({ width: 1300 });
    await shown.show(deep);
    await expect.poll(() => shown.page.locator('.outline .name').allTextContents()).toEqual(names);
    await expect.poll(() => shown.page.locator('.outline .guard').count()).toBe(last);
  });
});
