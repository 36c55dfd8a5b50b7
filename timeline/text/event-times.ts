import { durationText } from '../types/duration.js';
import type { Timeline, TimelineEvent } from '../types/timeline.js';
import type { TimelineDue } from '../types/timeline-recording.js';

/** The origin of times: the event before, or the beginning of the path. */
export type TimeReference = 'between' | 'since';

/** When an event happens, in words for the gutter. */
export interface EventTime {
  /** Milliseconds after the last message with a known time; null if the event's own time is not known. */
  readonly delayMs: number | null;
  /**
   * `0 ms`, `+40 ms`, since the path's beginning `6.04 s`, `≥ 6.04 s`; empty if it is not known, and for a missing
   * message.
   */
  readonly text: string;
  /** The whole truth, for a tooltip. */
  readonly title: string;
  /** When a recorded message was due, counted like `text`: `+30 s`, `≤ +2 s`; null if nothing states it. */
  readonly due: string | null;
}

/** How times are shown. */
export interface TimeOptions {
  readonly from?: TimeReference;
  /** Whether an event is one that later delays are counted from; left out: all are. */
  readonly counts?: (event: TimelineEvent) => boolean;
}

/** The times of all events, in the order of `timeline.events`; of several ways, each from what is before it there. */
export function eventTimes(timeline: Timeline, { from = 'between', counts = all }: TimeOptions = {}): EventTime[] {
  const parents = new Map(timeline.phases.map((phase) => [phase.visit, phase.parent]));
  const ends = new Map<number, number>();
  for (const { visit, hiddenUntilMs } of timeline.phases) {
    if (hiddenUntilMs !== undefined) ends.set(visit, hiddenUntilMs);
  }
  // Not every visit has an event: the nearest earlier one with an event shows when it ended.
  const endBefore = (visit: number): number | null => {
    for (let at = parents.get(visit) ?? null; at !== null; at = parents.get(at) ?? null) {
      const end = ends.get(at);
      if (end !== undefined) return end;
    }
    return null;
  };
  return timeline.events.map((event) => {
    const last = ends.get(event.visit) ?? endBefore(event.visit);
    if (event.timeMs !== null && event.status !== 'missing' && counts(event)) ends.set(event.visit, event.timeMs);
    return { ...eventTime(event, last, from), due: event.due === undefined ? null : dueText(event.due, last, from) };
  });
}

function all(): boolean {
  return true;
}

/** How long after the path's beginning an event is sent: `6.04 s`, `≥ 6.04 s`; empty if that is not known. */
export function sinceStart({ status, timeMs, timeIsLeast }: TimelineEvent): string {
  if (status === 'missing') return '';
  return timeMs === null ? '' : `${timeIsLeast ? '≥ ' : ''}${durationText(timeMs)}`;
}

/** `+30 s`, `+30 s – 60 s`, `≥ +30 s`, `≤ +2 s`; since the beginning without the sign. */
function dueText({ fromMs, toMs }: TimelineDue, last: number | null, from: TimeReference): string {
  const base = from === 'between' && last !== null ? last : 0;
  const least = fromMs === null ? null : fromMs - base;
  const most = toMs === null ? null : toMs - base;
  const sign = (ms: number): string => (ms < 0 ? '−' : from === 'between' && last !== null ? '+' : '');
  const text = (ms: number): string => `${sign(ms)}${durationText(Math.abs(ms))}`;
  if (least === null) return most === null ? '' : `≤ ${text(most)}`;
  if (most === null) return `≥ ${text(least)}`;
  return least === most ? text(least) : `${text(least)} – ${text(most)}`;
}

function eventTime(event: TimelineEvent, last: number | null, from: TimeReference): Omit<EventTime, 'due'> {
  const { status, timeMs } = event;
  const between = from === 'between';
  if (status === 'missing') return { delayMs: null, text: '', title: 'Not sent' };
  if (timeMs === null) {
    const title = 'This step has no delay, so its time is unknown';
    return { delayMs: null, text: '', title };
  }
  const since = sinceStart(event);
  const sinceTitle = event.timeIsLeast
    ? `at least ${durationText(timeMs)} since the path began: a delay before it is not stated`
    : `${since} since the path began`;
  if (last === null) return { delayMs: timeMs, text: since, title: sinceTitle };
  const delayMs = Math.max(0, timeMs - last);
  const after = durationText(delayMs);
  // Phases of a recording overlap: the next one may have begun before the last message of this one.
  if (between && timeMs < last) return { delayMs, text: `−${durationText(last - timeMs)}`, title: sinceTitle };
  if (between) return { delayMs, text: `+${after}`, title: sinceTitle };
  return { delayMs, text: since, title: `${after} after the last message with a known time` };
}
