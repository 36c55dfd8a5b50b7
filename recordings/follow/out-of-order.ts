import type { PhaseVisit, TakenCopy } from './visits.js';

/** A copy that comes before one of an earlier row of its `in order` block. */
interface OutOfOrder {
  readonly early: TakenCopy;
  readonly later: TakenCopy;
}

/** Copies that come before one of an earlier row of their `in order` block: the first of each block. */
export function outOfOrderCopies({ taken }: Pick<PhaseVisit, 'taken'>): OutOfOrder[] {
  return blocksOf(taken).flatMap((copies) => {
    for (const [index, early] of copies.entries()) {
      const later = copies.slice(index + 1).find((copy) => isTurned(early, copy));
      if (later !== undefined) return [{ early, later }];
    }
    return [];
  });
}

/** Number of pairs of copies that are not in the order of their `in order` block. */
export function pairsOutOfOrder(taken: readonly TakenCopy[]): number {
  let pairs = 0;
  for (const copies of blocksOf(taken)) {
    for (const [index, early] of copies.entries()) {
      for (const later of copies.slice(index + 1)) if (isTurned(early, later)) pairs++;
    }
  }
  return pairs;
}

/** The copies of each `in order` block whose order is judged, by time. */
function blocksOf(taken: readonly TakenCopy[]): TakenCopy[][] {
  if (!taken.some(({ slot }) => slot.order !== null)) return [];
  const blocks = new Map<number, TakenCopy[]>();
  for (const copy of taken) {
    const { order } = copy.slot;
    if (order === null || copy.late || copy.code !== null) continue;
    const list = blocks.get(order.block);
    if (list === undefined) blocks.set(order.block, [copy]);
    else list.push(copy);
  }
  return [...blocks.values()].map((copies) => copies.sort((a, b) => a.message - b.message));
}

/** Between two `all` rows only copies of one party are compared. */
function isTurned(copy: TakenCopy, later: TakenCopy): boolean {
  const own = copy.slot.order?.position ?? 0;
  const other = later.slot.order?.position ?? 0;
  if (other >= own) return false;
  if (!copy.slot.all || !later.slot.all) return true;
  return copy.slot.receiver === later.slot.receiver || copy.slot.sender === later.slot.sender;
}
