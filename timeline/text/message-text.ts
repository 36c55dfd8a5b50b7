import type { TimelineEvent } from '../types/timeline.js';

/** The label of a message: its title, otherwise its name, and why a copy to all in a state has no receiver. */
export function messageText({ message, title, noReceiverReason }: TimelineEvent): string {
  const name = title ?? message;
  return noReceiverReason === undefined ? name : `${name} (${noReceiverReason})`;
}
