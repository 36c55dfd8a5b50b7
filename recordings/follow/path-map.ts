import { sameNumbers } from '../../timeline/types/same-numbers.js';

/** Remembered paths: a power of two. */
const PLACES = 1 << 13;

interface KnownPath<V> {
  readonly path: readonly number[];
  readonly value: V;
}

/**
 * Values by lists of numbers, of the last lists that came more than once. Equal lists are found without making a text of
 * them.
 */
export class PathMap<V> {
  private readonly entries = new Array<KnownPath<V> | undefined>(PLACES);
  /** Per place, the hash of the path that came last. */
  private readonly hashes = new Int32Array(PLACES);

  get(path: readonly number[]): V | undefined {
    const entry = this.entries[hashOf(path) & (PLACES - 1)];
    return entry !== undefined && sameNumbers(entry.path, path) ? entry.value : undefined;
  }

  /**
   * Remembers the value of a path that came before: most come once.
   * @returns whether it is remembered
   */
  set(path: readonly number[], value: V): boolean {
    const hash = hashOf(path);
    const place = hash & (PLACES - 1);
    const isRepeated = this.hashes[place] === hash;
    this.hashes[place] = hash;
    if (isRepeated) this.entries[place] = { path: [...path], value };
    return isRepeated;
  }
}

function hashOf(path: readonly number[]): number {
  let hash = path.length;
  for (let index = 0; index < path.length; index++) {
    hash = Math.imul(hash ^ (path[index] ?? 0), 0x85ebca6b);
    hash ^= hash >>> 13;
  }
  return hash;
}
