import { showsAllPaths } from '../layout/all-paths.js';
import { isProblem } from '../types/problems.js';
import type { Timeline, TimelineFinding } from '../types/timeline.js';
import { pathText } from './path-text.js';

/** `EscalateChat: Escalate a support chat`, or the name alone. */
export function flowTitle(timeline: Timeline): string {
  return timeline.title === null ? timeline.flow : `${timeline.flow}: ${timeline.title}`;
}

/** `Follows Conference.`, or that it follows none. */
export function flowFollows(timeline: Timeline): string {
  return timeline.models.length === 0 ? 'Follows no model.' : `Follows ${timeline.models.join(', ')}.`;
}

/** The path that is drawn: its scenario if it has one, and its phases. */
export function flowPath(timeline: Timeline): string {
  if (showsAllPaths(timeline)) return `Shown: ${pathText(timeline)}.`;
  return `${timeline.scenario === null ? 'Path: ' : 'Scenario '}${pathText(timeline)}`;
}

/** Heading of `remarksOfFlow`. */
export const FLOW_REMARKS_HEADING = 'The flow';

/** Heading of `problemsElsewhere`. */
export const PROBLEMS_ELSEWHERE_HEADING = 'Elsewhere in this flow';

/**
 * Indices of the findings that belong to no phase: of the flow as a whole, its start, the scenario, the participants;
 * in order.
 */
export function remarksOfFlow({ remarks, participants }: Timeline): number[] {
  return [...new Set([...remarks, ...participants.flatMap(({ findings }) => findings)])].sort((a, b) => a - b);
}

/** Indices of problems that the picture does not show where they are: of other phases, of other scenarios; in order. */
export function problemsElsewhere(timeline: Timeline): number[] {
  const shown = new Set([
    ...remarksOfFlow(timeline),
    ...[...timeline.phases, ...timeline.events].flatMap(({ findings }) => findings),
  ]);
  return timeline.findings.flatMap((finding, index) => (shown.has(index) || !isProblem(finding) ? [] : index));
}

/** Where a finding is, as people count. */
export function findingPlace(finding: TimelineFinding): string {
  return `line ${finding.range.start.line + 1}`;
}
