import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { keepPicture } from '../support/pictures.js';
import { conforming, many, twoProblems } from '../timeline/sample-timelines.js';
import { at } from '../timeline/timeline-parts.js';
import { DOCUMENT, type PreviewPage, previewPages } from './preview-page.js';
import { themes } from './themes.js';

const preview = previewPages();

const event = (id: string): string => `[data-event="${id}"]`;
const scrollTop = (page: Page): Promise<number> =>
  page.evaluate(() => Math.round(document.querySelector('.diagram')?.scrollTop ?? -1));
const scrolled = async (shown: PreviewPage): Promise<number[]> =>
  (await shown.posted()).flatMap((message) => (message.type === 'scrolled' ? [message.range.start.line] : []));
/** What the editor sends when it is scrolled so that it shows these lines. */
const lines = (first: number, last: number) =>
  ({
    type: 'editor-scrolled',
    documentUri: DOCUMENT,
    range: { start: { line: first, character: 0 }, end: { line: last, character: 0 } },
  }) as const;

describe('the strip of the current phase', () => {
  test('the strip of the current phase stays below the heads of the lanes while its messages scroll, and leads back to the phase', async () => {
    const shown = await preview({ height: 300 });
    const { page } = shown;
    await shown.show(twoProblems);
    expect(await page.locator('.sticky-strip').count()).toBe(0);
    await page.evaluate(() => document.querySelector('.diagram')?.scrollTo({ top: 60, behavior: 'instant' }));
    await page.locator('.sticky-strip', { hasText: 'Invite' }).waitFor();
    const [strip, heads] = [
      await page.locator('.sticky-strip').boundingBox(),
      await page.locator('.headers').boundingBox(),
    ];
    expect(strip?.y).toBe((heads?.y ?? 0) + (heads?.height ?? 0));
    expect(strip?.width).toBe(heads?.width);
    expect(await page.locator('.sticky-strip .bar').count()).toBeGreaterThan(0);
    await page.locator('.sticky-strip').click();
    await expect.poll(() => scrollTop(page)).toBe(0);
    await expect.poll(() => page.locator('.sticky-strip').count()).toBe(0);
  });

  test('the strip of the current phase does not cover the message that a key goes to', async () => {
    const shown = await preview({ height: 300 });
    const { page } = shown;
    await shown.show(many(40));
    for (let step = 0; step < 14; step++) await page.keyboard.press('j');
    for (let step = 0; step < 11; step++) await page.keyboard.press('k');
    await page.locator('.sticky-strip').waitFor();
    const strip = await page.locator('.sticky-strip').boundingBox();
    const row = await page.locator('.cursor').boundingBox();
    expect(row?.y).toBeGreaterThanOrEqual((strip?.y ?? 0) + (strip?.height ?? 0));
  });
});

describe('scrolling together with the editor', () => {
  test('the place that the user scrolls to is reported, once for each place', async () => {
    const shown = await preview({ height: 420 });
    await shown.show(many(200));
    await shown.page.mouse.move(400, 350);
    await shown.page.mouse.wheel(0, 400);
    await expect.poll(() => scrollTop(shown.page)).toBe(400);
    await expect.poll(async () => (await scrolled(shown)).at(-1)).toBeGreaterThan(10);
    const summary = await scrolled(shown);
    expect(summary).toEqual([...new Set(summary)]);
  });

  test('the picture goes where the editor goes, and does not answer', async () => {
    const shown = await preview({ height: 420 });
    const { page } = shown;
    await shown.show(many(200));
    await shown.send(lines(120, 150));
    await expect.poll(() => scrollTop(page)).toBeGreaterThan(1000);
    await shown.send(lines(10, 40));
    await expect.poll(() => scrollTop(page)).toBe(0);
    await shown.send({ type: 'caret', documentUri: DOCUMENT, range: at(150, 8, 8) });
    await expect.poll(() => scrollTop(page)).toBeGreaterThan(1000);
    await expect.poll(() => scrolled(shown)).toEqual([]);
  });

  test('an edit and a step after a person has scrolled do not move the editor', async () => {
    const shown = await preview({ height: 420 });
    const { page } = shown;
    await shown.show(many(200));
    await page.mouse.move(400, 350);
    await page.mouse.wheel(0, 3000);
    await expect.poll(() => scrollTop(page)).toBe(3000);
    await expect.poll(async () => (await scrolled(shown)).length).toBeGreaterThan(0);
    const before = await scrolled(shown);
    await shown.show(many(40));
    await expect.poll(() => scrollTop(page)).toBeLessThan(3000);
    await page.keyboard.press('j');
    await expect.poll(() => scrolled(shown)).toEqual(before);
  });

  test('scrolling together with the editor can be turned off, and stays off over a reload', async () => {
    const shown = await preview({ height: 420 });
    const { page } = shown;
    await shown.show(many(200));
    await shown.more('scroll-sync');
    expect(await shown.isOn('scroll-sync')).toBe(false);
    await shown.send(lines(120, 150));
    await expect.poll(() => scrollTop(page)).toBe(0);
    await page.reload();
    await shown.show(many(200));
    await page.mouse.move(400, 350);
    await page.mouse.wheel(0, 400);
    await expect.poll(() => scrollTop(page)).toBe(400);
    await expect.poll(() => scrolled(shown)).toEqual([]);
  });
});

