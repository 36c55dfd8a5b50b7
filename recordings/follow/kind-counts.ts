import { deviationCodes } from '../../check/index.js';

const FIRST_LETTER = 65;

/** How many deviations of each kind there are, in the order of the codes. */
export type KindCounts = readonly number[];

export const NO_KINDS: KindCounts = deviationCodes.map(() => 0);

/** Counts kinds that are written as letters. */
export function countKinds(kinds: string): KindCounts {
  const counts = [...NO_KINDS];
  for (let at = 0; at < kinds.length; at++) {
    const code = kinds.charCodeAt(at) - FIRST_LETTER;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
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

export function addKindCounts(a: KindCounts, b: KindCounts): KindCounts {
  return a.map((count, code) => count + (b[code] ?? 0));
}

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
