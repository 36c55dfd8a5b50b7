import axe from 'axe-core';
import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { pathGroups, shownPathText } from '../../client/webview/header/path-entries.js';
import type { TimelinePath, Verdict } from '../../timeline/types/timeline.js';
import { keepPicture } from '../support/pictures.js';
import { conforming } from '../timeline/sample-timelines.js';
import { DOCUMENT, type PageOptions, type PreviewPage, previewPages } from './preview-page.js';
import { themes } from './themes.js';

function path(phases: string, verdict: Verdict = 'conforms', scenario: string | null = null): TimelinePath {
  const names = phases.split(' ');
  return { scenario, title: null, phases: names, complete: true, outcome: names.at(-1) ?? '', verdict };
}

const paths = [
  path('Invite Accepts Leaves', 'errors', 'Joined'),
  path('Invite Declines'),
  path('Invite Accepts CannotLeave', 'warnings'),
  path('Invite Invite Accepts Leaves', 'unjudged'),
  path('Invite Accepts Talks Leaves', 'conforms', 'Long'),
];
const many = [...paths, ...Array.from({ length: 195 }, (_, index) => path(`Invite Talk${index} Leaves`))];

describe('paths', () => {
  test('paths are grouped by what they end with, scenarios first, with length and verdict', () => {
    const summary = pathGroups(paths, '').map(({ outcome, entries }) => [
      outcome,
      ...entries.map(({ name, phases, length, verdict }) => `${name ?? '-'} | ${phases} | ${length} | ${verdict}`),
    ]);
    expect(summary).toEqual([
      [
        'Leaves',
        'Joined | Invite → Accepts → Leaves | 3 phases | has errors',
        'Long | Invite → Accepts → Talks → Leaves | 4 phases | conforms',
        '- | Invite → Invite → Accepts → Leaves | 4 phases | not fully checked',
      ],
      ['Declines', '- | Invite → Declines | 2 phases | conforms'],
      ['CannotLeave', '- | Invite → Accepts → CannotLeave | 3 phases | has warnings'],
    ]);
  });

  test('paths are found by words of their name, phases, end and verdict', () => {
    const found = (text: string): number[] =>
      pathGroups(paths, text).flatMap(({ entries }) => entries.map(({ index }) => index));
    expect(found('leaves accepts')).toEqual([0, 4, 3]);
    expect(found('accepts → talks')).toEqual([4]);
    expect(found('joined')).toEqual([0]);
    expect(found('warnings')).toEqual([2]);
    expect(found('nothing')).toEqual([]);
  });

  test('the one that is drawn has its name, also where it is not listed', () => {
    expect(shownPathText(paths, conforming)).toBe('Joined: Invite → Accepts → Leaves');
    const other = { ...conforming, scenario: null, path: ['Invite'] };
    expect(shownPathText(paths, other)).toBe('This path: Invite');
  });
});

describe('the first phase of the path', () => {
  const openPage = previewPages();

  test('the first phase of the path has the other starts of the flow next to it, in the order written', async () => {
    const shown = await openPage({ width: 900 });
    await shown.show(conforming, { paths: [...paths, path('Refused')], phases: ['Refused', 'Invite', 'Accepts'] });
    await shown.page.getByRole('button', { name: 'Instead of Invite' }).click();
    const items = shown.page.getByRole('menuitemradio');
    await expect.poll(() => items.allInnerTexts()).toEqual(['Refused', expect.stringMatching(/^✓\s*Invite$/)]);
    await items.first().click();
    await expect
      .poll(() => shown.lastPosted())
      .toMatchObject({ type: 'select', scenario: null, path: ['Refused'], all: false });
    await shown.show(conforming, { paths });
    await expect.poll(() => shown.page.getByRole('button', { name: 'Instead of Invite' }).count()).toBe(0);
  });
});

describe('the picker', () => {
  const openPage = previewPages();
  let shown: PreviewPage;

  async function picker(options: PageOptions = {}): Promise<Locator> {
    shown = await openPage(options);
    await shown.show(conforming, { paths: many, morePaths: true });
    return shown.page.getByRole('combobox', { name: 'Path' });
  }

  const current = async (field: Locator): Promise<string | null> => {
    const id = await field.getAttribute('aria-activedescendant');
    return id === null ? null : shown.page.textContent(`#${id}`);
  };

  test('the picker opens at the path that is drawn, and arrow keys, what is typed and Enter choose another', async () => {
    const field = await picker();
    await expect.poll(() => field.inputValue()).toBe('Joined');
    await field.focus();
    await shown.page.keyboard.press('ArrowDown');
    await expect.poll(() => field.getAttribute('aria-expanded')).toBe('true');
    await expect.poll(() => current(field)).toBe('Joined, Invite → Accepts → Leaves, 3 phases, has errors');
    await shown.page.keyboard.press('ArrowDown');
    await expect.poll(() => current(field)).toBe('Long, Invite → Accepts → Talks → Leaves, 4 phases, conforms');
    await shown.page.keyboard.type('talk17');
    await expect.poll(() => shown.page.getByRole('option').count()).toBe(11);
    await expect.poll(() => shown.page.locator('.path-count').textContent()).toContain('11 paths');
    await shown.page.keyboard.press('ArrowUp');
    await shown.page.keyboard.press('Enter');
    await expect
      .poll(() => shown.lastPosted())
      .toEqual({
        type: 'select',
        documentUri: DOCUMENT,
        flow: 'EscalateChat',
        scenario: null,
        path: ['Invite', 'Talk179', 'Leaves'],
        all: false,
      });
    await expect.poll(() => field.getAttribute('aria-expanded')).toBe('false');
    await expect.poll(() => field.evaluate((node) => node === document.activeElement)).toBe(true);
  });

  test('Escape leaves everything as it was, and closes nothing else', async () => {
    const field = await picker();
    await shown.page.keyboard.press('f');
    await field.click();
    await shown.page.keyboard.type('no such path');
    await expect.poll(() => shown.page.getByText('No matching path').count()).toBe(1);
    await shown.page.keyboard.press('Enter');
    await shown.page.keyboard.press('Escape');
    await expect.poll(() => field.inputValue()).toBe('Joined');
    await expect.poll(() => shown.page.locator('.filter-bar input').count()).toBeGreaterThan(0);
    await expect.poll(() => shown.posted()).toEqual([{ type: 'ready' }]);
    await field.click();
    await shown.page.getByRole('option', { name: 'Invite → Declines' }).click();
    await expect.poll(() => shown.lastPosted()).toMatchObject({ type: 'select', path: ['Invite', 'Declines'] });
  });

  test.each(Object.keys(themes))('axe finds nothing in %s while it is open', async (theme) => {
    for (const width of [480, 1300]) {
      const field = await picker({ theme, width });
      await field.click();
      await shown.page.evaluate(axe.source);
      const found = await shown.page.evaluate(async () => {
        const { violations } = await (window as unknown as { axe: typeof axe }).axe.run('.toolbar');
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      });
      await keepPicture(shown.page, `paths-${theme}-${width}`);
      expect(found).toEqual([]);
    }
  });
});
