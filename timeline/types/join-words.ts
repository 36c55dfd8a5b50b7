/** `a`, `a and b`, `a, b, and c`. */
export function joinWithAnd(items: readonly string[]): string {
  return join(items, 'and');
}

/** `a`, `a or b`, `a, b, or c`. */
export function joinWithOr(items: readonly string[]): string {
  return join(items, 'or');
}

function join(items: readonly string[], word: string): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')}${items.length > 2 ? ',' : ''} ${word} ${items.at(-1)}`;
}
