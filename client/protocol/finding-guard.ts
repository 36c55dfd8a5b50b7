import type { FindingReference } from '../../server/protocol/messages.js';
import type { Position, Range } from '../../timeline/types/timeline.js';

/** The finding that a value of unknown origin tells of, or undefined where it tells of none. */
export function parseFinding(value: unknown): FindingReference | undefined {
  if (!isRecord(value)) return undefined;
  const { id, message } = value;
  return typeof id === 'string' && typeof message === 'string' ? { id, message } : undefined;
}

/** Whether a value of unknown origin is a range: whole numbers, none below zero. */
export function isRange(value: unknown): value is Range {
  return isRecord(value) && isPosition(value.start) && isPosition(value.end);
}

function isPosition(value: unknown): value is Position {
  return isRecord(value) && isIndex(value.line) && isIndex(value.character);
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
