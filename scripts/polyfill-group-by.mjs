// Langium's parser calls Object.groupBy, which Node 20 does not have yet; loaded before tools and tests there.
if (typeof Object.groupBy !== 'function') {
  Object.defineProperty(Object, 'groupBy', {
    configurable: true,
    writable: true,
    /**
     * @param {Iterable<unknown>} items
     * @param {(item: unknown, index: number) => PropertyKey} keyOf
     * @returns {Record<PropertyKey, unknown[]>} items by key, without a prototype
     */
    value(items, keyOf) {
      const groups = Object.create(null);
      let index = 0;
      for (const item of items) {
        const key = keyOf(item, index++);
        (groups[key] ??= []).push(item);
      }
      return groups;
    },
  });
}
