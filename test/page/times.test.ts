import { describe, expect, test } from 'vitest';
import { unanswered } from '../timeline/branching-timelines.js';
import { type PreviewPage, previewPages } from './preview-page.js';

const openPage = previewPages();

const preview = (): Promise<PreviewPage> => openPage();

describe('times', () => {
  test('times are counted from the beginning by a key and a button, in the picture and in the table, and that choice is kept', async () => {
    const shown = await preview();
    const { page } = shown;
    await shown.show(unanswered);
    const gutter = (): Promise<(string | undefined)[]> =>
      page.$$eval('svg .time', (all) => all.map((time) => [...time.childNodes].at(-1)?.textContent ?? undefined));
    await expect.poll(gutter).toEqual(['0 ms', '+40 ms', '+30 s', '+5 ms']);
    await page.keyboard.press('g');
    await expect.poll(gutter).toEqual(['0 ms', '40 ms', '30.04 s', '30.045 s']);
    expect(await shown.isOn('times')).toBe(true);
    await page.reload();
    await shown.show(unanswered);
    await expect.poll(async () => (await gutter())[2]).toBe('30.04 s');
    await shown.more('times');
    await expect.poll(async () => (await gutter())[2]).toBe('+30 s');
  });

  test('times are shown by distances with a mark where they are cut; the view stays where it is', async () => {
    const shown = await preview();
    const { page } = shown;
    await shown.show(unanswered);
    const height = (): Promise<number> =>
      page.$$eval('.slot', (slots) => slots.reduce((sum, slot) => sum + slot.clientHeight, 0));
    const before = await height();
    await expect.poll(() => page.locator('.axis').count()).toBe(0);
    await page.keyboard.press('x');
    await expect.poll(height).toBeGreaterThan(before + 80);
    await expect
      .poll(() => page.$$eval('.axis-break > title', (all) => all.map((text) => text.textContent)))
      .toEqual(['30 s pass here, more than is drawn']);
    await expect.poll(() => page.locator('.axis-unknown').count()).toBe(1);
    await expect.poll(async () => (await shown.stored())?.view.scale).toBe(true);
    await shown.more('scale');
    await expect.poll(height).toBe(before);
  });

  test('a timeout is a bracket from what starts its clock, and its label contains its length', async () => {
    const shown = await preview();
    const { page } = shown;
    await shown.show(unanswered);
    await expect.poll(() => page.locator('.bracket[data-timeout="1"]').count()).toBe(2);
    const head = page.locator('[data-phase="NoAnswer"] .band-head');
    await expect
      .poll(() => head.locator('> title').textContent())
      .toContain('timeout 30 s after EventAgentInvited of Invite');
  });
});
