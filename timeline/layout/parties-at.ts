import type { Timeline } from '../types/timeline.js';
import { LifeSpans } from './life-spans.js';

/** A party and the state it is in. */
export interface PartyState {
  readonly participant: string;
  readonly state: string;
  readonly pending: boolean;
  /** Whether it is the state in which a party has no part: not yet, or no more. */
  readonly resting: boolean;
  /** How its bar is drawn (see `LifeSpan.variant`). */
  readonly variant: number;
}

/**
 * The states after an event: of every participant that has a life cycle, in the order of the lanes. Of several
 * ways through the flow, the one that the event is on counts.
 * @returns an empty list if the timeline has no such event
 */
export function partiesAt(timeline: Timeline, eventId: string): PartyState[] {
  const index = timeline.events.findIndex((event) => event.id === eventId);
  if (index < 0) return [];
  const spans = LifeSpans.of(timeline);
  return timeline.participants.flatMap(({ name }) => {
    const standing = spans.at(name, index, true);
    if (standing === null) return [];
    const { state, pending, resting } = standing;
    return [{ participant: name, state, pending, resting, variant: spans.variantOf(standing) }];
  });
}
