/**
 * The strongly connected components of a graph: nodes that lead to each other in a ring, each group as found. A node
 * that no ring holds is a group of its own. Linear, and without recursion, for paths may be long.
 * @param next where each node leads
 */
export function ringsOf(next: ReadonlyMap<number, ReadonlySet<number>>): number[][] {
  const numbers = new Map<number, number>();
  const lowest = new Map<number, number>();
  const open: number[] = [];
  const isOpen = new Set<number>();
  const rings: number[][] = [];
  for (const root of next.keys()) {
    if (numbers.has(root)) continue;
    const work: { readonly node: number; readonly rest: Iterator<number> }[] = [];
    const visit = (node: number) => {
      numbers.set(node, numbers.size);
      lowest.set(node, numbers.size - 1);
      open.push(node);
      isOpen.add(node);
      work.push({ node, rest: (next.get(node) ?? new Set<number>()).values() });
    };
    visit(root);
    for (let frame = work.at(-1); frame !== undefined; frame = work.at(-1)) {
      const { node, rest } = frame;
      const { value: other, done } = rest.next();
      if (done !== true) {
        if (!numbers.has(other)) visit(other);
        else if (isOpen.has(other)) lower(lowest, node, numbers.get(other) ?? 0);
        continue;
      }
      work.pop();
      const parent = work.at(-1);
      if (parent !== undefined) lower(lowest, parent.node, lowest.get(node) ?? 0);
      if (lowest.get(node) !== numbers.get(node)) continue;
      const ring = open.splice(open.lastIndexOf(node));
      for (const member of ring) isOpen.delete(member);
      rings.push(ring);
    }
  }
  return rings;
}

function lower(lowest: Map<number, number>, node: number, value: number): void {
  if (value < (lowest.get(node) ?? 0)) lowest.set(node, value);
}
