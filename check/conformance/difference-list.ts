import { isInferred } from '../model/model.js';
import type { Difference, MatchedCopy } from './comparison.js';
import type { Slot } from './obligations.js';

/** The differences of one comparison, in the order found. */
export class DifferenceList {
  private readonly list: Difference[] = [];

  get all(): readonly Difference[] {
    return this.list;
  }

  /**
   * Adds a difference.
   * @param copy null if no step is at fault
   * @param slots the slots that require it otherwise
   */
  add(
    code: Difference['code'],
    copy: MatchedCopy | null,
    at: Difference['at'],
    slots: readonly Slot[],
    lenient = slots.length > 0 && isLenient(code) && slots.every(({ row }) => isInferred(row.ground)),
  ): void {
    const step = copy?.step ?? -1;
    const receiverIndex = copy?.receiverIndex ?? -1;
    this.list.push({ code, lenient, step, at, receiverIndex, copy, slots, otherStep: -1 });
  }
}

/** Whether a finding is one severity lower because every row that requires it is inferred. */
function isLenient(code: Difference['code']): boolean {
  return code === 'missing-message' || code === 'incomplete-broadcast' || code.startsWith('wrong-');
}
