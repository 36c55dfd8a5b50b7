import { durationText } from '../types/duration.js';
import type { Timeline, TimelineOperand } from '../types/timeline.js';
import { phaseName } from './visit-name.js';

/** The guard of an operand: `Accepts after 6 s`, `end`. */
export function operandGuard({ phase, delayMs }: TimelineOperand): string {
  return `${phase ?? 'end'}${delayMs === null ? '' : ` after ${durationText(delayMs)}`}`;
}

/**
 * The guard of an operand next to a title: `Accepts after 6 s`; if that is the name of the phase, `after 6 s`.
 * @param title null if there is none
 */
export function guardText(operand: TimelineOperand, title: string | null): string {
  const { phase, delayMs } = operand;
  if (phase === null || phase !== title) return operandGuard(operand);
  return delayMs === null ? '' : `after ${durationText(delayMs)}`;
}

/** The text of an operand in which nothing is drawn; null if something is. */
export function operandContinuation(
  timeline: Timeline,
  { phase, visits, continuesAtVisit }: TimelineOperand,
): string | null {
  if (visits !== null) return null;
  if (continuesAtVisit !== null) return `continues with ${phaseName(timeline, continuesAtVisit)} above`;
  return phase === null ? 'the flow ends here' : 'not drawn: there are too many paths';
}

/**
 * The chip of an alternative in which nothing is drawn: `again Invite`, `continues with Accepts`, `the flow ends here`.
 */
export function restText(timeline: Timeline, fragment: number, { phase, continuesAtVisit }: TimelineOperand): string {
  if (continuesAtVisit === null) return phase === null ? 'the flow ends here' : 'not drawn: there are too many paths';
  const isSelf = timeline.fragments[fragment]?.after === continuesAtVisit;
  return `${isSelf ? 'again' : 'continues with'} ${phaseName(timeline, continuesAtVisit)}`;
}
