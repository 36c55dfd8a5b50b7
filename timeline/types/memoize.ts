/**
 * A function of an object that works once per object, and remembers what it gave for as long as the object lives. The
 * object must not change, nor anything else that the result depends on.
 */
export function memoize<K extends object, V extends object | string | number | boolean>(
  compute: (key: K) => V,
): (key: K) => V {
  const results = new WeakMap<K, V>();
  return (key) => {
    let value = results.get(key);
    if (value === undefined) {
      value = compute(key);
      results.set(key, value);
    }
    return value;
  };
}
