import type { AstNode } from 'langium';
import type { OffsetEdit } from './fix.js';

/**
 * Takes members out of a list that is written with separators. The list must not become empty.
 * @param items all members as written
 * @param removed which of them go
 */
export function removeFromList(items: readonly AstNode[], removed: ReadonlySet<number>): OffsetEdit[] {
  const nodes = items.map((item) => item.$cstNode);
  const edits: OffsetEdit[] = [];
  let at = 0;
  while (at < nodes.length) {
    if (!removed.has(at)) {
      at++;
      continue;
    }
    let last = at;
    while (removed.has(last + 1)) last++;
    const before = nodes[at - 1];
    const after = nodes[last + 1];
    const first = nodes[at];
    const end = nodes[last];
    // A run at the beginning takes the separator after it, any other the one before it.
    if (before !== undefined && end !== undefined) edits.push({ start: before.end, end: end.end, text: '' });
    else if (after !== undefined && first !== undefined)
      edits.push({ start: first.offset, end: after.offset, text: '' });
    at = last + 1;
  }
  return edits;
}
