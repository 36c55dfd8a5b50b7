import type { Effect } from './explanation.js';
import type { Move } from './explanation-states.js';
import { addKindCounts, compareKinds } from './kind-counts.js';
import type { Candidate } from './situation.js';

/** Explanations with so many deviations more than the best are not kept. */
const MAX_EXTRA_COST = 2;
/** … while the best lacks nothing: what it then explains worse is still to come. */
const MAX_EXTRA_COST_WHERE_QUIET = 1;

/** A candidate with what led to it. */
export interface NewCandidate extends Candidate {
  /** Number of the candidate that it goes on from. */
  readonly parent: number;
  readonly effects: readonly Effect[];
}

/** Whether the first explains better than the second: negative where it does (docs/recordings.md#explanations). */
export function compareCandidates(a: Candidate, b: Candidate): number {
  return (
    a.cost - b.cost ||
    a.late - b.late ||
    Number(a.state.explanation.before) - Number(b.state.explanation.before) ||
    a.untriggered - b.untriggered ||
    compareKinds(a.kinds, b.kinds) ||
    (a.order < b.order ? -1 : a.order > b.order ? 1 : 0)
  );
}

/** Collects the explanations after a message: of those that go on in the same way, the best. */
export class Candidates {
  private readonly byState = new Map<number, NewCandidate[]>();
  private leastCost = Number.POSITIVE_INFINITY;
  /** Whether one of the best lacks nothing. */
  private isQuiet = false;

  /** Explanations with more deviations can be left out: the bound falls while better ones are found. */
  get mostCost(): number {
    return this.leastCost + (this.isQuiet ? MAX_EXTRA_COST_WHERE_QUIET : MAX_EXTRA_COST);
  }

  add(before: Candidate, parent: number, move: Move): void {
    if (before.cost + move.cost > this.mostCost) return;
    const { target } = move;
    const times = target.times.map((number) => (number === 0 ? 0 : (before.times[number - 1] ?? 0) + 1));
    const cost = before.cost + move.cost;
    const candidate: NewCandidate = {
      state: target.state,
      times,
      cost,
      late: before.late + target.late,
      untriggered: before.untriggered + target.untriggered,
      kinds: target.kinds === null ? before.kinds : addKindCounts(before.kinds, target.kinds),
      order: before.order + target.order,
      parent,
      effects: target.effects,
    };
    if (cost < this.leastCost) {
      this.leastCost = cost;
      this.isQuiet = false;
    }
    if (cost === this.leastCost && target.state.waiting.every(({ missing }) => missing === 0)) this.isQuiet = true;
    const same = this.byState.get(target.state.id);
    if (same === undefined) {
      this.byState.set(target.state.id, [candidate]);
      return;
    }
    const index = same.findIndex((other) => sameTimes(other.times, times));
    const known = same[index];
    if (known === undefined) same.push(candidate);
    else if (compareCandidates(known, candidate) > 0) same[index] = candidate;
  }

  /** The best first. */
  sorted(): NewCandidate[] {
    const { mostCost } = this;
    return [...this.byState.values()]
      .flat()
      .filter(({ cost }) => cost <= mostCost)
      .sort(compareCandidates);
  }
}

/**
 * Leaves out explanations that can never be the best: another one goes on in the same way but for settled phases, and
 * would still have no more deviations if each copy that these lack came late and surprised it.
 */
export function withoutDominated(sorted: readonly NewCandidate[]): NewCandidate[] {
  const byCore = new Map<number, NewCandidate[]>();
  return sorted.filter((candidate) => {
    const { core, late } = candidate.state;
    const better = byCore.get(core);
    if (better === undefined) {
      byCore.set(core, [candidate]);
      return true;
    }
    const isDominated = better.some(
      (other) =>
        other.cost < candidate.cost && other.cost + late <= candidate.cost && sameTimes(other.times, candidate.times),
    );
    if (!isDominated) better.push(candidate);
    return !isDominated;
  });
}

function sameTimes(a: readonly number[], b: readonly number[]): boolean {
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return a.length === b.length;
}
