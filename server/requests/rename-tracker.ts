/**
 * Finds what a name became in an edit. A name that still exists is itself; one that is gone became what is between
 * the same neighbors now, otherwise the only new one.
 * @param before all names of their kind at an earlier time, in the order written
 * @param now all names of the kind after the edit
 */
export function trackRenames(before: readonly string[], now: readonly string[]): (name: string) => string {
  const kept = new Set(before.filter((name) => now.includes(name)));
  const gone = runs(before, kept);
  const fresh = runs(now, kept);
  const renamed = new Map<string, string>();
  for (const [neighbor, old] of gone) {
    const there = fresh.get(neighbor) ?? [];
    if (old.length === there.length) for (const [index, name] of old.entries()) renamed.set(name, there[index] ?? name);
  }
  const [allGone, allFresh] = [[...gone.values()].flat(), [...fresh.values()].flat()];
  const [only] = allFresh;
  if (allGone.length === 1 && allFresh.length === 1 && only !== undefined) renamed.set(allGone[0] ?? '', only);
  return (name) => renamed.get(name) ?? name;
}

/** The names that are not kept, by the kept one before them. */
function runs(names: readonly string[], kept: ReadonlySet<string>): ReadonlyMap<string | null, readonly string[]> {
  const found = new Map<string | null, string[]>();
  let before: string | null = null;
  for (const name of new Set(names)) {
    if (kept.has(name)) before = name;
    else found.set(before, [...(found.get(before) ?? []), name]);
  }
  return found;
}
