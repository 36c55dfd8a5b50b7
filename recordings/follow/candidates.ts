import type { Continuation, MoveTarget } from './explanation-states.js';
import { addKindCounts, compareKinds } from './kind-counts.js';
import type { ExplanationCandidate } from './situation.js';

/** Which explanations of an interaction are kept. */
export interface Bounds {
  /** Explanations with this many more deviations than the best are dropped. */
  readonly extraCost: number;
  /** … while the best lacks nothing: what it then explains worse is still to come. */
  readonly extraCostWhereQuiet: number;
  /** Most that are kept. */
  readonly explanations: number;
  /** Only those without deviations, and whose phases begin with their trigger if it is recorded. */
  readonly conformingOnly: boolean;
}

/** While nothing deviates: of an interaction that has no deviation in the end, nothing else can be better. */
const CONFORMING: Bounds = { extraCost: 0, extraCostWhereQuiet: 0, explanations: 48, conformingOnly: true };
const DEVIATING: Bounds = { extraCost: 2, extraCostWhereQuiet: 1, explanations: 48, conformingOnly: false };

/** How interactions are followed: most the first way, others the next that can tell more about them. */
export const EFFORTS: readonly Bounds[] = [CONFORMING, { ...CONFORMING, explanations: 480 }, DEVIATING];
/** The first of these that follows what deviates. */
export const FIRST_DEVIATING = 2;

/** A candidate with what led to it. */
export interface NewCandidate extends ExplanationCandidate {
  /** Number of the candidate that it continues from. */
  readonly parent: number;
  readonly target: MoveTarget;
}

/**
 * Whether the first explains better than the second: negative if it does (docs/recordings.md#explanations). Equally good
 * ones stay in the order in which they were found, which only the messages of the interaction decide.
 */
function compareCandidates(a: ExplanationCandidate, b: ExplanationCandidate): number {
  return (
    a.cost - b.cost ||
    a.late - b.late ||
    Number(a.state.explanation.before) - Number(b.state.explanation.before) ||
    a.untriggered - b.untriggered ||
    compareKinds(a.kinds, b.kinds) ||
    (a.order < b.order ? -1 : a.order > b.order ? 1 : 0)
  );
}

/** Collects the explanations after a message: of those with the same continuation, the best. */
export class Candidates {
  private readonly byState = new Map<number, NewCandidate[]>();
  private leastCost: number;
  /** Whether one of the best lacks nothing. */
  private isQuiet = false;
  private leastDropped = Number.POSITIVE_INFINITY;

  constructor(private readonly bounds: Bounds) {
    this.leastCost = bounds.conformingOnly ? 0 : Number.POSITIVE_INFINITY;
  }

  /** Explanations with more deviations can be left out: the bound falls while better ones are found. */
  get maxCost(): number {
    const { extraCost, extraCostWhereQuiet } = this.bounds;
    return this.leastCost + (this.isQuiet ? extraCostWhereQuiet : extraCost);
  }

  /** Fewest deviations of an explanation that was left out because it has too many; Infinity if none was. */
  get dropped(): number {
    return this.leastDropped;
  }

  get isEmpty(): boolean {
    return this.byState.size === 0;
  }

  /** Leaves out an explanation that has too many deviations. */
  drop(cost: number): void {
    this.leastDropped = Math.min(this.leastDropped, cost);
  }

  /** @param ends numbers in the situation of the ends of the message that the explanation does not know */
  add(before: ExplanationCandidate, parent: number, move: Continuation, ends: readonly number[]): void {
    const isLeftOut = this.bounds.conformingOnly && move.lacksStart;
    if (isLeftOut || before.cost + move.cost > this.maxCost) {
      this.drop(before.cost + move.cost);
      return;
    }
    const { target } = move;
    const times = target.times.map((number) => (number === 0 ? 0 : (before.times[number - 1] ?? 0) + 1));
    const known = before.addresses.length;
    const addresses = target.addresses.map((number) => before.addresses[number] ?? ends[number - known] ?? 0);
    const cost = before.cost + move.cost;
    const candidate: NewCandidate = {
      state: target.state,
      times,
      addresses,
      cost,
      late: before.late + target.late,
      untriggered: before.untriggered + target.untriggered,
      kinds: target.kinds === null ? before.kinds : addKindCounts(before.kinds, target.kinds),
      order: before.order + target.order,
      parent,
      target,
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
    const index = same.findIndex((other) => isSame(other, candidate));
    const equal = same[index];
    if (equal === undefined) same.push(candidate);
    else if (compareCandidates(equal, candidate) > 0) same[index] = candidate;
  }

  /** The best first. */
  sorted(): NewCandidate[] {
    const { maxCost } = this;
    return [...this.byState.values()]
      .flat()
      .filter(({ cost }) => {
        if (cost > maxCost) this.drop(cost);
        return cost <= maxCost;
      })
      .sort(compareCandidates);
  }
}

/**
 * Leaves out explanations that can never be the best: another one continues in the same way but for settled phases, and
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
      (other) => other.cost < candidate.cost && other.cost + late <= candidate.cost && isSame(other, candidate),
    );
    if (!isDominated) better.push(candidate);
    return !isDominated;
  });
}

/** Whether two candidates mean the same times and addresses. */
function isSame(a: ExplanationCandidate, b: ExplanationCandidate): boolean {
  return sameNumbers(a.times, b.times) && sameNumbers(a.addresses, b.addresses);
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return a.length === b.length;
}
