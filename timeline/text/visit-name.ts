import { showsAllPaths } from '../layout/all-paths.js';
import { memoize } from '../types/memoize.js';
import type { Timeline, TimelinePhase } from '../types/timeline.js';
import { ordinal } from './ordinal.js';

/**
 * By visit, of phases that are drawn more than once: which of its visits it is, `2 of 3`. Of all paths, where they are
 * on ways of their own: which one, `2nd`, as other ways call it.
 */
export const rounds = memoize((timeline: Timeline): ReadonlyMap<number, string> => new Map(roundsOf(timeline)));

function* roundsOf(timeline: Timeline): Generator<readonly [number, string]> {
  const counts = new Map<string, number>();
  for (const { name } of timeline.phases) counts.set(name, (counts.get(name) ?? 0) + 1);
  const roundByName = new Map<string, number>();
  const all = showsAllPaths(timeline);
  for (const { name, visit } of timeline.phases) {
    const count = counts.get(name) ?? 1;
    const number = (roundByName.get(name) ?? 0) + 1;
    roundByName.set(name, number);
    if (count > 1) yield [visit, all ? ordinal(number) : `${number} of ${count}`];
  }
}

/** The name of a phase with the number of the visit, if there are several: `BobLeaves (2nd)`, `Invite (1 of 2)`. */
export function visitName(timeline: Timeline, { visit }: TimelinePhase, name: string): string {
  const round = rounds(timeline).get(visit);
  return round === undefined ? name : `${name} (${round})`;
}

/** The name of a visit's phase, as `visitName` has it. */
export function phaseName(timeline: Timeline, visit: number): string {
  const phase = timeline.phases.find((each) => each.visit === visit);
  return phase === undefined ? '?' : visitName(timeline, phase, phase.name);
}
