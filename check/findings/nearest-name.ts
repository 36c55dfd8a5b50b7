/** How far a misspelled name may be from the one that was meant (docs/language.md, "Names"). */
export const MAX_DISTANCE = 2;

/**
 * Levenshtein distance of two words; anything above the bound is given as bound + 1.
 */
export function editDistance(word: string, other: string, bound = MAX_DISTANCE): number {
  if (Math.abs(word.length - other.length) > bound) return bound + 1;
  const [a, b] = withoutCommonEnds(word, other);
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const value = Math.min(substitution, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
      current.push(value);
      if (value < smallest) smallest = value;
    }
    if (smallest > bound) return bound + 1;
    previous = current;
  }
  return Math.min(previous[b.length] ?? 0, bound + 1);
}

/** Removes a common prefix and suffix: they do not change the distance, and are most of numbered names. */
function withoutCommonEnds(a: string, b: string): [string, string] {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)];
}

/**
 * The names within the bound, nearest first; among equals the order given. If there are none, those that differ in the
 * case of their letters alone.
 */
export function nearestNames(name: string, names: Iterable<string>): string[] {
  const found: { name: string; distance: number }[] = [];
  const distinct = new Set(names);
  for (const candidate of distinct) {
    const distance = editDistance(name, candidate);
    if (distance <= MAX_DISTANCE) found.push({ name: candidate, distance });
  }
  if (found.length === 0) return [...distinct].filter((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return found.sort((a, b) => a.distance - b.distance).map((entry) => entry.name);
}
