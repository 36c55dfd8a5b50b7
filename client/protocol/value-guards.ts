import { isRecord } from '../../timeline/types/json-guards.js';
import type { Position, Range } from '../../timeline/types/timeline.js';

/** Whether a value of unknown origin is a range: whole numbers, none below zero. */
export function isRange(value: unknown): value is Range {
  return isRecord(value) && isPosition(value.start) && isPosition(value.end);
}

/** Whether a value of unknown origin is a position: whole numbers, none below zero. */
export function isPosition(value: unknown): value is Position {
  return isRecord(value) && isIndex(value.line) && isIndex(value.character);
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
