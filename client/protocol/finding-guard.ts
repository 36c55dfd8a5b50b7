import type { FindingReference } from '../../server/protocol/fix-messages.js';
import { isRecord } from '../../timeline/types/json-guards.js';

/** The finding in a value of unknown origin; undefined if it has none. */
export function parseFinding(value: unknown): FindingReference | undefined {
  if (!isRecord(value)) return undefined;
  const { id, message } = value;
  return typeof id === 'string' && typeof message === 'string' ? { id, message } : undefined;
}
