import type { Position, Range, Timeline, TimelineEvent } from '../../timeline/types/timeline.js';

/** The event whose step the caret stands in: the smallest range that contains it. Null where there is none. */
export function eventAtCaret(timeline: Timeline, caret: Range): TimelineEvent | null {
  let best: TimelineEvent | null = null;
  for (const event of timeline.events) {
    if (event.range === null || !contains(event.range, caret.start)) continue;
    if (best?.range == null || contains(best.range, event.range.start)) best = event;
  }
  return best;
}

/** Where an event is written; for a message that is missing, the name of the phase that lacks it. */
export function sourceOf(timeline: Timeline, eventId: string): Range | null {
  const event = timeline.events.find((candidate) => candidate.id === eventId);
  if (event === undefined) return null;
  return event.range ?? timeline.phases.find((phase) => phase.visit === event.visit)?.nameRange ?? null;
}

function contains(range: Range, position: Position): boolean {
  return !isBefore(position, range.start) && !isBefore(range.end, position);
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
