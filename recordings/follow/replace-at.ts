/** A copy of a list with one value replaced. */
export function replaceAt<T>(values: readonly T[], index: number, value: T): T[] {
  return values.map((other, at) => (at === index ? value : other));
}
