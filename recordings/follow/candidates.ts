import type { ExplanationCandidate } from './explanation-set.js';
import type { ExplanationMove, MoveTarget } from './explanation-states.js';
import { compareKinds } from './kind-counts.js';

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
  /** Messages that have a place are also tried as meant for another one. */
  readonly astray: boolean;
}

/** While nothing deviates: of an interaction that has no deviation in the end, nothing else can be better. */
const CONFORMING: Bounds = {
  extraCost: 0,
  extraCostWhereQuiet: 0,
  explanations: 48,
  conformingOnly: true,
  astray: false,
};
const DEVIATING: Bounds = {
  extraCost: 2,
  extraCostWhereQuiet: 1,
  explanations: 48,
  conformingOnly: false,
  astray: false,
};

/**
 * How interactions are followed: most the first way, the others the next way, which can decide more. Most deviate once:
 * none of their explanations with two deviations more can be the best.
 */
export const EFFORTS: readonly Bounds[] = [
  CONFORMING,
  { ...CONFORMING, explanations: 480 },
  { ...DEVIATING, extraCost: 1 },
  DEVIATING,
  { ...DEVIATING, extraCost: 1, astray: true },
];
/** The first of these that follows what deviates. */
export const FIRST_DEVIATING = 2;
/**
 * The one that is tried where the others find several deviations: a message that has a place was perhaps meant for
 * another one, and what follows deviates only because of that.
 */
export const ASTRAY = 4;

/** A candidate with what led to it. */
export interface NewCandidate extends ExplanationCandidate {
  /** Number of the candidate that it continues from. */
  readonly parent: number;
  readonly target: MoveTarget;
}

/** A candidate before its state is found. */
export interface Prospect extends Pick<ExplanationCandidate, 'cost' | 'late' | 'untriggered' | 'kinds' | 'order'> {
  readonly before: ExplanationCandidate;
  /** Number of the candidate that it continues from. */
  readonly parent: number;
  readonly move: ExplanationMove;
  /** Numbers in the set of explanations of the ends of the message that the explanation does not know. */
  readonly ends: readonly number[];
}

/** The number in the new set of a time of an explanation before. */
export function timeAfter(time: number, { times }: ExplanationCandidate): number {
  return time === 0 ? 0 : (times[time - 1] ?? 0) + 1;
}

/**
 * Whether the first explains better than the second (docs/recordings.md#how-a-recording-is-followed): negative if it
 * does. Of equally good ones, that comes first in which copies were late before this message: of two equal copies, the
 * first is the late one. Then that in which fewer messages deviated before this one: of two alternatives, the first is
 * what was meant. Otherwise they stay in the order in which they were found, which only the messages of the
 * interaction decide.
 */
function compareProspects(a: Prospect, b: Prospect): number {
  return (
    a.cost - b.cost ||
    a.late - b.late ||
    Number(a.before.state.explanation.before) - Number(b.before.state.explanation.before) ||
    a.untriggered - b.untriggered ||
    compareKinds(a.kinds, b.kinds) ||
    (a.order < b.order ? -1 : a.order > b.order ? 1 : 0) ||
    b.before.late - a.before.late ||
    a.before.cost - b.before.cost
  );
}

/** Collects the explanations after a message. */
export class Candidates {
  private readonly prospects: Prospect[] = [];
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
    return this.prospects.length === 0;
  }

  /** Leaves out an explanation that has too many deviations. */
  drop(cost: number): void {
    this.leastDropped = Math.min(this.leastDropped, cost);
  }

  add(before: ExplanationCandidate, parent: number, move: ExplanationMove, ends: readonly number[]): void {
    const isLeftOut = this.bounds.conformingOnly && move.lacksStart;
    const cost = before.cost + move.cost;
    if (isLeftOut || cost > this.maxCost) {
      this.drop(cost);
      return;
    }
    if (cost < this.leastCost) {
      this.leastCost = cost;
      this.isQuiet = false;
    }
    if (cost === this.leastCost && !this.isQuiet) this.isQuiet = move.lacking(() => true) === 0;
    this.prospects.push({
      before,
      parent,
      move,
      ends,
      cost,
      late: before.late + move.late,
      untriggered: before.untriggered + move.untriggered,
      kinds: move.kindsAfter(before.kinds),
      order: before.order + move.order,
    });
  }

  /** The best first. */
  sorted(): Prospect[] {
    const { maxCost } = this;
    return this.prospects
      .filter(({ cost }) => {
        if (cost > maxCost) this.drop(cost);
        return cost <= maxCost;
      })
      .sort(compareProspects);
  }
}
