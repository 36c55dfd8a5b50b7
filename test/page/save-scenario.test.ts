import { expect, test } from 'vitest';
import { conforming } from '../timeline/sample-timelines.js';
import { DOCUMENT, previewPages } from './preview-page.js';

const openPage = previewPages();

test('a path without a name can be saved as a scenario, by mouse and by key; one with a name cannot', async () => {
  const shown = await openPage();
  const { page } = shown;
  const path = conforming.path.slice(0, -1);
  await shown.show({ ...conforming, scenario: null, path });
  const wish = { type: 'save-scenario', documentUri: DOCUMENT, flow: conforming.flow, path };
  const field = page.getByRole('combobox', { name: 'Path' });
  await field.click();
  await page.getByRole('option', { name: 'Save as scenario' }).click();
  await expect.poll(() => shown.lastPosted()).toEqual(wish);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect.poll(() => shown.posted()).toEqual([{ type: 'ready' }, wish, wish]);
  await shown.show({ ...conforming, scenario: 'Joined' });
  await field.click();
  await expect.poll(() => page.getByRole('option', { name: 'Save as scenario' }).count()).toBe(0);
});
