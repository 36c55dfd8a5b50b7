import type { Position, Range } from './timeline.js';

/** Whether a value of unknown origin is an object with named members. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value of unknown origin is a text. */
export function isString(value: unknown): value is string {
  return typeof value === 'string';
}

/** Whether a value of unknown origin is a text or null. */
export function isStringOrNull(value: unknown): value is string | null {
  return value === null || isString(value);
}

/** Whether a value of unknown origin is a list of texts. */
export function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isString);
}

/** Whether a value of unknown origin is a range between two positions. */
export function isRange(value: unknown): value is Range {
  return isRecord(value) && isPosition(value.start) && isPosition(value.end);
}

/** Whether a value of unknown origin is a position: whole numbers, none below zero. */
export function isPosition(value: unknown): value is Position {
  return isRecord(value) && isIndex(value.line) && isIndex(value.character);
}

function isIndex(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