describe('the minimap', () => {
  test('the minimap is there where the picture is long, and can be shown and hidden for good', async () => {
    const shown = await preview();
    const { page } = shown;
    await shown.show(conforming);
    await expect.poll(() => page.locator('.minimap').count()).toBe(0);
    await page.keyboard.press('m');
    await expect.poll(() => page.locator('.minimap').count()).toBe(1);
    expect(await shown.isOn('minimap')).toBe(true);
    await page.keyboard.press('m');
    await page.reload();
    await shown.show(many(400));
    await expect.poll(() => page.locator('.minimap').count(), { message: 'hidden by hand' }).toBe(0);
    const another = await preview();
    await another.show(many(400));
    await expect.poll(() => another.page.locator('.minimap').count()).toBe(1);
    expect(await another.isOn('minimap')).toBe(true);
  });

  test('a click goes there, the window is dragged, and the editor goes along', async () => {
    const shown = await preview();
    const { page } = shown;
    await shown.show(many(400));
    const strip = await page.locator('.minimap').boundingBox();
    if (strip === null) throw new Error('No minimap.');
    const x = strip.x + strip.width / 2;
    await page.mouse.click(x, strip.y + strip.height / 2);
    const total = await page.evaluate(() => document.querySelector('.sheet section')?.clientHeight ?? 0);
    await expect.poll(async () => (await scrollTop(page)) / total).toBeGreaterThan(0.4);
    const half = await scrollTop(page);
    expect(half / total).toBeLessThan(0.5);
    await expect.poll(async () => (await scrolled(shown)).length).toBe(1);
    await page.mouse.down();
    await page.mouse.move(x, strip.y + strip.height / 2 + 60, { steps: 3 });
    await page.mouse.up();
    await expect.poll(async () => (await scrollTop(page)) - half).toBeGreaterThan(60);
    await page.mouse.move(x, strip.y + 10);
    await expect.poll(() => scrollTop(page), { message: 'let go' }).toBeGreaterThan(half);
    await page.keyboard.press('Tab');
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('.minimap') === null)).toBe(true);
  });
});

describe('dragging the picture', () => {
  test.each(['left', 'middle'] as const)(
    'dragging the picture with the %s button moves it and does not click',
    async (button) => {
      const shown = await preview({ height: 420 });
      const { page } = shown;
      await shown.show(many(200));
      await page.mouse.move(400, 380);
      await page.mouse.down({ button });
      await page.mouse.move(400, 280, { steps: 4 });
      await page.mouse.up({ button });
      await expect.poll(() => scrollTop(page)).toBe(100);
      await expect.poll(async () => (await shown.posted()).filter(({ type }) => type === 'reveal')).toEqual([]);
      await page.mouse.move(400, 200, { steps: 3 });
      await expect.poll(() => scrollTop(page)).toBe(100);
    },
  );

  test('a click with an unsteady hand stays a click', async () => {
    const shown = await preview();
    const { page } = shown;
    await shown.show(conforming);
    const box = await page.locator(`${event('0-Invite-1')} .row`).boundingBox();
    if (box === null) throw new Error('No row.');
    await page.mouse.move(box.x + 200, box.y + 12);
    await page.mouse.down();
    await page.mouse.move(box.x + 202, box.y + 14);
    await page.mouse.up();
    await expect.poll(() => shown.lastPosted()).toMatchObject({ type: 'reveal', range: at(12), focus: false });
  });
});

