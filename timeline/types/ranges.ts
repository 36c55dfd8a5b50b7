import type { Position, Range } from './timeline.js';

/** Below zero if the first position comes first, above zero if the second does. */
export function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

/** Whether two positions are the same. */
export function samePosition(a: Position, b: Position): boolean {
  return comparePositions(a, b) === 0;
}

/** Whether two ranges have the same ends. */
export function sameRange(a: Range, b: Range): boolean {
  return samePosition(a.start, b.start) && samePosition(a.end, b.end);
}

/** Whether a range contains a position, either end included. */
export function containsPosition({ start, end }: Range, position: Position): boolean {
  return comparePositions(start, position) <= 0 && comparePositions(position, end) <= 0;
}

/** Whether a range is inside another, which may have the same ends. */
export function containsRange(outer: Range, inner: Range): boolean {
  return comparePositions(outer.start, inner.start) <= 0 && comparePositions(inner.end, outer.end) <= 0;
}

/** Whether a range begins in another, before its end. */
export function startsIn({ start }: Range, outer: Range): boolean {
  return comparePositions(outer.start, start) <= 0 && comparePositions(start, outer.end) < 0;
}

/** Whether two ranges have a position in common, their ends included. */
export function touches(a: Range, b: Range): boolean {
  return comparePositions(b.start, a.end) <= 0 && comparePositions(a.start, b.end) <= 0;
}
