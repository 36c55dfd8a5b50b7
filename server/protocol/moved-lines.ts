import { isRecord } from '../../timeline/types/json-guards.js';

/** The protocol's names of the fields that hold lines of a document. */
const lineFields: ReadonlySet<string> = new Set(['line', 'startLine', 'endLine']);

/**
 * By how many lines the same data has moved down.
 * @returns 0 if both are equal; undefined if they differ in anything else
 */
export function linesBetween(before: unknown, after: unknown): number | undefined {
  if (Object.is(before, after)) return 0;
  let by: number | undefined;
  const isSame = (old: unknown, now: unknown): boolean => {
    // It is not looked into for lines: it may be most of a long answer.
    if (typeof old === 'object' && old !== null && old === now) return (by ??= 0) === 0;
    if (Array.isArray(old)) {
      return Array.isArray(now) && old.length === now.length && old.every((item, index) => isSame(item, now[index]));
    }
    if (!isRecord(old)) return Object.is(old, now);
    if (!isRecord(now)) return false;
    for (const name in now) if (now[name] !== undefined && old[name] === undefined) return false;
    for (const name in old) {
      const [line, lineNow] = [old[name], now[name]];
      if (lineFields.has(name) && typeof line === 'number' && typeof lineNow === 'number') {
        by ??= lineNow - line;
        if (by !== lineNow - line) return false;
      } else if (!isSame(line, lineNow)) return false;
    }
    return true;
  };
  return isSame(before, after) ? (by ?? 0) : undefined;
}

/** A copy of data with every line moved down by a number of lines. */
export function moveLines(data: unknown, by: number): unknown {
  if (Array.isArray(data)) return data.map((item) => moveLines(item, by));
  if (!isRecord(data)) return data;
  const moved: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(data)) {
    moved[name] = lineFields.has(name) && typeof value === 'number' ? value + by : moveLines(value, by);
  }
  return moved;
}
