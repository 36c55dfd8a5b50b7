import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { many } from '../timeline/sample-timelines.js';
import { previewPages } from './preview-page.js';

const preview = previewPages();

const event = (id: string): string => `[data-event="${id}"]`;

/** The event drawn in the middle of the picture. */
function inTheMiddle(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const view = document.querySelector('.diagram')?.getBoundingClientRect();
    const rows = [...document.querySelectorAll('[data-event] .row')];
    const middle = view === undefined ? 0 : view.y + view.height / 2;
    const row = rows.find((candidate) => {
      const { top, bottom } = candidate.getBoundingClientRect();
      return top <= middle && bottom >= middle;
    });
    return row?.closest('[data-event]')?.getAttribute('data-event') ?? null;
  });
}

describe('a long timeline', () => {
  test('a long timeline of two thousand events draws only what is near the view', async () => {
    const shown = await preview();
    await shown.show(many(2000));
    const { page } = shown;
    const drawn = (): Promise<number> => page.locator('[data-event]').count();
    await expect.poll(drawn).toBeGreaterThan(20);
    await expect.poll(drawn).toBeLessThan(120);
    await expect.poll(() => page.locator('.slot').count()).toBeLessThan(12);
    await page.evaluate(() => document.querySelector('.diagram')?.scrollBy(0, 30_000));
    await expect.poll(() => inTheMiddle(page)).not.toBeNull();
    await expect.poll(drawn).toBeLessThan(120);
  });

  test('a long timeline is patched where an edit touches it, and nowhere else', async () => {
    const shown = await preview();
    const { page } = shown;
    const whole = many(2000);
    await shown.show(whole);
    await page.evaluate(() => {
      const touched: string[] = [];
      Object.assign(window, { touched });
      const name = (node: Node): string => {
        const element = node instanceof Element ? node : node.parentElement;
        const event = element?.closest('[data-event]')?.getAttribute('data-event');
        return event ?? element?.getAttribute('data-ground') ?? '';
      };
      const observer = new MutationObserver((records) => touched.push(...records.map(({ target }) => name(target))));
      const section = document.querySelector('.sheet section');
      if (section !== null) {
        observer.observe(section, { subtree: true, childList: true, attributes: true, characterData: true });
      }
    });
    const events = whole.events.map((each, index) => (index === 3 ? { ...each, message: 'RequestZ' } : each));
    await shown.show({ ...structuredClone(whole), events: structuredClone(events) });
    await expect.poll(() => page.textContent(`${event('0-P0-3')} .label`)).toBe('RequestZ');
    const touched = await page.evaluate(() => (window as unknown as { touched: string[] }).touched);
    expect([...new Set(touched)]).toEqual(['0-P0-3']);
  });

  test('a long timeline keeps the middle in place while the user zooms, also when the picture is laid out again', async () => {
    const shown = await preview({ height: 500 });
    const { page } = shown;
    await shown.show(many(2000));
    await page.evaluate(() => document.querySelector('.diagram')?.scrollTo(0, 20_000));
    await expect.poll(() => inTheMiddle(page)).not.toBeNull();
    const before = await inTheMiddle(page);
    const sheet = (): Promise<number> =>
      page.evaluate(() => document.querySelector('.sheet')?.getBoundingClientRect().width ?? 0);
    const room = await sheet();
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await expect.poll(sheet, { message: 'the picture fills its room again' }).toBe(room);
    await expect.poll(() => page.textContent('[data-command="zoom-reset"]')).toBe('125%');
    await expect.poll(() => inTheMiddle(page)).toBe(before);
  });

  test('a long timeline of twenty thousand events scrolls, finds and goes to the end', async () => {
    const shown = await preview();
    const { page } = shown;
    const timeline = many(20_000);
    const last = timeline.events.map((each, index) =>
      index === 19_990 ? { ...each, message: 'RequestNeedle' } : each,
    );
    await shown.show({ ...timeline, events: last });
    await expect.poll(() => page.locator('[data-event]').count()).toBeLessThan(120);
    await page.keyboard.press('/');
    await page.keyboard.type('needle');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator(`.cursor`).count()).toBe(1);
    await expect.poll(() => page.textContent(`${event('999-P999-10')} .label`)).toBe('RequestNeedle');
    await page.keyboard.press('Escape');
    await page.focus(event('999-P999-10'));
    await page.keyboard.press('Home');
    await expect.poll(() => page.evaluate(() => document.querySelector('.diagram')?.scrollTop)).toBeLessThan(100);
    await expect.poll(() => page.locator('[data-event]').count()).toBeLessThan(120);
  });

  test('a long timeline is drawn whole where a screen reader is on', async () => {
    const shown = await preview();
    await shown.page.evaluate(() => document.body.classList.add('vscode-using-screen-reader'));
    await shown.show(many(1000));
    await expect.poll(() => shown.page.locator('[data-event]').count()).toBe(1000);
  });

  test('a long timeline of twenty thousand events is a table at once, draws the rows near the view, and is walked to its end', async () => {
    const shown = await preview();
    const { page } = shown;
    await shown.show(many(20_000));
    await page.keyboard.press('t');
    const rows = page.locator('tr[data-event]');
    await expect.poll(() => rows.count()).toBeGreaterThan(15);
    await expect.poll(() => rows.count()).toBeLessThan(100);
    await expect.poll(() => page.getAttribute('.event-table table', 'aria-rowcount')).toBe('21001');
    await page.locator('tr[data-event] button').first().focus();
    await page.keyboard.press('End');
    const at = (): Promise<string | null | undefined> =>
      page.evaluate(() => document.activeElement?.closest('tr')?.getAttribute('aria-rowindex'));
    await expect.poll(at).toBe('21001');
    await page.keyboard.press('ArrowUp');
    await expect.poll(at).toBe('21000');
    const bottom = async (selector: string): Promise<number> => {
      const box = await page.locator(selector).boundingBox();
      return box === null ? Number.POSITIVE_INFINITY : box.y + box.height;
    };
    await expect.poll(() => bottom('tr.current')).toBeLessThanOrEqual(await bottom('.event-table'));
    await expect.poll(() => rows.count()).toBeLessThan(100);
    await page.keyboard.press('Home');
    await expect.poll(at).toBe('3');
  });

  test('a long timeline is a whole table where a screen reader is on', async () => {
    const shown = await preview();
    await shown.page.evaluate(() => document.body.classList.add('vscode-using-screen-reader'));
    await shown.show(many(1000));
    await shown.page.keyboard.press('t');
    await expect.poll(() => shown.page.locator('tr[data-event]').count()).toBe(1000);
    await expect.poll(() => shown.page.getAttribute('.event-table table', 'aria-rowcount')).toBeNull();
  });
});
