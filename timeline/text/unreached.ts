import type { TimelineEvent } from '../types/timeline.js';

/**
 * The text in place of the receivers of an event that has none: `no receiver: no one is joined`, or `?` if one is not
 * known.
 */
export function unreached({ toNobody }: TimelineEvent): string {
  return toNobody === undefined ? '?' : `no receiver: ${toNobody}`;
}
