import type { TimelineEvent } from '../../timeline/types/timeline.js';
import type { DraftEvent } from '../timeline/event-builder.js';
import { type Moment, visitTimes } from './elapsed-time.js';
import type { ReplayedVisit } from './replay.js';

/**
 * Tells events their times: `after D` counts from the step before, a target's from the last step of the phase before,
 * or, for a timeout, of the phase that made the party pending. The path begins at 0 ms; an event without a stated delay
 * has no time, and what follows counts from the last time that is known: it is then the least that it can be.
 */
export function timed(visits: readonly ReplayedVisit[], drafts: readonly (readonly DraftEvent[])[]): TimelineEvent[] {
  const events: TimelineEvent[] = [];
  const ends: Moment[] = [];
  for (const { index, parent, delayFrom, delayMs } of visits) {
    const own = drafts[index] ?? [];
    const { steps, end } = visitTimes(
      {
        previous: endOf(ends, parent),
        origin: endOf(ends, delayFrom),
        delayMs,
      },
      own.map(({ event, ...step }) => ({ delayMs: step.delayMs, sent: event.status !== 'missing' })),
    );
    for (const [place, draft] of own.entries()) {
      const moment = steps[place] ?? null;
      const timeMs = moment?.ms ?? null;
      const timeIsLeast = moment !== null && moment.unstated > 0;
      const isSame = draft.event.timeMs === timeMs && draft.event.timeIsLeast === timeIsLeast;
      // An event that stays is the same object from one timeline to the next.
      if (!isSame) draft.event = { ...draft.event, timeMs, timeIsLeast };
      events.push(draft.event);
    }
    ends.push(end);
  }
  return events;
}

function endOf(ends: readonly Moment[], visit: number | null): Moment | null {
  return visit === null ? null : (ends[visit] ?? null);
}
