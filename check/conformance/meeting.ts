import type { Copy, CopyStatus } from './copies.js';
import type { Slot } from './obligations.js';
import { sharedValues } from './values.js';

/** Lets a copy meet a row. */
export function give(copy: Copy, slot: Slot): void {
  slot.met++;
  copy.slot = slot;
  copy.surplus = false;
  copy.status = copy.foul ? 'foul' : 'ok';
}

/** Whether a copy meets a row. */
export function isSettled({ status }: Copy): boolean {
  return status === 'ok' || status === 'foul';
}

/** Whether a row has to be met and is not. */
export function isUnmetRequired(slot: Slot): boolean {
  return slot.required && slot.met === 0 && !slot.taken;
}

/** The row that a copy meets first; of equal ones the one that has most of its values, then the first. */
export function bestOf(slots: readonly Slot[], copy: Copy): Slot | undefined {
  let best: Slot | undefined;
  for (const slot of slots) {
    const difference = best === undefined ? -1 : preference(slot) - preference(best);
    if (best === undefined || difference < 0) best = slot;
    else if (difference === 0 && sharedValues(copy, slot) > sharedValues(copy, best)) best = slot;
  }
  return best;
}

/** Which of several rows of one letter a copy meets first. */
function preference(slot: Slot): number {
  if (slot.required) return slot.met === 0 ? 0 : 1;
  if (slot.source === 'row') return 2;
  return slot.source === 'trigger' ? 3 : 4;
}

/** Lets a faulty copy take the place of a row, which is not missing any more. */
export function take(copy: Copy, slot: Slot, status: CopyStatus): void {
  slot.taken = true;
  copy.slot = slot;
  copy.status = status;
}
