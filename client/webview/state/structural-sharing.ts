import { isRecord } from '../../../timeline/types/json-guards.js';

/**
 * The next value, with every part that equals the part of the previous value in the same place taken from there. What
 * did not change is then the same object, and nothing has to look into it again. For plain data only.
 */
export function shareStructure<Value>(previous: Value, next: Value): Value {
  if (Object.is(previous, next)) return previous;
  if (Array.isArray(previous) && Array.isArray(next)) return keepList(previous, next) as Value;
  if (isRecord(previous) && isRecord(next)) return keepRecord(previous, next) as Value;
  return next;
}

function keepList(previous: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  // Parts that carry an identity are found again wherever they moved to.
  const byIdentity = new Map<string, unknown>();
  for (const item of previous) {
    const identity = identityOf(item);
    if (identity !== null) byIdentity.set(identity, item);
  }
  const kept = next.map((item, index) => {
    const identity = identityOf(item);
    return shareStructure(identity === null ? previous[index] : byIdentity.get(identity), item);
  });
  return kept.length === previous.length && kept.every((item, index) => item === previous[index]) ? previous : kept;
}

function keepRecord(previous: Record<string, unknown>, next: Record<string, unknown>): Record<string, unknown> {
  // A copy is made only if something differs: nearly always nothing does.
  let kept: Record<string, unknown> | null = null;
  let count = 0;
  for (const name in next) {
    count += 1;
    const value = shareStructure(previous[name], next[name]);
    if (value !== next[name]) {
      kept ??= { ...next };
      kept[name] = value;
    }
  }
  const result = kept ?? next;
  for (const name in previous) {
    count -= 1;
    if (!(name in next) || previous[name] !== result[name]) return result;
  }
  return count === 0 ? previous : result;
}

function identityOf(item: unknown): string | null {
  if (!isRecord(item)) return null;
  const identity = item.key ?? item.id;
  return typeof identity === 'string' ? identity : null;
}
