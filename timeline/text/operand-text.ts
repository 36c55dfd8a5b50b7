import type { Timeline, TimelineOperand } from '../types/timeline.js';
import { durationText } from './duration.js';
import { phaseName } from './visit-name.js';

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
