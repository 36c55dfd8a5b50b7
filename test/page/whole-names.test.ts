import { expect, test } from 'vitest';
import { conforming } from '../timeline/sample-timelines.js';
import { previewPages } from './preview-page.js';

const openPage = previewPages();

test.each(['Escalate a support chat, with mistakes', 'EscalateSupportChatToSupervisor'])(
  'the title %s is whole in a panel of 380 px',
  async (title) => {
    const shown = await openPage({ width: 380 });
    const { page } = shown;
    await shown.show({ ...conforming, title });
    const heading = page.getByRole('heading', { level: 1 });
    await expect.poll(() => heading.textContent()).toBe(title);
    const cut = await heading.evaluate(
      ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
        scrollWidth > clientWidth || scrollHeight > clientHeight,
    );
    expect(cut).toBe(false);
    expect((await page.locator('.heading').boundingBox())?.height).toBe(40);
  },
);

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
