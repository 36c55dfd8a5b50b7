import type { Slot } from '../../check/index.js';
import { outOfOrderCopies, pairsOutOfOrder } from './out-of-order.js';
import type { PhaseVisit, TakenCopy } from './visits.js';

/** Phases with more copies keep the rows that took them. */
const MAX_COPIES = 100;

/** The copies of a phase, and the slots that it lacks. */
type Copies = Pick<PhaseVisit, 'taken' | 'missing'>;

/**
 * Assigns equal messages of a phase to its equal rows so that fewer are out of order. While an interaction is followed,
 * the first such row takes a message, whatever comes later.
 */
export function inBlockOrder(entry: PhaseVisit['entry'], copies: Copies): Copies {
  if (copies.taken.length > MAX_COPIES) return copies;
  let best = copies;
  for (;;) {
    const pairs = pairsOutOfOrder(best.taken);
    if (pairs === 0) return best;
    const better = alternatives(entry.slots, best).find(({ taken }) => pairsOutOfOrder(taken) < pairs);
    if (better === undefined) return best;
    best = better;
  }
}

/** The ways in which a copy that is out of order can have the row of an equal one, or an equal row that is missing. */
function alternatives(slots: readonly Slot[], { taken, missing }: Copies): Copies[] {
  const movable = outOfOrderCopies({ taken }).flatMap(({ early, later }) => [early, later]);
  return movable.flatMap((copy): Copies[] => [
    ...taken.filter((other) => isExchangeable(copy, other)).map((other) => exchanged(copy, other, { taken, missing })),
    ...missing.flatMap((index) => {
      const slot = slots[index];
      return slot !== undefined && isEqual(slot, copy.slot)
        ? moved(copy, { ...copy, slot, index }, { taken, missing })
        : [];
    }),
  ]);
}

function exchanged(copy: TakenCopy, other: TakenCopy, { taken, missing }: Copies): Copies {
  const withRowOf = (own: TakenCopy, { slot, index, code }: TakenCopy) => ({ ...own, slot, index, code });
  return {
    taken: taken.map((own) => (own === copy ? withRowOf(copy, other) : own === other ? withRowOf(other, copy) : own)),
    missing,
  };
}

function moved(copy: TakenCopy, to: TakenCopy, { taken, missing }: Copies): Copies {
  const after = taken.map((own) => (own === copy ? to : own));
  const left = copy.slot.required && !after.some(({ index }) => index === copy.index) ? [copy.index] : [];
  return { taken: after, missing: [...missing.filter((index) => index !== to.index), ...left].sort((a, b) => a - b) };
}

/** Whether another message could just as well have been meant for the row of a copy, and the other way round. */
function isExchangeable(copy: TakenCopy, other: TakenCopy): boolean {
  const isAsSent = other.code === null || other.code === 'duplicate-message';
  return other !== copy && isAsSent && other.index >= 0 && isEqual(copy.slot, other.slot);
}

function isEqual(a: Slot, b: Slot): boolean {
  return (
    a.messageName === b.messageName &&
    a.protocol?.name === b.protocol?.name &&
    a.sender === b.sender &&
    a.receiver === b.receiver &&
    a.begins === b.begins
  );
}
