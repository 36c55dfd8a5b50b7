import { describe, expect, test } from 'vitest';
import {
  comparePositions,
  containsPosition,
  containsRange,
  samePosition,
  sameRange,
  startsIn,
  touches,
} from '../../timeline/types/ranges.js';
import type { Range } from '../../timeline/types/timeline.js';

const at = (line: number, character: number) => ({ line, character });
const from = (...[line, character, endLine, endCharacter]: [number, number, number, number]): Range => ({
  start: at(line, character),
  end: at(endLine, endCharacter),
});

describe('positions and ranges', () => {
  test('positions are ordered by line, then by character', () => {
    const positions = [at(2, 0), at(0, 9), at(1, 3), at(1, 1)];
    expect(positions.sort(comparePositions)).toEqual([at(0, 9), at(1, 1), at(1, 3), at(2, 0)]);
    expect(samePosition(at(1, 1), at(1, 1))).toBe(true);
    expect(samePosition(at(1, 1), at(1, 2))).toBe(false);
  });

  test('a range contains its ends and itself, and nothing beyond', () => {
    const range = from(1, 4, 2, 6);
    const inside = [at(1, 4), at(1, 9), at(2, 0), at(2, 6)];
    const outside = [at(0, 9), at(1, 3), at(2, 7), at(3, 0)];
    expect([...inside, ...outside].filter((position) => containsPosition(range, position))).toEqual(inside);
    expect(containsRange(range, range)).toBe(true);
    expect(containsRange(range, from(1, 4, 2, 7))).toBe(false);
    expect(sameRange(range, from(1, 4, 2, 6))).toBe(true);
    expect(sameRange(range, from(1, 4, 2, 7))).toBe(false);
  });

  test('a range that begins at the end of another only touches it', () => {
    const range = from(1, 4, 2, 6);
    const next = from(2, 6, 2, 8);
    expect([startsIn(range, range), startsIn(next, range), touches(next, range)]).toEqual([true, false, true]);
    expect(touches(from(2, 7, 2, 8), range)).toBe(false);
    expect(touches(range, from(2, 7, 2, 8))).toBe(false);
  });
});
