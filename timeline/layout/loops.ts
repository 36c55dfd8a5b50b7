import { groupBy } from '../types/group-by.js';
import { memoize } from '../types/memoize.js';
import type { Timeline } from '../types/timeline.js';
import { showsAllPaths } from './all-paths.js';

/** A way on the path that leads back to a phase of the path. */
export interface Loop {
  /** Place in the path of the first phase of its first round. */
  readonly start: number;
  /** The phases of one round. */
  readonly round: readonly string[];
  /** How many rounds the path makes, one after the other. */
  readonly times: number;
  /** The visit that its last round ends with, and which of its outcomes leads back. */
  readonly visit: number;
  readonly outcome: number;
}

/** Most rounds that can be asked for. */
export const MAX_ROUNDS = 50;

const none: readonly Loop[] = [];

/** The loops of the path that is drawn, in the order in which they end. None if all paths are. */
export function loopsOf(timeline: Timeline): readonly Loop[] {
  return [...endings(timeline).values()].flat();
}

/** The loops whose last round ends with a visit. The same list each time for the same timeline. */
export function loopsEndingWith(timeline: Timeline, visit: number): readonly Loop[] {
  return endings(timeline).get(visit) ?? none;
}

const endings = memoize((timeline: Timeline): ReadonlyMap<number, readonly Loop[]> => {
  return groupBy(showsAllPaths(timeline) ? none : findLoops(timeline), ({ visit }) => visit);
});

function findLoops({ phases, path }: Timeline): Loop[] {
  const loops: Loop[] = [];
  for (const [place, { visit, outcomes }] of phases.entries()) {
    for (const [index, outcome] of outcomes.entries()) {
      const from = outcome.phase === null || !outcome.possible ? -1 : path.lastIndexOf(outcome.phase, place);
      const round = path.slice(from, place + 1);
      // Listed once, where its last round ends.
      if (from < 0 || isRound(path, place + 1, round)) continue;
      let start = from;
      while (isRound(path, start - round.length, round)) start -= round.length;
      const loop = { start, round, times: (place + 1 - start) / round.length, visit, outcome: index };
      if (!loops.some((other) => isWithin(loop, other))) loops.push(loop);
    }
  }
  return loops;
}

/** Whether a loop is another one begun in the middle. */
function isWithin({ start, round }: Loop, other: Loop): boolean {
  const { length } = other.round;
  return round.length === length && start > other.start && start < other.start + other.times * length;
}

function isRound(path: readonly string[], at: number, round: readonly string[]): boolean {
  return at >= 0 && round.every((name, index) => path[at + index] === name);
}

/** The path with a loop repeated a number of times. */
export function pathWithRounds(path: readonly string[], { start, round, times }: Loop, roundCount: number): string[] {
  const rounds = Math.max(1, Math.min(MAX_ROUNDS, Math.round(roundCount)));
  const all = Array.from({ length: rounds }, () => round).flat();
  return [...path.slice(0, start), ...all, ...path.slice(start + times * round.length)];
}
