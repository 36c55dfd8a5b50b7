import { describe, expect, test } from 'vitest';
import { conforming, many } from '../timeline/sample-timelines.js';
import { at } from '../timeline/timeline-parts.js';
import { type PreviewPage, previewPages } from './preview-page.js';

const openPage = previewPages();
const widths = [380, 500, 700, 1200];

const message =
  'Unexpected "}". Expected `->` with the receivers, `:` with the message, or a new line; see the reference.';
const unreadable = { code: 'syntax-error', message, range: at(6) };
const lost = { phase: 'Leaves', after: 'Invite', reason: 'no-way' } as const;
const followed = { path: ['Invite', 'Leaves'], lost };

/** Runs in the page: boxes that meet another one or leave the panel, and text that is cut. */
function faultsOfPage(): string[] {
  const parts = ['.toolbar', '.diagram, .event-table', '.minimap', '.notices', '.legend'].flatMap((selector) => {
    const box = document.querySelector(selector)?.getBoundingClientRect();
    return box === undefined ? [] : [{ selector, box }];
  });
  const meetings = parts.flatMap((a, index) =>
    parts.slice(index + 1).flatMap((b) => {
      const width = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const height = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      return width > 0.5 && height > 0.5 ? [`${a.selector} meets ${b.selector}`] : [];
    }),
  );
  const outside = parts.filter(({ box }) => box.left < 0 || box.right > innerWidth || box.bottom > innerHeight + 0.5);
  const cut = [...document.querySelectorAll('.notices, .notices p, .notices span, .notices button')].filter(
    (part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0,
  );
  return [...meetings, ...outside.map(({ selector }) => `${selector} is outside`), ...cut.map(() => 'text is cut')];
}

const heightOf = async ({ page }: PreviewPage): Promise<number> =>
  (await page.locator('.notices').boundingBox())?.height ?? 0;

describe.each([false, true])('notices, table: %s', (table) => {
  test('notices have room of their own below the picture at every width, and none when there is none', async () => {
    const shown = await openPage({ height: 500 });
    await shown.show(many(60));
    if (table) await shown.page.keyboard.press('t');
    for (const width of widths) {
      await shown.page.setViewportSize({ width, height: 500 });
      await shown.show(many(60), { stale: true, unreadable, followed });
      await expect.poll(() => heightOf(shown), { message: `${width} px` }).toBeGreaterThanOrEqual(56);
      await expect.poll(() => shown.page.evaluate(faultsOfPage), { message: `${width} px` }).toEqual([]);
      await shown.show(many(60));
      await expect.poll(() => heightOf(shown), { message: `${width} px` }).toBe(0);
    }
  });
});

test('the last row of the picture can be scrolled above the notice', async () => {
  const shown = await openPage({ width: 500, height: 400 });
  await shown.show(conforming, { unreadable });
  await shown.page.evaluate(() => document.querySelector('.diagram')?.scrollTo(0, 100_000));
  const last = shown.page.locator('[data-event]').last();
  const bottom = async (): Promise<number> => {
    const box = await last.boundingBox();
    return (box?.y ?? 0) + (box?.height ?? 0);
  };
  const notice = (await shown.page.locator('.notices').boundingBox())?.y ?? 0;
  await expect.poll(bottom).toBeLessThanOrEqual(notice);
});
