/**
 * Gives equal values one number, so that they compare by number. By hashes, not by keys: a large flow has tens of
 * thousands of configurations, and the text of each would take more time and memory than the configuration.
 */
export class Interned<T extends object> {
  /** Numbers of the values with a hash. */
  private readonly byHash = new Map<number, number[]>();
  /** Of the values kept: they come again and again, and need no hash the second time. */
  private readonly kept = new Map<T, number>();
  private readonly values: T[] = [];

  /**
   * @param hash the same for equal values
   * @param isSame whether two values are equal
   */
  constructor(
    private readonly hash: (value: T) => number,
    private readonly isSame: (a: T, b: T) => boolean,
  ) {}

  /** The number of a value; that of an equal one, if there is one. */
  add(value: T): number {
    const ownNumber = this.kept.get(value);
    if (ownNumber !== undefined) return ownNumber;
    const hash = this.hash(value);
    const alike = this.byHash.get(hash);
    const same = alike?.find((number) => this.equals(number, value));
    if (same !== undefined) return same;
    const number = this.values.push(value) - 1;
    if (alike === undefined) this.byHash.set(hash, [number]);
    else alike.push(number);
    this.kept.set(value, number);
    return number;
  }

  /** The value that is kept of those equal to this one: so each has one object, whichever way leads to it. */
  canonical(value: T): T {
    return this.values[this.add(value)] ?? value;
  }

  /** How many different values there are. */
  get size(): number {
    return this.values.length;
  }

  get(number: number): T | undefined {
    return this.values[number];
  }

  /** The same numbers for the same values, to which others can be added apart. */
  copy(): Interned<T> {
    const copy = new Interned(this.hash, this.isSame);
    for (const [hash, numbers] of this.byHash) copy.byHash.set(hash, [...numbers]);
    for (const value of this.values) copy.kept.set(value, copy.values.push(value) - 1);
    return copy;
  }

  private equals(number: number, value: T): boolean {
    const other = this.values[number];
    return other !== undefined && this.isSame(other, value);
  }
}

/** Hash of no number at all. */
export const HASH_START = 0x811c9dc5;

/** A hash of numbers in their order (FNV-1a). @param seed of what comes before them */
export function hashOf(numbers: readonly number[], seed = HASH_START): number {
  let hash = seed;
  for (const number of numbers) hash = Math.imul(hash ^ number, 0x01000193);
  return hash;
}
