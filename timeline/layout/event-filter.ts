import type { Timeline, TimelineEvent } from '../types/timeline.js';

/** The participants and protocols that the user has hidden, by name. */
export interface EventFilter {
  readonly participants: ReadonlySet<string>;
  readonly protocols: ReadonlySet<string>;
}

/** Hides nothing. */
export const NO_FILTER: EventFilter = { participants: new Set(), protocols: new Set() };

/**
 * Whether an event is drawn: not if its protocol is hidden, its sender, or all that it goes to. An unknown end hides
 * nothing.
 */
export function isShown(event: TimelineEvent, filter: EventFilter): boolean {
  if (filter.participants.size === 0 && filter.protocols.size === 0) return true;
  if (event.protocol !== null && filter.protocols.has(event.protocol)) return false;
  if (event.sender !== null && filter.participants.has(event.sender)) return false;
  const receivers = [...event.receivers, ...event.missingReceivers];
  return receivers.length === 0 || receivers.some((name) => !filter.participants.has(name));
}

/** Whether a filter hides anything that this timeline has. */
export function hidesAnything(timeline: Timeline, filter: EventFilter): boolean {
  return (
    timeline.participants.some(({ name }) => filter.participants.has(name)) ||
    timeline.protocols.some(({ name }) => filter.protocols.has(name))
  );
}
