import type { Timeline, TimelineClock } from '../types/timeline.js';
import { durationText } from './duration.js';

/** How long a timeout waits: `30 s`, or a question mark where the flow does not say. */
export function clockDelay({ delayMs }: TimelineClock): string {
  return delayMs === null ? '?' : durationText(delayMs);
}

/** When a timeout comes, in words: `timeout 30 s after EventInvite of Invite`. */
export function clockText(timeline: Timeline, clock: TimelineClock): string {
  const phase = timeline.phases.find(({ visit }) => visit === clock.visit);
  const start = timeline.events.findLast(({ visit, status }) => visit === clock.visit && status !== 'missing');
  const what = start === undefined ? (phase?.name ?? '?') : `${start.message} of ${phase?.name ?? '?'}`;
  const when = clock.delayMs === null ? 'some time, which is not stated,' : durationText(clock.delayMs);
  return `timeout ${when} after ${what}`;
}
