import type { Timeline, TimelineFinding } from '../types/timeline.js';

/** `EscalateChat: Escalate a support chat`, or the name alone. */
export function flowTitle(timeline: Timeline): string {
  return timeline.title === null ? timeline.flow : `${timeline.flow}: ${timeline.title}`;
}

/** `Follows Conference.`, or that it follows none. */
export function flowFollows(timeline: Timeline): string {
  return timeline.models.length === 0 ? 'Follows no model.' : `Follows ${timeline.models.join(', ')}.`;
}

/** The path that is drawn: its scenario, where it has one, and its phases. */
export function flowPath(timeline: Timeline): string {
  const path = timeline.path.join(' → ');
  return timeline.scenario === null ? `Path: ${path}` : `Scenario ${timeline.scenario}: ${path}`;
}

/** Where a finding is, as people count. */
export function findingPlace(finding: TimelineFinding): string {
  return `line ${finding.range.start.line + 1}`;
}
