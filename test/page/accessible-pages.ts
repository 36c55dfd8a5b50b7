import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { keepPicture } from '../support/pictures.js';
import { allPaths } from '../timeline/branching-timelines.js';
import { crowded, twoProblems } from '../timeline/sample-timelines.js';
import { at } from '../timeline/timeline-parts.js';
import { DOCUMENT, type previewPages } from './preview-page.js';

/**
 * Tests that axe finds nothing in the preview, narrow and wide.
 * @param openPage opens a page of the calling file
 * @param names of the themes; two files share them, so that the two run side by side
 */
export function testAccessibility(openPage: ReturnType<typeof previewPages>, names: readonly string[]): void {
  // The themes of a kind differ in their colors only, which are the same in a narrow page.
  const cases = names.flatMap((theme, index) =>
    (index === 0 ? [500, 1400] : [1400]).map((width) => ({ theme, width })),
  );

  describe.each(cases)('$theme at $width px', ({ theme, width }) => {
    const samples = { twoProblems, crowded, allPaths };
    // What asks for nothing else than colors is asked in the first.
    const violations = (page: Page): Promise<string[]> => violationsIn(page, theme === names[0] ? null : COLOR_RULES);

    test.each(Object.entries(samples))('axe finds nothing in %s, drawn and as a table', async (name, timeline) => {
      const shown = await openPage({ theme, width, height: 900 });
      const { page } = shown;
      await shown.show(timeline);
      await shown.send({ type: 'caret', documentUri: DOCUMENT, range: at(18, 8, 8) });
      await expect.poll(() => violations(page)).toEqual([]);
      await page.keyboard.press('x');
      await expect.poll(() => violations(page)).toEqual([]);
      await keepPicture(page, `${name}-scale-${theme}-${width}`);
      await page.keyboard.press('f');
      await page.getByRole('checkbox').first().uncheck();
      await page.click('[data-command="search"]');
      await page.getByRole('searchbox').fill('event');
      await page.keyboard.press('Enter');
      await expect.poll(() => violations(page)).toEqual([]);
      await keepPicture(page, `${name}-found-${theme}-${width}`);
      await page.keyboard.press('Escape');
      await page.keyboard.press('t');
      await page.getByRole('checkbox').first().check();
      await expect.poll(() => violations(page)).toEqual([]);
      await keepPicture(page, `${name}-table-${theme}-${width}`);
    });
  });
}

/** Axe's rules about colors. */
const COLOR_RULES = ['color-contrast', 'link-in-text-block'];

/** What axe objects to, by some or by all of its rules, and what it does not ask. */
async function violationsIn(page: Page, rules: readonly string[] | null): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const results = await page.evaluate(
    (values) =>
      (window as unknown as { axe: typeof axe }).axe.run(
        values === null ? {} : { runOnly: { type: 'rule', values: [...values] } },
      ),
    rules,
  );
  const found = results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`),
  );
  return [...found, ...(await page.evaluate(unnamedLabels))];
}

/** Runs in the page: what is drawn on a button and is not in the name that it is called by. */
function unnamedLabels(): string[] {
  const words = (text: string): string[] => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return [...document.querySelectorAll('svg [role="button"]')].flatMap((button) => {
    const name = button.querySelector(':scope > title')?.textContent ?? '';
    const label = button.querySelector('.label, .title, .chip-text, .guard-text')?.firstChild?.textContent ?? '';
    // A label that is too long is shortened; what is left of it begins the same.
    const missing = words(label).filter((word) => !name.toLowerCase().includes(word.toLowerCase()));
    return missing.length === 0 ? [] : [`“${label}” is not called that: ${name}`];
  });
}
