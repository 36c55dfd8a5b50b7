import { expect, test } from 'vitest';
import { durationText } from '../../timeline/types/duration.js';

test.each([
  [0, '0 ms'],
  [40, '40 ms'],
  [999, '999 ms'],
  [1000, '1 s'],
  [1500, '1.5 s'],
  [59_990, '59.99 s'],
  [60_000, '1 min'],
  [65_000, '1 min 5 s'],
  [240_000, '4 min'],
  [246_040, '4 min 6.04 s'],
  [246_045, '4 min 6.045 s'],
  [3_599_600, '59 min 59.6 s'],
  [10_801_500, '3 h 1.5 s'],
  [5_400_000, '1 h 30 min'],
  [7_200_000, '2 h'],
])('a duration of %i ms is written as %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});
