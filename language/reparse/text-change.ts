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
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++;
  return { start, oldEnd: before.length - same, newEnd: after.length - same };
}
