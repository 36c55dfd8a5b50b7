import type { FindingReference } from '../../server/protocol/messages.js';
import { isRecord } from '../../timeline/types/json-guards.js';

/** The finding that a value of unknown origin tells of, or undefined if it tells of none. */
export function parseFinding(value: unknown): FindingReference | undefined {
  if (!isRecord(value)) return undefined;
  const { id, message } = value;
  return typeof id === 'string' && typeof message === 'string' ? { id, message } : undefined;
}
