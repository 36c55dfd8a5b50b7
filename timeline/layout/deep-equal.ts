/**
 * Whether two values of plain data, maps and sets hold the same.
 * @param skipped names of properties that do not count, wherever they are
 */
export function deepEqual(a: unknown, b: unknown, skipped: ReadonlySet<string>): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && equalLists(a, b, skipped);
  if (a instanceof Map) return b instanceof Map && equalLists([...a], [...b], skipped);
  if (a instanceof Set) return b instanceof Set && equalLists([...a], [...b], skipped);
  return equalRecords(a as Record<string, unknown>, b as Record<string, unknown>, skipped);
}

function equalLists(a: readonly unknown[], b: readonly unknown[], skipped: ReadonlySet<string>): boolean {
  return a.length === b.length && a.every((item, index) => deepEqual(item, b[index], skipped));
}

function equalRecords(a: Record<string, unknown>, b: Record<string, unknown>, skipped: ReadonlySet<string>): boolean {
  let count = 0;
  for (const name in a) {
    count += 1;
    if (!skipped.has(name) && !deepEqual(a[name], b[name], skipped)) return false;
  }
  for (const _ in b) count -= 1;
  return count === 0;
}
