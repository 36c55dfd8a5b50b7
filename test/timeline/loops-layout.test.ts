import { describe, expect, test } from 'vitest';
import type { Box } from '../../timeline/layout/box.js';
import type { BandBox } from '../../timeline/layout/boxes.js';
import { layout } from '../../timeline/layout/layout.js';
import { loopsOf } from '../../timeline/layout/loops.js';
import { loopsInLoops } from './branching-timelines.js';

const buttons = (band: BandBox | undefined): (Box & { readonly index: number })[] =>
  band?.outcomes?.chips.flatMap(({ index, repeat }) => (repeat === null ? [] : { ...repeat, index })) ?? [];

describe.each([320, 500, 530, 900, 1400])('loops in loops at %d px', (width) => {
  const boxes = layout(loopsInLoops, { width, buttons: true });

  test('each have a button next to the chip that leads back, where they end', () => {
    const shown = boxes.bands.flatMap((band) => buttons(band).map(({ index }) => `${band.visit} ${index}`));
    expect(shown.sort()).toEqual(
      loopsOf(loopsInLoops)
        .map((loop) => `${loop.visit} ${loop.outcome}`)
        .sort(),
    );
    expect(shown).toHaveLength(5);
    for (const { repeat, box } of boxes.bands.flatMap((band) => band.outcomes?.chips ?? [])) {
      if (repeat === null) continue;
      expect(repeat.y).toBe(box.y);
      expect(repeat.x - box.x - box.width).toBeLessThan(8);
    }
  });

  test('loop labels are within the view, over nothing else', () => {
    for (const band of boxes.bands) {
      const all = [...buttons(band), ...(band.outcomes?.chips.map(({ box }) => box) ?? [])];
      for (const [index, one] of all.entries()) {
        expect(one.x + one.width).toBeLessThanOrEqual(band.width);
        expect(one.y + one.height).toBeLessThanOrEqual(band.height);
        for (const other of all.slice(index + 1)) {
          const apart = one.x + one.width <= other.x || other.x + other.width <= one.x || one.y !== other.y;
          expect(apart, JSON.stringify([one, other])).toBe(true);
        }
      }
    }
  });
});

test('a picture without buttons has none for loops', () => {
  expect(layout(loopsInLoops, { width: 900 }).bands.flatMap(buttons)).toEqual([]);
});
