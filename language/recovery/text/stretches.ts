/** A stretch of a text, in UTF-16 units; `end` is exclusive. */
export interface TextStretch {
  readonly start: number;
  readonly end: number;
}

/**
 * A test of whether an offset is in one of many stretches. It takes logarithmic time: a file may have a stretch on each
 * of its lines.
 * @param stretches in any order; of those that overlap, the one that starts last counts
 */
export function offsetsIn(stretches: readonly TextStretch[]): (offset: number) => boolean {
  const sorted = [...stretches].sort((a, b) => a.start - b.start);
  return (offset) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((sorted[middle]?.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const last = sorted[low - 1];
    return last !== undefined && offset < last.end;
  };
}
