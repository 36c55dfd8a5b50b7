import { expect, test } from 'vitest';
import { conforming, twoProblems } from '../timeline/sample-timelines.js';
import { previewPages } from './preview-page.js';

const openPage = previewPages();

const titles = ['Escalate a support chat, with mistakes', 'EscalateSupportChatToSupervisor'];

/** Runs in the page: whether the title is cut. */
function isCut({ scrollWidth, clientWidth, scrollHeight, clientHeight }: Element): boolean {
  return scrollWidth > clientWidth || scrollHeight > clientHeight;
}

test.each(titles)('the title %s is whole in a panel of 380 px', async (title) => {
  const shown = await openPage({ width: 380 });
  await shown.show({ ...conforming, title });
  const heading = shown.page.getByRole('heading', { level: 1 });
  await expect.poll(() => heading.textContent()).toBe(title);
  expect(await heading.evaluate(isCut)).toBe(false);
  expect((await shown.page.locator('.heading').boundingBox())?.height).toBe(40);
});

test.each(titles)('the title %s is whole next to problems and covered messages in wider panels', async (title) => {
  const shown = await openPage();
  const { page } = shown;
  await shown.show({ ...twoProblems, title }, { rows: { covered: 15, total: 17 } });
  const heading = page.getByRole('heading', { level: 1 });
  await expect.poll(() => heading.textContent()).toBe(title);
  for (const width of [479, 480, 500, 519, 520, 560, 599, 600, 699, 700, 900, 1200]) {
    await page.setViewportSize({ width, height: 700 });
    expect(await heading.evaluate(isCut), `${width} px`).toBe(false);
    expect((await page.locator('.heading').boundingBox())?.height, `${width} px`).toBe(40);
  }
});

test('a long name in the outline breaks between its words', async () => {
  const shown = await openPage({ width: 900 });
  const name = 'SupervisorCannotLeaveTheConferenceWhileAgentWaits';
  await shown.show({
    ...conforming,
    phases: conforming.phases.map((phase, index) => (index === 0 ? { ...phase, title: null, name } : phase)),
  });
  await shown.page.keyboard.press('o');
  const entry = shown.page.locator('.outline .name').first();
  await expect.poll(() => entry.textContent()).toBe(name);
  const lines = await entry.evaluate((element) => {
    const found: number[] = [];
    const range = document.createRange();
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE) continue;
      range.selectNodeContents(node);
      found.push(range.getClientRects().length);
    }
    return { ofWords: found, height: element.getBoundingClientRect().height };
  });
  expect(new Set(lines.ofWords)).toEqual(new Set([1]));
  expect(lines.ofWords.length).toBeGreaterThan(4);
  expect(lines.height).toBeGreaterThan(20);
});
