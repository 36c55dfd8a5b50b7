import { containsPosition } from '../../../timeline/types/ranges.js';
import type { Range, Timeline, TimelineEvent } from '../../../timeline/types/timeline.js';
import type { TimelineRecorded } from '../../../timeline/types/timeline-recording.js';

/** The event whose step the caret is in: the smallest range that contains it. Null if there is none. */
export function eventAtCaret(timeline: Timeline, caret: Range): TimelineEvent | null {
  let best: TimelineEvent | null = null;
  const phases = new Map(timeline.phases.map(({ visit, nameRange }) => [visit, nameRange]));
  for (const event of timeline.events) {
    if (event.range === null || !containsPosition(event.range, caret.start)) continue;
    // A place that means all messages of the phase is not where this one is written.
    const name = phases.get(event.visit);
    if (name !== undefined && containsPosition(event.range, name.start)) continue;
    if (best?.range == null || containsPosition(best.range, event.range.start)) best = event;
  }
  return best;
}

/** The element at the caret: an event, otherwise a phase, and in it one of the outcomes. */
export type CaretMark =
  | { readonly kind: 'event'; readonly id: string; readonly visit: number }
  | { readonly kind: 'band'; readonly visits: readonly number[]; readonly outcome: number | null };

/**
 * The element that a caret marks; null if it is in nothing that is drawn. The messages of a phase without braces are not
 * written one by one: there the phase is marked, on each of its visits.
 */
export function markAtCaret(timeline: Timeline, caret: Range): CaretMark | null {
  const event = eventAtCaret(timeline, caret);
  if (event !== null) return { kind: 'event', id: event.id, visit: event.visit };
  const phases = timeline.phases.filter(({ range }) => containsPosition(range, caret.start));
  if (phases[0] === undefined) return null;
  const outcome = phases[0].outcomes.findIndex(({ range }) => containsPosition(range, caret.start));
  return { kind: 'band', visits: phases.map(({ visit }) => visit), outcome: outcome < 0 ? null : outcome };
}

/** Where an event is written; for a message that is missing, the name of the phase that lacks it. */
export function sourceOf(timeline: Timeline, eventId: string): Range | null {
  const event = timeline.events.find((candidate) => candidate.id === eventId);
  if (event === undefined) return null;
  return event.range ?? timeline.phases.find((phase) => phase.visit === event.visit)?.nameRange ?? null;
}

/**
 * Where an event was recorded; of a missing message, the last message of its phase. Undefined in a flow's timeline.
 */
export function recordedAt({ events }: Timeline, eventId: string): TimelineRecorded | undefined {
  const event = events.find(({ id }) => id === eventId);
  if (event === undefined || event.recorded !== undefined) return event?.recorded;
  return events.findLast(({ visit, recorded }) => visit === event.visit && recorded !== undefined)?.recorded;
}
