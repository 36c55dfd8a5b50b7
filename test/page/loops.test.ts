import { describe, expect, test } from 'vitest';
import { loopsOf, pathWithRounds } from '../../timeline/layout/loops.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { keepPicture } from '../support/pictures.js';
import { loopsInLoops } from '../timeline/branching-timelines.js';
import { conforming } from '../timeline/sample-timelines.js';
import { outcome, phase } from '../timeline/timeline-parts.js';
import { DOCUMENT, previewPages } from './preview-page.js';

const preview = previewPages();

/** A path through phases each of which can be followed by those after the colon. */
function along(...path: string[]): Timeline {
  const ways: Readonly<Record<string, readonly string[]>> = {
    Invite: ['Accepts', 'NoAnswer'],
    NoAnswer: ['Invite'],
    Accepts: ['Accepts', 'Leaves'],
    Leaves: [],
  };
  return {
    ...conforming,
    scenario: null,
    path,
    states: [],
    events: [],
    phases: path.map((name, visit) =>
      phase(visit, name, 10 + visit, 'conforms', {
        outcomes: (ways[name] ?? []).map((to) => outcome(to, to === path[visit + 1])),
      }),
    ),
  };
}

const summary = (timeline: Timeline): string[] =>
  loopsOf(timeline).map(({ start, round, times }) => `${start}: ${round.join(' ')} × ${times}`);

describe('loops of a path', () => {
  test.each([
    ['Invite NoAnswer', ['0: Invite NoAnswer × 1']],
    ['Invite NoAnswer Invite NoAnswer Invite Accepts', ['0: Invite NoAnswer × 2', '5: Accepts × 1']],
    ['Invite Accepts Accepts Accepts Leaves', ['1: Accepts × 3']],
    ['Invite Leaves', []],
  ])('the loops of the path %s are found', (path, loops) => {
    expect(summary(along(...path.split(' ')))).toEqual(loops);
  });

  test('loops of a path can be gone through any number of times in their place', () => {
    const timeline = along('Invite', 'NoAnswer', 'Invite', 'Accepts', 'Leaves');
    const [loop] = loopsOf(timeline);
    if (loop === undefined) throw new Error('no loop');
    expect(pathWithRounds(timeline.path, loop, 3).join(' ')).toBe(
      'Invite NoAnswer Invite NoAnswer Invite NoAnswer Invite Accepts Leaves',
    );
    expect(pathWithRounds(timeline.path, loop, 0)).toEqual(timeline.path);
    expect(pathWithRounds(timeline.path, loop, 1000)).toHaveLength(2 * 50 + 3);
  });
});

describe('a loop is repeated', () => {
  const timeline = along('Invite', 'NoAnswer', 'Invite', 'Accepts', 'Leaves');

  test('a loop is repeated as often as the field says', async () => {
    const shown = await preview();
    await shown.show(timeline);
    await shown.page.getByRole('spinbutton', { name: 'How many times Invite → NoAnswer → Invite' }).fill('3');
    await shown.page.keyboard.press('Enter');
    const path = ['Invite', 'NoAnswer', 'Invite', 'NoAnswer', 'Invite', 'NoAnswer', 'Invite', 'Accepts', 'Leaves'];
    const chosen = { flow: timeline.flow, scenario: null, path, all: false };
    await expect.poll(() => shown.lastPosted()).toEqual({ type: 'select', documentUri: DOCUMENT, ...chosen });
  });

  test('a loop is repeated once more by a button next to its chip, with the keyboard too', async () => {
    const shown = await preview();
    await shown.show(timeline);
    const { page } = shown;
    await page.focus('[data-visit="1"] .chip');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const path = ['Invite', 'NoAnswer', 'Invite', 'NoAnswer', 'Invite', 'Accepts', 'Leaves'];
    await expect.poll(() => shown.lastPosted()).toMatchObject({ type: 'select', path });
    await keepPicture(page, 'loop');
  });

  test('each of loops in loops is repeated by a button of its own, in a narrow panel too', async () => {
    const shown = await preview({ width: 500 });
    await shown.show(loopsInLoops);
    const buttons = shown.page.locator('[data-action="repeat"]');
    await expect.poll(() => buttons.count()).toBe(5);
    const [, , , , around] = await buttons.all();
    await around?.click();
    const path = [...loopsInLoops.path, ...loopsInLoops.path];
    await expect.poll(() => shown.lastPosted()).toMatchObject({ type: 'select', path });
    await keepPicture(shown.page, 'loops-in-loops');
  });
});
