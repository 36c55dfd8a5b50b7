import type { Difference, MatchedCopy } from './comparison.js';
import type { Effort } from './effort.js';
import { mayMeet } from './letters.js';
import type { Slot } from './obligations.js';
import { haveSameValues, sharedValues } from './values.js';

/** A copy with the row that it counts for. */
export interface PlacedCopy {
  readonly copy: MatchedCopy;
  readonly slot: Slot;
}

/** A copy that is one too many, and the later one that was before and counts instead. */
export interface Spare {
  readonly copy: MatchedCopy;
  readonly instead: MatchedCopy;
  /** Whether it is the first of its letter: the later one is reported all the same. */
  readonly isFirst: boolean;
}

/** Each way to let a duplicate count in place of a copy of its letter: if the row gives more of its values. */
export function* withMoreValues(
  placed: readonly PlacedCopy[],
  copies: readonly MatchedCopy[],
  effort: Effort,
): Generator<readonly PlacedCopy[]> {
  for (const duplicate of copies) {
    if (duplicate.status !== 'duplicate') continue;
    effort.add(placed.length);
    for (const { copy: other, slot } of placed) {
      if (!mayMeet(duplicate, slot) || sharedValues(duplicate, slot) <= sharedValues(other, slot)) continue;
      yield exchanged(placed, other, { copy: duplicate, slot });
    }
  }
}

/**
 * Each way to let a duplicate count in place of an earlier copy of the same values, which is then the one too many: the
 * first of its letter last, because the later of two steps is the duplicate (docs/rules/duplicate-message.md).
 * @param earlierExchanges exchanges that `placed` comes from: their spares are still duplicates, and their others no longer
 */
export function* withLaterTwins(
  placed: readonly PlacedCopy[],
  copies: readonly MatchedCopy[],
  earlierExchanges: readonly Spare[],
): Generator<{ readonly placed: readonly PlacedCopy[]; readonly spare: Spare }> {
  const counts = (copy: MatchedCopy) => earlierExchanges.some(({ instead }) => instead === copy);
  for (const duplicate of copies) {
    if (duplicate.status !== 'duplicate' || counts(duplicate)) continue;
    const twins = placed.filter(({ copy, slot }) => mayMeet(duplicate, slot) && haveSameValues(duplicate, copy));
    const first = Math.min(...twins.map(({ copy }) => copy.step));
    const firstLast = [...twins].sort((a, b) => Number(a.copy.step === first) - Number(b.copy.step === first));
    for (const { copy, slot } of firstLast) {
      if (copy.step >= duplicate.step || counts(copy)) continue;
      yield {
        placed: exchanged(placed, copy, { copy: duplicate, slot }),
        spare: { copy, instead: duplicate, isFirst: copy.step === first },
      };
    }
  }
}

/** The differences, with duplicates reported on the copies that are one too many for the order. */
export function withSpares(differences: readonly Difference[], spares: readonly Spare[]): readonly Difference[] {
  if (spares.length === 0) return differences;
  return differences.map((difference) => {
    const spare = spares.find(({ instead }) => instead === difference.copy);
    if (spare === undefined || difference.code !== 'duplicate-message') return difference;
    const { copy, isFirst } = spare;
    if (isFirst) return { ...difference, otherStep: copy.step };
    return { ...difference, step: copy.step, receiverIndex: copy.receiverIndex, copy };
  });
}

function exchanged(placed: readonly PlacedCopy[], out: MatchedCopy, into: PlacedCopy): readonly PlacedCopy[] {
  return [...placed.filter(({ copy }) => copy !== out), into];
}
