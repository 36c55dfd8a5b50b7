import type { TimelineEvent } from '../../timeline/types/timeline.js';
import type { DraftEvent } from './event-builder.js';
import type { ReplayedVisit } from './replay.js';

/**
 * Tells events their times: `after D` counts from the step before, a target's from the last step of the phase before,
 * or, for a timeout, of the phase that made the party pending. The path begins at 0 ms; an event whose delay nobody
 * states has no time, and what follows counts from the last time that is known.
 */
export function timed(visits: readonly ReplayedVisit[], drafts: readonly (readonly DraftEvent[])[]): TimelineEvent[] {
  const events: TimelineEvent[] = [];
  const ends: number[] = [];
  for (const visit of visits) {
    const origin = visit.delayFrom === null ? 0 : (ends[visit.delayFrom] ?? 0);
    const previous = visit.parent === null ? 0 : (ends[visit.parent] ?? 0);
    const delay = visit.target?.kind === 'phase' ? visit.target.delayMs : null;
    let clock = delay === null ? previous : origin + delay;
    let first = true;
    for (const { event, delayMs } of drafts[visit.index] ?? []) {
      const entersKnown = first && event.status !== 'missing' && (delay !== null || visit.parent === null);
      const known = delayMs !== null || entersKnown;
      clock += delayMs ?? 0;
      if (known) event.timeMs = clock;
      events.push(event);
      if (event.status !== 'missing') first = false;
    }
    ends.push(clock);
  }
  return events;
}
