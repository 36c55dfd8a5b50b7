import { editDistance, MAX_DISTANCE } from './nearest-name.js';

/** Names that are found by letters they share, not one by one, from this many on. */
const MAX_BUCKET = 8;
/** More near names than these are of no use to an author. */
const MAX_NEAREST = 20;
const TOO_FAR = MAX_DISTANCE + 1;
/** Lengths of beginnings that are compared with one of a given length: from two letters shorter to two longer. */
const WIDTH = 2 * MAX_DISTANCE + 1;

/** Names that begin alike; those of many are divided by their next letter. */
interface Bucket {
  names: string[];
  children: Map<string, Bucket> | null;
}

/** Distances of a beginning from the beginnings of a word that are about as long; `TOO_FAR` for all that is further. */
type DistanceRow = readonly number[];

/** Many names, of which those near a word are found without comparing it with each. */
export class NameIndex {
  private readonly order = new Map<string, number>();
  private readonly root: Bucket = { names: [], children: null };
  /** The names by their letters in lower case, once they are asked for. */
  private folded: Map<string, string[]> | null = null;
  /** Distances computed so far. */
  private distances = 0;

  constructor(names: Iterable<string>) {
    for (const name of names) {
      if (this.order.has(name)) continue;
      this.order.set(name, this.order.size);
      insert(this.root, 0, name);
    }
  }

  /** The names that `nearestNames` finds, in its order, the first of them if there are many. */
  nearest(word: string): string[] {
    if (this.distances > MAX_DISTANCES) return [];
    const found: { readonly name: string; readonly distance: number }[] = [];
    const start = Array.from({ length: WIDTH }, (_, at) => (at < MAX_DISTANCE ? TOO_FAR : at - MAX_DISTANCE));
    const open: { readonly bucket: Bucket; readonly depth: number; readonly row: DistanceRow }[] = [
      { bucket: this.root, depth: 0, row: start },
    ];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { bucket, depth, row } = next;
      for (const name of bucket.names) {
        this.distances++;
        const distance = editDistance(word, name);
        if (distance <= MAX_DISTANCE) found.push({ name, distance });
      }
      for (const [letter, child] of bucket.children ?? []) {
        const after = rowAfter(row, word, depth + 1, letter);
        if (after.some((distance) => distance < TOO_FAR)) open.push({ bucket: child, depth: depth + 1, row: after });
      }
    }
    if (found.length === 0) return this.inOtherCase(word).slice(0, MAX_NEAREST);
    const orderOf = (name: string) => this.order.get(name) ?? 0;
    found.sort((a, b) => a.distance - b.distance || orderOf(a.name) - orderOf(b.name));
    return found.slice(0, MAX_NEAREST).map(({ name }) => name);
  }

  private inOtherCase(word: string): readonly string[] {
    if (this.folded === null) {
      this.folded = new Map();
      for (const name of this.order.keys()) {
        const folded = name.toLowerCase();
        const namesInCase = this.folded.get(folded);
        if (namesInCase === undefined) this.folded.set(folded, [name]);
        else namesInCase.push(name);
      }
    }
    return this.folded.get(word.toLowerCase()) ?? [];
  }
}

/** The deepest buckets: each level is a nested call. Longer names that begin alike share a bucket. */
const MAX_DEPTH = 100;
/** The most distances to names: a second or less. After them, nothing is found for thousands of unknown names. */
const MAX_DISTANCES = 3_000_000;

/** Puts a name into the bucket of names that share its first letters; a bucket's depth is their number. */
function insert(root: Bucket, at: number, name: string): void {
  let bucket = root;
  let depth = at;
  while (bucket.children !== null && depth < name.length) {
    bucket = childOf(bucket.children, name.charAt(depth));
    depth++;
  }
  bucket.names.push(name);
  if (bucket.children !== null || bucket.names.length <= MAX_BUCKET || depth >= MAX_DEPTH) return;
  const children = new Map<string, Bucket>();
  const longer = bucket.names.filter(({ length }) => length > depth);
  bucket.names = bucket.names.filter(({ length }) => length <= depth);
  bucket.children = children;
  for (const each of longer) insert(bucket, depth, each);
}

function childOf(children: Map<string, Bucket>, letter: string): Bucket {
  let child = children.get(letter);
  if (child === undefined) {
    child = { names: [], children: null };
    children.set(letter, child);
  }
  return child;
}

/** The row after one more letter of the names: the line of the edit distances' table that a bound of two needs. */
function rowAfter(row: DistanceRow, word: string, depth: number, letter: string): DistanceRow {
  const after: number[] = [];
  for (let at = 0; at < WIDTH; at++) {
    const length = depth + at - MAX_DISTANCE;
    let distance = TOO_FAR;
    if (length === 0) distance = depth;
    else if (length > 0 && length <= word.length) {
      const substitution = (row[at] ?? TOO_FAR) + (word[length - 1] === letter ? 0 : 1);
      distance = Math.min(substitution, (row[at + 1] ?? TOO_FAR) + 1, (after[at - 1] ?? TOO_FAR) + 1);
    }
    after.push(Math.min(distance, TOO_FAR));
  }
  return after;
}