describe('phases', () => {
  test('the one in view is marked in the outline, which goes along', async () => {
    const shown = await preview({ width: 1300, height: 420 });
    const { page } = shown;
    await shown.show(many(600));
    const current = (): Promise<string> => page.locator('.outline [aria-current="location"] .name').innerText();
    await expect.poll(current).toBe('P0');
    await page.mouse.move(700, 380);
    await page.mouse.wheel(0, 9000);
    await expect.poll(current).not.toBe('P0');
    const visible = page.locator('.outline [aria-current="location"]');
    const inView = async (): Promise<boolean> => {
      const [item, nav] = [await visible.boundingBox(), await page.locator('.outline').boundingBox()];
      if (item === null || nav === null) return false;
      return item.y >= nav.y && item.y + item.height <= nav.y + nav.height + 1;
    };
    await expect.poll(inView).toBe(true);
    await page.evaluate(() => document.querySelector('.diagram')?.scrollTo(0, 1_000_000));
    await expect.poll(current).toBe('P29');
    await expect.poll(() => page.locator('.outline [aria-current]').count()).toBe(1);
  });

  test('one steps from phase to phase by key and by button', async () => {
    const shown = await preview();
    const { page } = shown;
    await shown.show(twoProblems);
    const announcement = (): Promise<string | null> => page.textContent('[aria-live="polite"]');
    const active = (): Promise<string | null | undefined> =>
      page.evaluate(() => document.querySelector('[tabindex="0"][data-event]')?.getAttribute('data-event'));
    await page.keyboard.press('Shift+J');
    await page.keyboard.press('Shift+J');
    await expect.poll(active).toMatch(/^1-Accepts-/);
    await shown.more('next-phase');
    await expect.poll(active).toMatch(/^2-Leaves-/);
    await page.keyboard.press('Shift+J');
    await expect.poll(announcement).toBe('This is the last phase');
    await page.keyboard.press('j');
    await page.keyboard.press('Shift+K');
    await expect.poll(active, { message: 'first to the beginning of the phase' }).toMatch(/^2-Leaves-/);
    await page.keyboard.press('Shift+K');
    await expect.poll(active).toMatch(/^1-Accepts-/);
    await expect.poll(async () => (await shown.lastPosted())?.type).toBe('reveal');
  });
});

describe('what is left out', () => {
  test('what is left out can be dimmed instead of gone, and one key shows everything', async () => {
    const shown = await preview();
    const { page } = shown;
    await shown.show(twoProblems);
    await page.keyboard.press('f');
    await page.getByRole('checkbox', { name: 'Reporting' }).uncheck();
    await expect.poll(() => page.locator('[data-event]').count()).toBe(8);
    await page.getByRole('checkbox', { name: 'Dim instead of hiding' }).check();
    await expect.poll(() => page.locator('[data-event]').count()).toBe(12);
    await expect.poll(() => page.locator('[data-event].dimmed').count()).toBe(4);
    await expect
      .poll(() => page.textContent('.hidden-count'))
      .toBe('Without Reporting: 4 of 12 messages dimmed, 2 of them with a problem.');
    await page.reload();
    await shown.show(twoProblems);
    await expect.poll(() => page.locator('[data-event].dimmed').count()).toBe(4);
    await page.keyboard.press('h');
    await expect.poll(() => page.locator('[data-event]').count()).toBe(8);
    await page.keyboard.press('r');
    await expect.poll(() => page.locator('[data-event]').count()).toBe(12);
    await expect.poll(() => page.locator('.hidden-count').count()).toBe(0);
  });
});

describe('a pinned panel', () => {
  test('a pinned panel is still pinned when its page is loaded again', async () => {
    const shown = await preview();
    await shown.show(conforming);
    await shown.send({ type: 'pinned', documentUri: DOCUMENT, pinned: true });
    await expect.poll(async () => (await shown.stored())?.pinned).toBe(true);
    await shown.page.reload();
    await shown.show(conforming);
    await expect.poll(async () => (await shown.stored())?.pinned).toBe(true);
    await shown.send({ type: 'pinned', documentUri: DOCUMENT, pinned: false });
    await expect.poll(async () => (await shown.stored())?.pinned).toBe(false);
  });
});

// Kept to be looked at, not compared.
test.each(Object.keys(themes))('a long picture has one minimap in %s', async (theme) => {
  for (const width of [600, 1400]) {
    const shown = await preview({ theme, width, height: 900 });
    const long = many(200);
    const events = long.events.map((each, index) =>
      index % 37 === 5 ? { ...each, status: 'unexpected' as const } : each,
    );
    const phases = long.phases.map((each, index) => (index === 3 ? { ...each, verdict: 'warnings' as const } : each));
    const faulty = phases.map((each, index) => (index % 4 === 0 ? { ...each, verdict: 'errors' as const } : each));
    await shown.show({ ...long, events, phases: faulty });
    await expect.poll(() => shown.page.locator('.minimap').count()).toBe(1);
    await keepPicture(shown.page, `long-${theme}-${width}`);
  }
});
