import { sameNumbers } from '../../timeline/types/same-numbers.js';
import { type NewCandidate, type Prospect, timeAfter } from './candidates.js';
import type { ExplanationCandidate } from './explanation-set.js';

/** Later times kept when a phase counts as overtaken. */
const OVERTAKEN = 3;

/** The candidates that are kept. */
export interface Selection {
  /** In the order given. */
  readonly kept: readonly NewCandidate[];
  /** Fewest deviations of one that was dropped, if its open phases got no further messages; Infinity if none was. */
  readonly dropped: number;
}

/**
 * Keeps the explanations with the fewest deviations, counting what their open phases still lack. Most are dropped, so
 * that they are ranked before their states are found.
 * @param sorted the best first
 */
export function mostPromising(sorted: readonly Prospect[], most: number): Selection {
  const distinct = new DistinctCandidates();
  if (sorted.length <= most) {
    return { kept: sorted.flatMap((prospect) => distinct.add(prospect) ?? []), dropped: Number.POSITIVE_INFINITY };
  }
  const ranked = sorted.map((prospect, index) => ({ prospect, index, cost: expectedCost(prospect) }));
  ranked.sort((a, b) => a.cost - b.cost || a.index - b.index);
  const kept: { candidate: NewCandidate; index: number }[] = [];
  let looked = 0;
  for (const { prospect, index } of ranked) {
    if (kept.length === most) break;
    looked++;
    const candidate = distinct.add(prospect);
    if (candidate !== null) kept.push({ candidate, index });
  }
  kept.sort((a, b) => a.index - b.index);
  const rest = ranked.slice(looked).map(({ prospect }) => prospect);
  return { kept: kept.map(({ candidate }) => candidate), dropped: leastDropped(rest, distinct) };
}

function leastDropped(rest: readonly Prospect[], distinct: DistinctCandidates): number {
  const costs = rest.map((prospect) => ({ prospect, cost: costWithMissing(prospect) }));
  costs.sort((a, b) => a.cost - b.cost);
  return costs.find(({ prospect }) => distinct.add(prospect) !== null)?.cost ?? Number.POSITIVE_INFINITY;
}

/** Its deviations if its open phases got no further messages. */
function costWithMissing({ cost, move }: Prospect): number {
  return cost + move.lacking(() => true);
}

/** A phase that others overtake, or whose beginning did not come first, will hardly be complete. */
function expectedCost({ cost, move, before }: Prospect): number {
  return cost + move.lacking((time) => timeAfter(time, before) >= OVERTAKEN);
}

/**
 * Leaves out explanations that can never be the best: one before has the same continuation; or the same but for settled
 * phases, and would still have no more deviations if each copy that these lack came late and surprised it.
 */
class DistinctCandidates {
  private readonly byCore = new Map<number, NewCandidate[]>();

  /** The candidate of an explanation; null if one that was added before is always at least as good. */
  add(prospect: Prospect): NewCandidate | null {
    const candidate = candidateOf(prospect);
    const { state, cost } = candidate;
    const others = this.byCore.get(state.core);
    if (others === undefined) {
      this.byCore.set(state.core, [candidate]);
      return candidate;
    }
    const isNeedless = others.some(
      (other) =>
        (other.state === state || (other.cost < cost && other.cost + state.late <= cost)) && isSame(other, candidate),
    );
    if (isNeedless) return null;
    others.push(candidate);
    return candidate;
  }
}

function candidateOf({ before, parent, move, ends, cost, late, untriggered, kinds, order }: Prospect): NewCandidate {
  const { target } = move;
  const addressCount = before.addresses.length;
  return {
    state: target.state,
    times: target.times.map((time) => timeAfter(time, before)),
    addresses: target.addresses.map((number) => before.addresses[number] ?? ends[number - addressCount] ?? 0),
    cost,
    late,
    untriggered,
    kinds,
    order,
    parent,
    target,
  };
}

/** Whether two candidates mean the same times and addresses. */
function isSame(a: ExplanationCandidate, b: ExplanationCandidate): boolean {
  return sameNumbers(a.times, b.times) && sameNumbers(a.addresses, b.addresses);
}
