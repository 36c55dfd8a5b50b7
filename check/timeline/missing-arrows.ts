import { groupBy } from '../../timeline/types/group-by.js';
import type { Slot } from '../conformance/obligations.js';

/** Missing slots by the arrows that are drawn for them: those of one sender and protocol are one arrow. */
export function missingArrows(slots: readonly Slot[]): Slot[][] {
  return [...groupBy(slots, ({ sender, protocol }) => `${sender}/${protocol?.name ?? ''}`).values()];
}

/**
 * Puts a missing row after the last event of an earlier row; without one, after what starts the phase.
 * @param placed the events of a phase with the number of their row in the model's phase, -1 if they have none
 */
export function insertByRow<Placed extends { readonly position: number }>(placed: Placed[], missing: Placed): void {
  const before = placed.findLastIndex(({ position }) => position >= 0 && position < missing.position);
  const start = placed.findIndex(({ position }) => position >= 0);
  placed.splice(before >= 0 ? before + 1 : start >= 0 ? start : placed.length, 0, missing);
}
