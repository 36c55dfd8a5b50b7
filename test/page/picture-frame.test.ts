import { expect, test } from 'vitest';
import { allPaths } from '../timeline/branching-timelines.js';
import { conforming, crowded, many, twoProblems } from '../timeline/sample-timelines.js';
import { previewPages } from './preview-page.js';

const openPage = previewPages();
const widths = [380, 479, 480, 600, 700, 900, 1200, 1600];

test('at every width, flow and path take 76 px at most, and the legend 28', async () => {
  const shown = await openPage();
  for (const width of widths) {
    await shown.page.setViewportSize({ width, height: 700 });
    for (const timeline of [conforming, twoProblems, crowded, allPaths]) {
      await shown.show(timeline);
      const message = `${timeline.flow}, ${width} px`;
      const height = async (part: string) => (await shown.page.locator(part).boundingBox())?.height;
      await expect.poll(() => height('.toolbar'), { message }).toBeLessThanOrEqual(76);
      await expect.poll(() => height('.legend'), { message }).toBe(28);
    }
  }
});

test('the map covers nothing of the picture', async () => {
  const shown = await openPage({ width: 1200, height: 500 });
  await shown.show(many(200));
  const map = shown.page.locator('.minimap');
  for (const width of [500, 899, 900, 1200, 1600]) {
    await shown.page.setViewportSize({ width, height: 500 });
    await expect.poll(() => map.isVisible()).toBe(true);
    const covered = async () => {
      const [left, right] = [await shown.page.locator('.diagram').boundingBox(), await map.boundingBox()];
      return (left?.x ?? 0) + (left?.width ?? 0) - (right?.x ?? 0);
    };
    await expect.poll(covered, { message: `${width} px` }).toBeLessThanOrEqual(0);
    const box = await map.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0), `${width} px`).toBeLessThanOrEqual(width);
  }
});
