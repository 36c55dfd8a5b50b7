import { describe, expect, test } from 'vitest';
import { conforming, twoProblems } from '../timeline/sample-timelines.js';
import { at, finding } from '../timeline/timeline-parts.js';
import { DOCUMENT, type PreviewPage, previewPages } from './preview-page.js';

const preview = previewPages();

const focused = ({ page }: PreviewPage): Promise<string> =>
  page.evaluate(() => {
    const { activeElement: at } = document;
    return at?.getAttribute('data-event') ?? at?.getAttribute('data-outcome') ?? at?.getAttribute('class') ?? '';
  });

describe('going by key takes the keyboard along', () => {
  test.each(['.chip', '.band-head', '[data-command="search"]'])(
    'going by key takes the keyboard along from %s, so that Enter fixes',
    async (from) => {
      const shown = await preview();
      await shown.show(twoProblems);
      await shown.page.focus(from);
      await shown.page.keyboard.press('e');
      await expect.poll(() => focused(shown)).toBe('1-Accepts-m0');
      await shown.page.keyboard.press('Enter');
      await expect.poll(() => shown.lastPosted()).toMatchObject({ type: 'fix' });
    },
  );

  test('a button that is pressed keeps it', async () => {
    const shown = await preview();
    await shown.show(twoProblems);
    await shown.page.focus('[data-command="filter"]');
    await shown.page.keyboard.press('Enter');
    await expect
      .poll(() => shown.page.evaluate(() => document.activeElement?.getAttribute('data-command')))
      .toBe('filter');
  });

  test('going by key takes the keyboard along in the table too', async () => {
    const shown = await preview();
    await shown.show(twoProblems);
    await shown.page.keyboard.press('t');
    await shown.page.keyboard.press('e');
    const row = (): Promise<string | null | undefined> =>
      shown.page.evaluate(() => document.activeElement?.closest('tr')?.getAttribute('data-event'));
    await expect.poll(row).toBe('1-Accepts-m0');
  });

  test('navigating by key moves the focus to a phase’s finding, where it can be fixed at once', async () => {
    const shown = await preview();
    const message = 'Nobody plays “agent2”.';
    const findings = [finding('x', 'warning', message, 20)];
    const phases = conforming.phases.map((phase) => ({ ...phase, findings: phase.visit === 1 ? [0] : [] }));
    await shown.show({ ...conforming, findings, phases });
    await shown.page.keyboard.press('e');
    await expect.poll(() => shown.page.textContent('[aria-live="polite"]')).toBe(`Accepts. ${message}`);
    await shown.page.keyboard.press('Enter');
    await expect.poll(() => shown.lastPosted()).toMatchObject({ type: 'fix', finding: { message } });
  });
});

describe('the keyboard is not lost', () => {
  const place = ({ page }: PreviewPage): Promise<string> =>
    page.evaluate(() => {
      const at = document.activeElement;
      return at?.closest('[data-event]')?.getAttribute('data-event') ?? at?.tagName.toLowerCase() ?? '';
    });

  test('the keyboard is on the hit where the search closes', async () => {
    const shown = await preview();
    await shown.show(conforming);
    await shown.page.focus('.chip');
    await shown.page.keyboard.press('/');
    await shown.page.keyboard.type('eventack');
    await shown.page.keyboard.press('Enter');
    await shown.page.keyboard.press('Escape');
    await expect.poll(() => place(shown)).toBe('1-Accepts-1');
    await shown.page.keyboard.press('ArrowDown');
    await expect.poll(() => place(shown)).toBe('1-Accepts-2');
  });

  test('the keyboard is not lost where the picture becomes a table and a picture again', async () => {
    const shown = await preview();
    await shown.show(conforming);
    await shown.page.focus('[data-event="1-Accepts-0"]');
    await shown.page.keyboard.press('t');
    await expect.poll(() => place(shown)).toBe('1-Accepts-0');
    await shown.page.keyboard.press('ArrowDown');
    await shown.page.keyboard.press('t');
    await expect.poll(() => place(shown)).toBe('1-Accepts-1');
    await expect.poll(() => focused(shown)).toBe('1-Accepts-1');
  });

  test('the keyboard goes to the filter where it opens, and comes back', async () => {
    const shown = await preview();
    await shown.show(conforming);
    await shown.page.focus('[data-event="1-Accepts-0"]');
    await shown.page.keyboard.press('f');
    await expect.poll(() => place(shown)).toBe('input');
    await shown.page.keyboard.press('Escape');
    await expect.poll(() => place(shown)).toBe('1-Accepts-0');
  });

  test('the keyboard is not lost when the page gets the focus back', async () => {
    const shown = await preview();
    await shown.show(conforming);
    await shown.page.focus('[data-event="1-Accepts-0"]');
    await shown.page.evaluate(() => {
      (document.activeElement as HTMLElement).blur();
      window.dispatchEvent(new Event('blur'));
      window.dispatchEvent(new Event('focus'));
    });
    await expect.poll(() => place(shown)).toBe('1-Accepts-0');
  });
});

