import type { TimelineResult } from '../../server/protocol/timeline-messages.js';

/** A server's answer that shows nothing, but for what is given. */
export function timelineResult(given: Partial<TimelineResult>): TimelineResult {
  return {
    uri: 'file:///a.confer',
    version: 1,
    answer: '1',
    stale: false,
    unreadable: null,
    flows: [],
    timeline: null,
    rows: null,
    firstModelPhase: null,
    phases: [],
    paths: [],
    morePaths: false,
    followed: null,
    focus: null,
    ...given,
  };
}
