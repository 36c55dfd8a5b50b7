/** Least tolerance of times, in ms; a tenth if that is more. */
const MIN_TOLERANCE_MS = 1_000;

/** By how much a recorded time can differ from a stated one, in ms. */
export function tolerance(ms: number): number {
  return Math.max(MIN_TOLERANCE_MS, ms / 10);
}
