import { showsAllPaths } from '../../../timeline/index.js';
import type { Timeline } from '../../../timeline/types/timeline.js';

/**
 * The path that a click on an outcome asks for: the phases up to and including the visit, then the outcome's phase.
 * Null if there is no such outcome, if it cannot be taken, or if it is on the path that is shown already.
 */
export function pathThroughOutcome(timeline: Timeline, visit: number, index: number): readonly string[] | null {
  const outcome = timeline.phases.find((phase) => phase.visit === visit)?.outcomes[index];
  if (outcome === undefined || !outcome.possible || (outcome.taken && !showsAllPaths(timeline))) return null;
  return pathInto(timeline, visit, outcome.phase);
}

/**
 * The path that a click on what leads into an operand asks for: the way to where the ways part, then the operand's
 * phase. Null if there is no such operand.
 */
export function pathThroughOperand(timeline: Timeline, fragment: number, index: number): readonly string[] | null {
  const parting = timeline.fragments[fragment];
  const operand = parting?.operands[index];
  return parting === undefined || operand === undefined ? null : pathInto(timeline, parting.after, operand.phase);
}

function pathInto(timeline: Timeline, visit: number | null, phase: string | null): readonly string[] {
  const byVisit = new Map(timeline.phases.map((candidate) => [candidate.visit, candidate]));
  const names = phase === null ? [] : [phase];
  let at = visit === null ? undefined : byVisit.get(visit);
  while (at !== undefined) {
    names.push(at.name);
    at = at.parent === null ? undefined : byVisit.get(at.parent);
  }
  return names.reverse();
}
