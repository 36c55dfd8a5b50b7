import * as m from './measures.js';

/** A stretch of the picture's width that no life bar runs through. */
export interface Interval {
  readonly left: number;
  readonly right: number;
}

/** The lanes and bars that divide the picture's width. */
export interface IntervalPlace {
  /** Middles of the lanes that bear a bar anywhere on the path, from the left. */
  readonly barXs: readonly number[];
  /** Where the first interval can begin, right of the times. */
  readonly left: number;
  readonly right: number;
}

/** The intervals between the lanes that bear a bar, from the left; at least one. */
export function freeIntervals({ barXs, left, right }: IntervalPlace): Interval[] {
  const edge = m.BAR_WIDTH / 2 + m.CLEAR;
  const starts = [left, ...barXs.map((x) => x + edge)];
  const ends = [...barXs.map((x) => x - edge), right];
  const intervals = starts.map((start, index) => ({ left: start, right: ends[index] ?? right }));
  const open = intervals.filter((interval) => interval.right > interval.left);
  return open.length === 0 ? [{ left, right }] : open;
}

/** The widest of some intervals; of several, the last. */
export function widest(intervals: readonly Interval[]): Interval {
  const [first = { left: 0, right: 0 }, ...rest] = intervals;
  return rest.reduce((best, next) => (next.right - next.left >= best.right - best.left ? next : best), first);
}

/** The interval that contains an x; null if there is none. */
export function intervalAt(intervals: readonly Interval[], x: number): Interval | null {
  return intervals.find(({ left, right }) => x >= left && x <= right) ?? null;
}
