import type { OffsetEdit } from './fix.js';

/** Texts that differ in more lines become one edit. */
const MAX_DIFFERENT = 600;

/** The lines that differ between two texts, as edits of the first: as few as there can be (Myers). */
export function lineEdits(before: string, after: string): OffsetEdit[] {
  if (before === after) return [];
  const a = linesOf(before);
  const b = linesOf(after);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let same = 0;
  while (same < Math.min(a.length, b.length) - start && a[a.length - 1 - same] === b[b.length - 1 - same]) same++;
  const kept = keptLines(a.slice(start, a.length - same), b.slice(start, b.length - same));
  const edits: OffsetEdit[] = [];
  const offsets = offsetsOf(a);
  let [x, y] = [start, start];
  const ends = [[a.length - same, b.length - same] as const];
  for (const [nextX, nextY] of [...kept.map(([i, j]) => [i + start, j + start] as const), ...ends]) {
    if (nextX > x || nextY > y) {
      edits.push({ start: offsets[x] ?? 0, end: offsets[nextX] ?? 0, text: b.slice(y, nextY).join('') });
    }
    [x, y] = [nextX + 1, nextY + 1];
  }
  return edits;
}

/** The lines of a text, with their ends. */
export function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? [];
}

/** Where each line starts, and the last one ends. */
function offsetsOf(lines: readonly string[]): number[] {
  const offsets = [0];
  for (const line of lines) offsets.push((offsets.at(-1) ?? 0) + line.length);
  return offsets;
}

/** Pairs of lines that stay, in order; none if too many do not. */
function keptLines(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const furthest = new Map<number, number>([[1, 0]]);
  const trace: ReadonlyMap<number, number>[] = [];
  for (let edits = 0; edits <= Math.min(a.length + b.length, MAX_DIFFERENT); edits++) {
    trace.push(new Map(furthest));
    for (let k = -edits; k <= edits; k += 2) {
      let x = isDown(furthest, k, edits) ? at(furthest, k + 1) : at(furthest, k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      furthest.set(k, x);
      if (x >= a.length && x - k >= b.length) return walkBack(trace, a.length, b.length);
    }
  }
  return [];
}

function walkBack(trace: readonly ReadonlyMap<number, number>[], width: number, height: number): [number, number][] {
  const kept: [number, number][] = [];
  let [x, y] = [width, height];
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const furthest = trace[edits] ?? new Map();
    const k = x - y;
    const before = isDown(furthest, k, edits) ? k + 1 : k - 1;
    const from = at(furthest, before);
    while (x > from && y > from - before && x > 0 && y > 0) kept.push([--x, --y]);
    [x, y] = [from, from - before];
  }
  return kept.reverse();
}

function isDown(furthest: ReadonlyMap<number, number>, k: number, edits: number): boolean {
  return k === -edits || (k !== edits && at(furthest, k - 1) < at(furthest, k + 1));
}

function at(furthest: ReadonlyMap<number, number>, k: number): number {
  return furthest.get(k) ?? -1;
}
