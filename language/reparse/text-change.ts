/** How one text became another: the characters in between were replaced. Offsets are UTF-16. */
export interface TextChange {
  readonly start: number;
  /** Where the replaced characters ended in the old text. */
  readonly oldEnd: number;
  /** Where those in their place end in the new text. */
  readonly newEnd: number;
}

/** The smallest stretch that differs between two texts. */
export function changeBetween(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length);
  const start = longest(shorter, (from, to) => before.slice(from, to) === after.slice(from, to));
  const same = longest(
    shorter - start,
    (from, to) =>
      before.slice(before.length - to, before.length - from) === after.slice(after.length - to, after.length - from),
  );
  return { start, oldEnd: before.length - same, newEnd: after.length - same };
}

/**
 * The longest distance up to which two texts are the same. Halving compares long pieces at a time, which is many times
 * faster than one character after the other.
 */
function longest(limit: number, isSame: (from: number, to: number) => boolean): number {
  let [same, end] = [0, limit];
  if (isSame(0, limit)) return limit;
  while (same < end - 1) {
    const middle = (same + end) >> 1;
    if (isSame(same, middle)) same = middle;
    else end = middle;
  }
  return same;
}
