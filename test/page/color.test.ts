import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Timeline } from '../../timeline/types/timeline.js';
import { drawn } from '../support/drawn.js';
import { keepPicture } from '../support/pictures.js';
import { allPaths } from '../timeline/branching-timelines.js';
import { generatedTimeline } from '../timeline/generated-timelines.js';
import { conforming, crowded, twoProblems } from '../timeline/sample-timelines.js';
import { previewPages } from './preview-page.js';
import { themes } from './themes.js';

const openPage = previewPages();
const example = readFileSync('examples/escalate-chat.confer', 'utf8');
const faulty = readFileSync('examples/escalate-chat-faults.confer', 'utf8');
const withoutInvited = example.replace('    IxnServer -> StatServer : EventAgentInvited after 5ms\n', '');

/** Texts of flows whose pictures are compared with the design's. */
const situations: readonly (readonly [name: string, text: string, all: boolean])[] = [
  ['conforming', example, false],
  [
    'three-problems',
    withoutInvited
      .replace('RequestAccept(InteractionId: "015H4a", TicketId: 7)', 'RequestAccept(TicketId: "seven")')
      .replace('EventPartyAdded after 5ms\n    next', 'EventPartyAdded on InteractionManagement after 5ms\n    next'),
    false,
  ],
  ['missing-outcome', withoutInvited.replace(' | Declines after 9s', ''), false],
  ['all-paths', example, true],
  ['no-time', withoutInvited.replace('NoAnswer after 30s', 'NoAnswer'), false],
  ['mistakes', faulty, false],
];

const timelines = new Map<string, Timeline>(Object.entries({ conforming, twoProblems, crowded, allPaths }));
for (let seed = 1; seed <= 12; seed++) timelines.set(`generated ${seed}`, generatedTimeline(seed, 1 + (seed % 5)));

beforeAll(async () => {
  for (const [name, text, all] of situations) {
    timelines.set(name, all ? await drawn(text, { kind: 'all' }) : await drawn(text));
  }
});

describe.each(Object.keys(themes))('in %s', (theme) => {
  test('a phase without findings has color only in its verdict, bars, state names, arrows and the taken chip', async () => {
    const shown = await openPage({ theme });
    const odd: string[] = [];
    let parts = 0;
    for (const width of [420, 900]) {
      await shown.page.setViewportSize({ width, height: 900 });
      for (const [name, timeline] of timelines) {
        await shown.show(timeline);
        const found = await shown.page.evaluate(coloredParts, themes[theme]?.variables.contrastBorder);
        parts += found.parts;
        odd.push(...found.odd.map((part) => `${name}, ${width} px: ${part}`));
      }
    }
    expect(parts).toBeGreaterThan(1000);
    expect(odd).toEqual([]);
  });

  test.each([380, 500, 900])('the situations of the design are drawn at %i px', async (width) => {
    const shown = await openPage({ theme, width, height: 960 });
    for (const [name] of situations) {
      await shown.show(timelines.get(name) ?? null);
      expect(await shown.page.locator('.band').count()).toBeGreaterThan(0);
      await keepPicture(shown.page, `situation-${name}-${theme}-${width}`);
    }
  });
});

/**
 * Runs in the page: the parts of phases without findings, and those that have a color and may not. In high contrast,
 * edges and lines have the theme's color of borders. A timeout's bracket belongs to the pending state that it ends.
 */
function coloredParts(border: string | undefined): { parts: number; odd: string[] } {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const coloredByPaint = new Map<string, boolean>();
  if (border !== undefined) {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(border.slice(at, at + 2), 16));
    coloredByPaint.set(`rgb(${red}, ${green}, ${blue})`, false);
  }
  const isColored = (paint: string): boolean => {
    const before = coloredByPaint.get(paint);
    if (before !== undefined) return before;
    let colored = false;
    if (context !== null && paint !== 'none' && !paint.startsWith('url')) {
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = paint;
      context.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
      colored = alpha > 20 && Math.max(red, green, blue) - Math.min(red, green, blue) > 12;
    }
    coloredByPaint.set(paint, colored);
    return colored;
  };
  const allowed = '.verdict, .bar, .state-name, .arrow, .head, .origin, .broadcast, .chip.taken, .bracket';
  const parts = [...document.querySelectorAll('.band.verdict-conforms *:not(title, g, defs *)')];
  const odd = parts.filter((part) => {
    if (part.closest(allowed) !== null) return false;
    const { fill, stroke } = getComputedStyle(part);
    return isColored(fill) || isColored(stroke);
  });
  return { parts: parts.length, odd: odd.map((part) => part.outerHTML) };
}
