import * as m from './measures.js';

/** The first place from `x` on where something so wide covers no obstacle; null where it ends behind `right`. */
export function freePlace(x: number, width: number, right: number, obstacles: readonly number[]): number | null {
  let at = x;
  for (const middle of obstacles) {
    if (at < middle + m.OBSTACLE && at + width > middle - m.OBSTACLE) at = middle + m.OBSTACLE;
  }
  return at + width <= right ? at : null;
}
