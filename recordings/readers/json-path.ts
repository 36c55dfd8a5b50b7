import { pathKeys } from '../../check/index.js';
import type { Value } from './record.js';

/** Reads the value at a path (`$.a['b.c'][0]`) of a JSON value; without `$` a name is a key of the object. */
export function jsonPath(path: string): (root: unknown) => Value {
  const { keys } = pathKeys(path);
  const [only] = keys;
  if (keys.length === 1 && only !== undefined) return (root) => recordedValue(at(root, only));
  return (root) => {
    let value = root;
    for (const key of keys) value = at(value, key);
    return recordedValue(value);
  };
}

function at(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return value[Number(key)];
  return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

/** Texts, numbers and truth values as they are spelled; lists of them; nothing else. */
function recordedValue(value: unknown): Value {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((item) => {
    const own = recordedValue(item);
    return typeof own === 'string' ? [own] : [];
  });
}
