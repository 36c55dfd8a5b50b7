/** The first declaration of each name; those without a name are left out. */
export function firstOfEachName<T extends { readonly name: string }>(nodes: readonly T[]): T[] {
  const seen = new Set<string>();
  return nodes.filter((node) => {
    if (node?.name === undefined || seen.has(node.name)) return false;
    seen.add(node.name);
    return true;
  });
}
