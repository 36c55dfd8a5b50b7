import type { ExplanationCandidate } from './explanation-set.js';
import { type KindCounts, NO_KINDS, subtractKinds } from './kind-counts.js';

/** Leaves out what is common to all explanations, so that equal sets are found again. */
export function normalized(candidates: readonly ExplanationCandidate[]): ExplanationCandidate[] {
  const cost = least(candidates, (candidate) => candidate.cost);
  const late = least(candidates, (candidate) => candidate.late);
  const untriggered = least(candidates, (candidate) => candidate.untriggered);
  const kinds = leastKinds(candidates);
  const orders = shortOrders(candidates.map(({ order }) => order));
  return candidates.map((candidate, index) => ({
    state: candidate.state,
    times: candidate.times,
    addresses: candidate.addresses,
    cost: candidate.cost - cost,
    late: candidate.late - late,
    untriggered: candidate.untriggered - untriggered,
    kinds: lessCommon(candidate.kinds, kinds),
    order: orders[index] ?? '',
  }));
}

function lessCommon(kinds: KindCounts, common: KindCounts): KindCounts {
  const rest = subtractKinds(kinds, common);
  return rest.every((count) => count === 0) ? NO_KINDS : rest;
}

function least(candidates: readonly ExplanationCandidate[], of: (candidate: ExplanationCandidate) => number): number {
  return candidates.reduce((min, candidate) => Math.min(min, of(candidate)), Number.POSITIVE_INFINITY);
}

function leastKinds([first, ...rest]: readonly ExplanationCandidate[]): KindCounts {
  if (first === undefined) return [];
  return first.kinds.map((count, code) => rest.reduce((min, { kinds }) => Math.min(min, kinds[code] ?? 0), count));
}

/**
 * Texts that compare as these do, with anything appended: if none is a prefix of another, one letter each.
 */
function shortOrders(orders: readonly string[]): string[] {
  const distinct = [...new Set(orders)].sort();
  const isBeginning = distinct.some((order, index) => distinct[index + 1]?.startsWith(order) === true);
  if (isBeginning) {
    const common = commonPrefix(distinct);
    return orders.map((order) => order.slice(common));
  }
  if (distinct.length < 2) return orders.map(() => '');
  const ranks = new Map(distinct.map((order, index) => [order, String.fromCharCode(256 + index)]));
  return orders.map((order) => ranks.get(order) ?? '');
}

/** How many letters sorted texts have in common at their beginning. */
function commonPrefix(sorted: readonly string[]): number {
  const first = sorted[0] ?? '';
  const last = sorted.at(-1) ?? '';
  let length = 0;
  while (length < first.length && first[length] === last[length]) length++;
  return length;
}
