import { type EventFilter, isShown } from '../../timeline/layout/event-filter.js';
import type { Timeline, TimelineEvent } from '../../timeline/types/timeline.js';
import { eventSentence } from '../../timeline/wording/event-sentence.js';
import { eventTimes } from '../../timeline/wording/event-times.js';
import { eventVerdict } from '../../timeline/wording/event-verdict.js';

/** Where a step goes from the event that one is at. */
export type Step = 'next' | 'previous' | 'next-phase' | 'previous-phase' | 'next-fault' | 'previous-fault';

/**
 * The event that a step leads to.
 * @param from the event one is at; null before the first
 * @returns null where there is none in that direction
 */
export function stepFrom(
  timeline: Timeline,
  filter: EventFilter,
  from: string | null,
  step: Step,
): TimelineEvent | null {
  if (step === 'next-phase' || step === 'previous-phase') return phaseFrom(timeline, filter, from, step);
  const forwards = step === 'next' || step === 'next-fault';
  const wanted = (event: TimelineEvent): boolean =>
    isShown(event, filter) && (step === 'next' || step === 'previous' || eventVerdict(timeline, event).faulty);
  const at = timeline.events.findIndex((event) => event.id === from);
  if (forwards) return timeline.events.find((event, index) => index > at && wanted(event)) ?? null;
  return timeline.events.findLast((event, index) => (at < 0 || index < at) && wanted(event)) ?? null;
}

/** The first event of the next phase that shows one; backwards first that of the phase one is in. */
function phaseFrom(
  timeline: Timeline,
  filter: EventFilter,
  from: string | null,
  step: 'next-phase' | 'previous-phase',
): TimelineEvent | null {
  const shown = timeline.events.filter((event) => isShown(event, filter));
  const firsts = shown.filter((event, index) => event.visit !== shown[index - 1]?.visit);
  const place = new Map(timeline.events.map(({ id }, index) => [id, index]));
  const placeOf = (id: string | null): number => place.get(id ?? '') ?? -1;
  const at = placeOf(from);
  if (step === 'previous-phase') return firsts.findLast(({ id }) => placeOf(id) < at) ?? null;
  return firsts.find(({ id }) => placeOf(id) > at) ?? null;
}

/** The event as a sentence with its place: `Invite, 3 of 12: IxnServer sends …`. */
export function placedSentence(timeline: Timeline, event: TimelineEvent): string {
  const index = timeline.events.indexOf(event);
  const phase = timeline.phases.find((candidate) => candidate.visit === event.visit);
  const delay = eventTimes(timeline)[index]?.delayMs ?? null;
  const place = `${phase?.title ?? phase?.name ?? ''}, ${index + 1} of ${timeline.events.length}`;
  return `${place}: ${eventSentence(timeline, event, delay)}`;
}
