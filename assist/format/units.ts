import type { AstNode } from 'langium';
import {
  ast,
  isConferFile,
  isFlow,
  isFlowPhase,
  isInOrder,
  isMessage,
  isModel,
  isModelPhase,
  isOneOf,
  isScenario,
  isWhen,
} from '../../language/index.js';

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
  if (isConferFile(node)) return [...node.imports, ...node.declarations];
  if (isMessage(node)) return node.attributes;
  if (isModel(node) || isFlow(node) || isModelPhase(node) || ast.isCapture(node)) return node.members;
  if (ast.isCaptureMessage(node) || ast.isCaptureProtocol(node)) return node.entries;
  if (isWhen(node) || isInOrder(node) || isOneOf(node)) return node.items;
  if (!isFlowPhase(node) || !node.braces) return [];
  return node.next === undefined ? node.steps : [...node.steps, node.next];
}

/** Whether a block may stay on one line if it was written so. */
export function mayBeInline(owner: AstNode): boolean {
  if (isModel(owner) || isFlow(owner) || ast.isCapture(owner)) return false;
  const isList = isMessage(owner) || isScenario(owner) || ast.isCaptureMessage(owner) || ast.isCaptureProtocol(owner);
  return isList || membersOf(owner).length <= 1;
}
