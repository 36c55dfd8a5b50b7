import { type AstNode, AstUtils, type CstNode, GrammarAST, isCompositeCstNode } from 'langium';

/**
 * Where a declaration's name is written; undefined if it is missing. As Langium's `findNodeForProperty`, which looks
 * through everything in the node even after the name is found: a flow holds all its phases.
 */
export function nameNodeOf({ $cstNode }: AstNode): CstNode | undefined {
  return $cstNode === undefined ? undefined : nameNodeIn($cstNode, $cstNode.astNode);
}

function nameNodeIn(around: CstNode, owner: AstNode): CstNode | undefined {
  if (!isCompositeCstNode(around) || around.astNode !== owner) return undefined;
  for (const node of around.content) {
    if (AstUtils.getContainerOfType(node.grammarSource, GrammarAST.isAssignment)?.feature === 'name') return node;
    const found = nameNodeIn(node, owner);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a declaration has no name, or one that cannot be read as it is written: `order-paid`, `180Ringing`. */
export function lacksName({ name }: { readonly name?: string }): boolean {
  return name === undefined || !/^\^?[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(name);
}
