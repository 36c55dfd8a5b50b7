import type { AstNode } from 'langium';
import { ast } from '../../language/index.js';

/** The nodes with a line of their own, by the offset of their first word: declarations, members, steps, rows. */
export function unitsOf(root: AstNode): Map<number, AstNode> {
  const units = new Map<number, AstNode>();
  const waiting: AstNode[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const member of membersOf(node)) {
      const start = member.$cstNode?.offset;
      if (start !== undefined) units.set(start, member);
      waiting.push(member);
    }
  }
  return units;
}

/** The units inside a block, in order; none if the node has no block. */
export function membersOf(node: AstNode): readonly AstNode[] {
  if (ast.isConferFile(node)) return [...node.imports, ...node.declarations];
  if (ast.isMessage(node)) return node.attributes;
  if (ast.isModel(node) || ast.isFlow(node) || ast.isModelPhase(node) || ast.isCapture(node)) return node.members;
  if (ast.isCaptureMessage(node) || ast.isCaptureProtocol(node)) return node.entries;
  if (ast.isWhen(node) || ast.isInOrder(node) || ast.isOneOf(node)) return node.items;
  if (!ast.isFlowPhase(node) || !node.braces) return [];
  return node.next === undefined ? node.steps : [...node.steps, node.next];
}

/** Whether a block may stay on one line if it was written so. */
export function mayBeInline(owner: AstNode): boolean {
  if (ast.isModel(owner) || ast.isFlow(owner) || ast.isCapture(owner)) return false;
  const isList =
    ast.isMessage(owner) || ast.isScenario(owner) || ast.isCaptureMessage(owner) || ast.isCaptureProtocol(owner);
  return isList || membersOf(owner).length <= 1;
}
