import type { Timeline, TimelineClock } from '../types/timeline.js';
import { durationText } from './duration.js';
import { phaseName } from './visit-name.js';

/** How long a timeout waits: `30 s`, or a question mark where the flow does not say. */
export function clockDelay({ delayMs }: TimelineClock): string {
  return delayMs === null ? '?' : durationText(delayMs);
}

/** When a timeout comes, in words: `timeout 30 s after EventInvite of Invite`. */
export function clockText(timeline: Timeline, clock: TimelineClock): string {
  const phase = phaseName(timeline, clock.visit);
  const start = timeline.events.findLast(({ visit, status }) => visit === clock.visit && status !== 'missing');
  const what = start === undefined ? phase : `${start.message} of ${phase}`;
  const when = clock.delayMs === null ? 'some time, which is not stated,' : durationText(clock.delayMs);
  return `timeout ${when} after ${what}`;
}
