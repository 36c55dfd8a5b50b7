import { deviationCodes } from '../../check/index.js';

const FIRST_LETTER = 65;

/** How many deviations of each kind there are, in the order of the codes. */
export type KindCounts = readonly number[];

export const NO_KINDS: KindCounts = deviationCodes.map(() => 0);

/** Counts with other kinds, written as letters, in place of some. */
export function replaceKinds(counts: KindCounts, before: string, after: string): KindCounts {
  if (before === after) return counts;
  const changed = [...counts];
  for (let at = 0; at < before.length; at++) add(changed, before.charCodeAt(at), -1);
  for (let at = 0; at < after.length; at++) add(changed, after.charCodeAt(at), 1);
  return changed;
}

function add(counts: number[], letter: number, times: number): void {
  const code = letter - FIRST_LETTER;
  counts[code] = (counts[code] ?? 0) + times;
}

/** The kinds as letters, sorted. */
export function kindLetters(counts: KindCounts): string {
  if (counts === NO_KINDS) return '';
  return counts.map((count, code) => String.fromCharCode(FIRST_LETTER + code).repeat(Math.max(0, count))).join('');
}

/** The letter of a kind. */
export function kindLetter(code: (typeof deviationCodes)[number]): string {
  return String.fromCharCode(FIRST_LETTER + deviationCodes.indexOf(code));
}

/** The counts of `a` less those of `b`, kind by kind. */
export function subtractKinds(a: KindCounts, b: KindCounts): KindCounts {
  return a.map((count, code) => count - (b[code] ?? 0));
}

/** Compares as many kinds, sorted and one by one: more of an earlier kind come first. */
export function compareKinds(a: KindCounts, b: KindCounts): number {
  if (a === b) return 0;
  for (let code = 0; code < a.length; code++) {
    const difference = (b[code] ?? 0) - (a[code] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
