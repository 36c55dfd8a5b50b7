import { describe, expect, test } from 'vitest';
import { bandKey } from '../../timeline/layout/band.js';
import type { BandBox, Box, TextLine } from '../../timeline/layout/boxes.js';
import { layout } from '../../timeline/layout/layout.js';
import { SMALL_TEXT, TITLE_TEXT } from '../../timeline/layout/measures.js';
import { TextMeasure, type TextStyle } from '../../timeline/layout/text-metrics.js';
import { allPaths, loopsInLoops, unanswered } from './branching-timelines.js';
import { conforming, crowded, twoProblems } from './sample-timelines.js';

const samples = { conforming, twoProblems, crowded, unanswered, allPaths, loopsInLoops };
const measure = new TextMeasure(1);

function textBox({ x, y, text }: TextLine, style: TextStyle): Box {
  return { x, y: y - 11, width: measure.width(text, style), height: 14 };
}

/** Everything in a head that one reads. */
function partsOf({ head }: BandBox): Box[] {
  return [
    head.chevron,
    ...head.title.map((line) => textBox(line, TITLE_TEXT)),
    ...[...head.subtitle, head.verdict, ...(head.content === null ? [] : [head.content])].map((line) =>
      textBox(line, SMALL_TEXT),
    ),
    head.verdictIcon,
  ];
}

/** Everything that runs down through a band. */
function uprights({ bars, brackets, axis }: BandBox): Box[] {
  return [
    ...bars,
    ...brackets.map(({ x, top, bottom }) => ({ x: x - 1, y: top, width: 2, height: bottom - top })),
    ...(axis?.parts.map(({ top, bottom }) => ({ x: axis.x - 4, y: top, width: 7, height: bottom - top })) ?? []),
  ];
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const covered = (a: Box, by: Box): boolean =>
  a.x >= by.x && a.x + a.width <= by.x + by.width && a.y >= by.y && a.y + a.height <= by.y + by.height;

const cases = Object.entries(samples).flatMap(([name, timeline]) =>
  [320, 430, 500, 530, 560, 599, 700, 1400].flatMap((width) =>
    [false, true].flatMap((scale) => [false, true].map((isFolded) => ({ name, width, scale, isFolded, timeline }))),
  ),
);

describe('a head', () => {
  test.each(cases)('of $name at $width px is cut by nothing (scale $scale, folded $isFolded)', (sample) => {
    const { timeline, width, scale, isFolded } = sample;
    const folded = new Set(isFolded ? timeline.phases.map(bandKey) : []);
    for (const band of layout(timeline, { width, scale, folded, buttons: true }).bands) {
      const cut = partsOf(band).filter(
        (part) =>
          uprights(band).some((upright) => overlap(part, upright)) &&
          !band.head.covers.some((cover) => covered(part, cover)),
      );
      expect(cut).toEqual([]);
      // A break of the axis has a length beside it, which no head may cover.
      const breaks = band.headInColumn ? [] : (band.axis?.breaks ?? []);
      for (const { label } of breaks)
        expect(label.y).toBeGreaterThan(band.head.ground.y + band.head.ground.height + 10);
      const parts = partsOf(band);
      for (const [index, one] of parts.entries()) {
        for (const other of parts.slice(index + 1))
          expect(overlap(one, other), JSON.stringify([one, other])).toBe(false);
      }
    }
  });

  test.each([320, 500, 640])(
    'of a picture that scrolls sideways at %d px stays with times and chips, over no note',
    (width) => {
      const boxes = layout(crowded, { width, buttons: true });
      expect(boxes.scrolls).toBe(true);
      for (const { head, columnWidth, notes, events, outcomes } of boxes.bands) {
        expect(head.ground.x + head.ground.width).toBeLessThanOrEqual(width);
        for (const { box } of outcomes?.chips ?? []) expect(box.x + box.width).toBeLessThanOrEqual(width);
        for (const note of [...notes, ...events.flatMap((event) => event.note ?? [])]) {
          expect(note.box.x).toBeGreaterThanOrEqual(columnWidth);
        }
      }
    },
  );

  test('stands between bars where there is room, so that none goes behind it', () => {
    for (const band of layout(conforming, { width: 530 }).bands) expect(band.head.covers).toEqual([]);
  });
});
