import { beforeAll, describe, expect, test } from 'vitest';
import { recordedResult } from '../../client/preview/recorded-interaction.js';
import { keepPicture } from '../support/pictures.js';
import { type RecordedChats, recordedChats } from '../support/recorded-chats.js';
import { conforming } from '../timeline/sample-timelines.js';
import { DOCUMENT, previewPages } from './preview-page.js';
import { themes } from './themes.js';

const openPage = previewPages();
let chats: RecordedChats;

beforeAll(async () => {
  chats = await recordedChats();
});

const late = () => chats.interactions.get('chat-1009') ?? conforming;

describe.each(Object.keys(themes))('what was recorded in %s', (theme) => {
  test.each([420, 900])('an interaction has planned and recorded times, %i px wide', async (width) => {
    const shown = await openPage({ theme, width });
    await shown.show(late());
    const row = shown.page.locator('[data-event][data-status="late"]');
    expect(await row.locator('.time').allTextContents()).toEqual([
      expect.stringContaining('+30 s'),
      expect.stringContaining('+41.02 s'),
    ]);
    expect(await row.locator('.time.deviating').count()).toBe(1);
    expect(await shown.page.locator('.headers').innerText()).toMatch(/planned\s+recorded/);
    await keepPicture(shown.page, `recorded-${width}-${theme}`);
  });

  test.each([420, 900])('a flow shows how often its rows were recorded, %i px wide', async (width) => {
    const shown = await openPage({ theme, width });
    await shown.show(chats.flows[1] ?? conforming);
    await shown.page.locator('.time.recorded', { hasText: '11×' }).first().waitFor();
    await keepPicture(shown.page, `frequencies-${width}-${theme}`);
  });
});

test('the table and the details show when a message was due', async () => {
  const shown = await openPage();
  await shown.show(late());
  await shown.page.keyboard.press('t');
  const table = shown.page.locator('.event-table');
  expect(await table.locator('thead th').allInnerTexts()).toContain('Planned');
  expect(await table.locator('tr[data-status="late"]').innerText()).toMatch(/\+41\.02 s\s+\+30 s/);
});

test.each([
  [380, 360],
  [900, 360],
  [596, 208],
  [380, 208],
])('an interaction opens at its first deviation, %i px wide and %i high', async (width, height) => {
  const shown = await openPage({ width, height });
  const open = (): Promise<void> => Promise.resolve();
  const result = recordedResult(DOCUMENT, { timeline: late(), deviation: null, open });
  await shown.send({ type: 'timeline', documentUri: DOCUMENT, result });
  const row = shown.page.locator('[data-event][data-status="late"]');
  const inSight = async (): Promise<boolean> => {
    const [event, view] = [await row.boundingBox(), await shown.page.locator('.diagram').boundingBox()];
    if (event === null || view === null) return false;
    const heads = await shown.page.locator('.headers').boundingBox();
    const top = Math.max(view.y, heads === null ? 0 : heads.y + heads.height);
    return event.y >= top && event.y + event.height <= view.y + view.height;
  };
  await expect.poll(inSight).toBe(true);
  await expect.poll(() => shown.page.locator('.diagram').evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0);
});