test('Escape closes what was opened last', async () => {
  const shown = await preview();
  const { page } = shown;
  await shown.show(twoProblems);
  await page.keyboard.press('d');
  await page.locator('.flow-verdict').click();
  await page.keyboard.press('f');
  const open = async () => (await page.$$('.problems, .details-panel, fieldset')).length;
  await expect.poll(open).toBe(4);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('fieldset').count()).toBe(0);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('.problems').count()).toBe(0);
  await expect.poll(() => page.locator('.details-panel').count()).toBe(1);
  await page.keyboard.press('Escape');
  await expect.poll(open).toBe(0);
});

test('arrow keys walk from chips and heads', async () => {
  const shown = await preview();
  await shown.show(conforming);
  const { page } = shown;
  await page.focus('[data-visit="0"] .chip');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => focused(shown)).toBe('1');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => focused(shown)).toBe('0-Invite-2');
  await page.focus('[data-visit="0"] .chip');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => focused(shown)).toBe('1-Accepts-0');
  await page.focus('[data-visit="1"] .band-head');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => focused(shown)).toBe('0-Invite-2');
  await page.focus('[data-visit="1"] .band-head');
  await page.keyboard.press('End');
  await expect.poll(() => focused(shown)).toBe(conforming.events.at(-1)?.id);
});

test('the list of findings leads to what this path shows, and asks for what it does not', async () => {
  const shown = await preview();
  const elsewhere = { ...finding('y', 'error', 'On another path.', 70), fixable: false };
  await shown.show({ ...twoProblems, findings: [...twoProblems.findings, elsewhere] });
  const { page } = shown;
  await page.click('button.flow-verdict');
  await page.focus('.problems li:first-child .finding');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.slot .cursor').count()).toBe(1);
  await expect
    .poll(() => page.textContent('[aria-live="polite"]'))
    .toMatch(/^Shown on the timeline\. Accepts, 7 of 12/);
  const [first] = twoProblems.findings;
  await expect
    .poll(() => shown.lastPosted())
    .toEqual({
      type: 'reveal',
      documentUri: DOCUMENT,
      range: first?.range,
      focus: false,
    });
  await page.locator('.problems .finding', { hasText: 'On another path.' }).click();
  const { id, message, range } = elsewhere;
  await expect
    .poll(() => shown.lastPosted())
    .toEqual({
      type: 'show-finding',
      documentUri: DOCUMENT,
      finding: { id, message },
      range,
    });
});

test('the caret on a way on marks its chip, and the phase', async () => {
  const shown = await preview();
  const phases = conforming.phases.map((phase) => {
    const outcomes = phase.outcomes.map((way, index) => ({ ...way, range: at(77, 10 + 9 * index, 14 + 9 * index) }));
    return phase.visit === 0 ? { ...phase, range: at(77, 2, 60), outcomes } : phase;
  });
  await shown.show({ ...conforming, phases });
  await shown.send({ type: 'caret', documentUri: DOCUMENT, range: at(77, 12, 12) });
  await expect.poll(() => shown.page.locator('[data-visit="0"].marked').count()).toBe(1);
  await expect.poll(() => shown.page.locator('.marked-chip').count()).toBe(1);
});
