import { type CompositeCstNode, type CstNode, isCompositeCstNode } from 'langium';

/** How far a node moves in the text. */
export interface CstShift {
  /** In UTF-16 units. */
  readonly offset: number;
  readonly lines: number;
}

/** Where Langium keeps the place of a leaf: it has no public way to move one. */
interface LeafFields {
  _offset: number;
  _startLine: number;
  _endLine: number;
}

/** The range that Langium's inner nodes remember once it was asked for. */
interface CompositeFields {
  _rangeCache: unknown;
}

/** Moves a node with all that is in it. Columns stay: whole lines move. */
export function shiftNode(node: CstNode, shift: CstShift): void {
  if (isCompositeCstNode(node)) {
    if (shift.lines !== 0) forgetRange(node);
    for (const child of node.content) shiftNode(child, shift);
    return;
  }
  const leaf = node as unknown as LeafFields;
  leaf._offset += shift.offset;
  if (shift.lines === 0) return;
  leaf._startLine += shift.lines;
  leaf._endLine += shift.lines;
}

/**
 * Moves everything after a node, up to the end of the tree, and drops the cached ranges of the nodes around it.
 */
export function shiftAfter(node: CstNode, shift: CstShift): void {
  const moves = shift.offset !== 0 || shift.lines !== 0;
  let inner = node;
  for (let around = node.container; around !== undefined; around = around.container) {
    forgetRange(around);
    if (moves) {
      const { content } = around;
      for (let index = content.indexOf(inner) + 1; index < content.length; index++) {
        const later = content[index];
        if (later !== undefined) shiftNode(later, shift);
      }
    }
    inner = around;
  }
}

function forgetRange(node: CompositeCstNode): void {
  (node as unknown as CompositeFields)._rangeCache = undefined;
}
