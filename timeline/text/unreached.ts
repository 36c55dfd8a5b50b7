import type { TimelineEvent } from '../types/timeline.js';

/**
 * The text in place of the receivers of an event that has none: `no receiver: no one is joined`, or `?` if one is not
 * known.
 */
export function unreached({ noReceiverReason }: TimelineEvent): string {
  return noReceiverReason === undefined ? '?' : `no receiver: ${noReceiverReason}`;
}
