import { expect, test } from 'vitest';
import { crowded, twoProblems } from '../timeline/sample-timelines.js';
import { previewPages } from './preview-page.js';

const openPage = previewPages();
const widths = [380, 440, 500, 560, 700, 1000, 1600];

test('the legend shows each sign, or counts it on a button that opens the list of signs', async () => {
  const shown = await openPage();
  for (const timeline of [twoProblems, crowded]) {
    await shown.show(timeline);
    for (const width of widths) {
      await shown.page.setViewportSize({ width, height: 700 });
      await expect.poll(() => shown.page.evaluate(legendFaults), { message: `${width} px` }).toEqual([]);
    }
  }
  await shown.page.setViewportSize({ width: 380, height: 700 });
  const more = shown.page.locator('.more-signs');
  const folded = await more.getAttribute('title');
  expect(folded?.split(', ')).toHaveLength(Number((await more.innerText()).slice(1)));
  await more.click();
  for (const sign of folded?.split(', ') ?? []) {
    expect(await shown.page.locator('.help-panel .signs').innerText()).toContain(sign);
  }
});

/** Runs in the page: what of the row is cut, covered or not counted. */
function legendFaults(): string[] {
  const problems: string[] = [];
  const boxOf = (element: Element): DOMRect => element.getBoundingClientRect();
  const row = document.querySelector('footer.legend');
  if (row === null) return ['no legend'];
  if (boxOf(row).height !== 28) problems.push(`${boxOf(row).height} px high`);
  const signs = [...row.querySelectorAll('.samples li')];
  const folded = signs.filter((sign) => sign.classList.contains('folded'));
  const counted = Number((row.querySelector('.more-signs')?.textContent ?? '+0').slice(1));
  if (counted !== folded.length) problems.push(`${counted} counted, ${folded.length} folded`);
  const parts = [...signs.filter((sign) => !folded.includes(sign)), ...row.querySelectorAll('button')]
    .map((part) => boxOf(part))
    .filter(({ width }) => width > 0);
  for (const [index, { left, right }] of parts.entries()) {
    if (left < (parts[index - 1]?.right ?? 0)) problems.push(`part ${index} meets the one before`);
    if (right > innerWidth) problems.push(`part ${index} leaves the panel`);
  }
  const samples = boxOf(row.querySelector('.samples') ?? row);
  const need = signs.reduce((sum, sign) => sum + boxOf(sign).width + 16, -16);
  const more = row.querySelector('.more-signs');
  const room = samples.width + (more === null ? 0 : boxOf(more).width + 12);
  if (folded.length > 0 && need <= room) problems.push('folded although there is room');
  return problems;
}
