/** The first declaration of each name; those without a name are left out. */
export function firstOfEachName<T extends { readonly name: string }>(nodes: readonly T[]): T[] {
  const names = new Set<string>();
  return nodes.filter((node) => {
    if (node?.name === undefined || names.has(node.name)) return false;
    names.add(node.name);
    return true;
  });
}
