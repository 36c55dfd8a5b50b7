import { durationText } from '../types/duration.js';
import type { Timeline, TimelineClock } from '../types/timeline.js';
import { phaseName } from './visit-name.js';

/** When a timeout comes, in words: `timeout 30 s after EventInvite of Invite`. */
export function clockText(timeline: Timeline, clock: TimelineClock): string {
  const phase = phaseName(timeline, clock.visit);
  const start = timeline.events.findLast(({ visit, status }) => visit === clock.visit && status !== 'missing');
  const what = start === undefined ? phase : `${start.message} of ${phase}`;
  const when = clock.delayMs === null ? 'at an unstated time' : durationText(clock.delayMs);
  return `timeout ${when} after ${what}`;
}
