import type { Explanation, OpenPhase } from './explanation.js';
import type { ExplanationState, MoveTarget } from './explanation-states.js';
import { type KindCounts, kindLetters } from './kind-counts.js';

/** Whether a time of an interaction is over. */
export interface Limit {
  /** Number of the time. */
  readonly time: number;
  readonly afterMs: number;
}

/** An explanation of a set. Deviations are counted from what all of the set have in common. */
export interface ExplanationCandidate {
  readonly state: ExplanationState;
  /** Per time of the state, the number of the set's. */
  readonly times: readonly number[];
  /** Per address of the state, the number of the set's. */
  readonly addresses: readonly number[];
  readonly cost: number;
  readonly late: number;
  readonly untriggered: number;
  readonly kinds: KindCounts;
  readonly order: string;
}

/** Where a message leads from a set, and where each explanation there comes from. */
export interface MessageTransition {
  readonly id: number;
  readonly to: ExplanationSet;
  readonly origins: readonly { readonly parent: number; readonly target: MoveTarget }[];
  /** Per time of the new set: 0 for the message's own, otherwise the number of the old one's and 1. */
  readonly times: readonly number[];
  /** Per address of the new set: the number of the old one's, or of an end of the message. */
  readonly addresses: readonly number[];
  /** Whether these are the same addresses in the same order. */
  readonly keepsAddresses: boolean;
  /** Deviations that the best explanation gains. */
  readonly cost: number;
}

/** All explanations of an interaction so far, the best first: equal sets are one object. */
export class ExplanationSet {
  readonly next = new Map<number, MessageTransition>();
  /** How many addresses its explanations know. */
  readonly addressCount: number;

  /**
   * @param limits after which of its times something settles, at most 24
   * @param dropped fewest deviations of an explanation that was dropped; Infinity if none was
   */
  constructor(
    readonly candidates: readonly ExplanationCandidate[],
    readonly limits: readonly Limit[],
    readonly dropped: number,
  ) {
    this.addressCount = new Set(candidates.flatMap(({ addresses }) => addresses)).size;
  }

  /** A bit for each limit that is over. */
  over(recentTimes: readonly number[], now: number): number {
    let bits = 0;
    for (let index = 0; index < this.limits.length; index++) {
      const limit = this.limits[index];
      if (limit !== undefined && now - (recentTimes[limit.time] ?? now) > limit.afterMs) bits |= 1 << index;
    }
    return bits;
  }
}

/** An explanation with the set's numbers of times. */
export function explanationOf({
  state,
  times,
  cost,
  late,
  untriggered,
  kinds,
  order,
}: ExplanationCandidate): Explanation {
  const timeOf = (number: number) => (number < 1 ? number : (times[number - 1] ?? 0));
  return {
    ...state.explanation,
    open: state.explanation.open.map((phase): OpenPhase => {
      return { ...phase, lastTime: timeOf(phase.lastTime), startTime: timeOf(phase.startTime) };
    }),
    cost,
    late,
    untriggered,
    kinds: kindLetters(kinds),
    order,
  };
}
