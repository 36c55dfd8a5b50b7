import type { Timeline, TimelineFinding } from '../types/timeline.js';
import { showsAllPaths } from './operand-text.js';
import { pathText } from './path-text.js';

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
  if (showsAllPaths(timeline)) return `Shown: ${pathText(timeline)}.`;
  return `${timeline.scenario === null ? 'Path: ' : 'Scenario '}${pathText(timeline)}`;
}

/** Indices of what is said of no phase: of the flow as a whole, its start, the scenario, the participants; in order. */
export function flowRemarks({ remarks, participants }: Timeline): number[] {
  return [...new Set([...remarks, ...participants.flatMap(({ findings }) => findings)])].sort((a, b) => a - b);
}

/** Where a finding is, as people count. */
export function findingPlace(finding: TimelineFinding): string {
  return `line ${finding.range.start.line + 1}`;
}
