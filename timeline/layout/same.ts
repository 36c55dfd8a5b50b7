/**
 * Whether two values of plain data, maps and sets hold the same.
 * @param skipped names of properties that do not count, wherever they are
 */
export function same(a: unknown, b: unknown, skipped: ReadonlySet<string>): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && sameList(a, b, skipped);
  if (a instanceof Map) return b instanceof Map && sameList([...a], [...b], skipped);
  if (a instanceof Set) return b instanceof Set && sameList([...a], [...b], skipped);
  return sameRecord(a as Record<string, unknown>, b as Record<string, unknown>, skipped);
}

function sameList(a: readonly unknown[], b: readonly unknown[], skipped: ReadonlySet<string>): boolean {
  return a.length === b.length && a.every((item, index) => same(item, b[index], skipped));
}

function sameRecord(a: Record<string, unknown>, b: Record<string, unknown>, skipped: ReadonlySet<string>): boolean {
  let count = 0;
  for (const name in a) {
    count += 1;
    if (!skipped.has(name) && !same(a[name], b[name], skipped)) return false;
  }
  for (const _ in b) count -= 1;
  return count === 0;
}
