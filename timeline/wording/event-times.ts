import type { Timeline, TimelineEvent } from '../types/timeline.js';
import { durationText } from './duration.js';

/** When an event happens, in words for the gutter. */
export interface EventTime {
  /** Milliseconds after the last event whose time is known; null where the event's own time is not known. */
  readonly delayMs: number | null;
  /** `0 ms`, `+40 ms`, `+ ?`; empty for a message that is missing. */
  readonly text: string;
  /** The whole truth, for a tooltip. */
  readonly title: string;
}

/**
 * The times of all events, in the order of `timeline.events`.
 * @param counts whether an event is one that later delays are told from; left out: all are
 */
export function eventTimes(timeline: Timeline, counts: (event: TimelineEvent) => boolean = () => true): EventTime[] {
  let last: number | null = null;
  return timeline.events.map((event) => {
    const time = eventTime(event, last);
    if (event.timeMs !== null && event.status !== 'missing' && counts(event)) last = event.timeMs;
    return time;
  });
}

function eventTime(event: TimelineEvent, last: number | null): EventTime {
  if (event.status === 'missing') return { delayMs: null, text: '', title: 'Not sent' };
  if (event.timeMs === null) {
    return { delayMs: null, text: '+ ?', title: 'No delay is written for this step, so its time is not known' };
  }
  const title = `${durationText(event.timeMs)} since the path began`;
  if (last === null) return { delayMs: event.timeMs, text: durationText(event.timeMs), title };
  const delayMs = Math.max(0, event.timeMs - last);
  return { delayMs, text: `+${durationText(delayMs)}`, title };
}
