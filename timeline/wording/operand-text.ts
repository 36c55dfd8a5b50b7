import type { Timeline, TimelineOperand, TimelinePhase } from '../types/timeline.js';
import { durationText } from './duration.js';
import { ordinal } from './ordinal.js';

/** Whether a timeline shows several ways on, each in its frame. */
export function showsAllPaths(timeline: Timeline): boolean {
  return timeline.fragments.length > 0;
}

/** What leads into an operand: `Accepts after 6 s`, `end`. */
export function operandGuard({ phase, delayMs }: TimelineOperand): string {
  return `${phase ?? 'end'}${delayMs === null ? '' : ` after ${durationText(delayMs)}`}`;
}

/** The same as it stands in the picture: `[Accepts · after 6 s]`, `[end]`. */
export function operandSign({ phase, delayMs }: TimelineOperand): string {
  return `[${phase ?? 'end'}${delayMs === null ? '' : ` · after ${durationText(delayMs)}`}]`;
}

/** What is said in an operand that nothing is drawn in; null where something is. */
export function operandRest(timeline: Timeline, { phase, visits, again }: TimelineOperand): string | null {
  if (visits !== null) return null;
  if (again !== null) return `continues with ${phaseName(timeline, again)} above`;
  return phase === null ? 'the flow ends here' : 'not drawn: there are too many paths';
}

/** The name of a visit's phase, as `visitName` has it. */
export function phaseName(timeline: Timeline, visit: number): string {
  const phase = timeline.phases.find((each) => each.visit === visit);
  return phase === undefined ? '?' : visitName(timeline, phase);
}

/** The name of a phase; where all paths are drawn and it more than once, with which one it is: `BobLeaves (2nd)`. */
export function visitName(timeline: Timeline, phase: TimelinePhase): string {
  if (!showsAllPaths(timeline)) return phase.name;
  const drawn = timeline.phases.filter(({ name }) => name === phase.name);
  return drawn.length < 2 ? phase.name : `${phase.name} (${ordinal(drawn.indexOf(phase) + 1)})`;
}
