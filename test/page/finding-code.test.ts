import { expect, test } from 'vitest';
import type { Timeline } from '../../timeline/types/timeline.js';
import { twoProblems } from '../timeline/sample-timelines.js';
import { at } from '../timeline/timeline-parts.js';
import { previewPages } from './preview-page.js';

const openPage = previewPages();

const message = 'Missing message. Add `<b>a</b> -> b : M` to `next`.';
const timeline: Timeline = {
  ...twoProblems,
  findings: twoProblems.findings.map((finding) => ({ ...finding, message, brief: 'Add `<b>a</b>` to `next`' })),
  remarks: [1],
};

test('code in the text of a problem is code in HTML, and has no backticks in pictures, tooltips and names', async () => {
  const shown = await openPage({ width: 1000, height: 800 });
  const { page } = shown;
  const unreadable = { code: 'syntax-error', message, range: at(6) };
  await shown.show(timeline, { unreadable });
  await page.click('.flow-verdict');
  await page.keyboard.press('d');
  // First the problem of the flow, then that of a message.
  await page.keyboard.press('e');
  await page.keyboard.press('e');
  const codeIn = (part: string) => page.locator(`${part} code`).allInnerTexts();
  const code = ['<b>a</b> -> b : M', 'next'];
  for (const part of ['.problems li:nth-child(1)', '.notices', '.details-panel .remark:first-child']) {
    await expect.poll(() => codeIn(part), { message: part }).toEqual(expect.arrayContaining(code));
  }
  const raw = (): Promise<string[]> =>
    page.evaluate(() => {
      const html = document.querySelector('#app')?.innerHTML ?? '';
      const tags = document.querySelector('#app b') === null ? [] : ['an element made of a text'];
      return [...(html.match(/.{20}`.{20}/gs) ?? []), ...tags];
    });
  await expect.poll(() => page.locator('.note-text').first().textContent()).toContain('Add <b>a</b> to next');
  await expect.poll(raw).toEqual([]);
  await page.keyboard.press('t');
  await expect.poll(() => codeIn('.event-table tbody tr:has(strong) .remark')).toEqual(expect.arrayContaining(code));
  await expect.poll(raw).toEqual([]);
});
