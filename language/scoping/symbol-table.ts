import type { AstNode, AstNodeDescription, CstNode, DocumentSegment, URI } from 'langium';
import { AstUtils, CstUtils } from 'langium';
import { nameNodeOf } from '../ast/name-node.js';

/**
 * A declaration as scopes return it. Paths and places are computed on access, which the linker never
 * does: descriptions are made for every declaration on every key press.
 */
class Declaration implements AstNodeDescription {
  readonly type: string;

  constructor(
    readonly node: AstNode,
    readonly name: string,
    readonly documentUri: URI,
  ) {
    this.type = node.$type;
  }

  get path(): string {
    return pathOf(this.node);
  }

  get nameSegment(): DocumentSegment {
    return segmentOf(nameNodeOf(this.node) ?? this.node.$cstNode);
  }

  get selectionSegment(): DocumentSegment {
    return segmentOf(this.node.$cstNode);
  }
}

const start = { line: 0, character: 0 };

/** The place of a node. Every parsed node has one; a node made by hand is at the file's start. */
function segmentOf(node: CstNode | undefined): DocumentSegment {
  return CstUtils.toDocumentSegment(node) ?? { range: { start, end: start }, offset: 0, length: 0, end: 0 };
}

/** Path of a node from its root, in the form of Langium's node locator. */
function pathOf(node: AstNode): string {
  const segments: string[] = [];
  for (let current = node; current.$container; current = current.$container) {
    const index = current.$containerIndex;
    segments.push(index === undefined ? `${current.$containerProperty}` : `${current.$containerProperty}@${index}`);
  }
  return segments.length === 0 ? '' : `/${segments.reverse().join('/')}`;
}

/** Declarations of one kind in one container, by name; the first of a name wins. */
export type SymbolTable = ReadonlyMap<string, AstNodeDescription>;

export const emptyTable: SymbolTable = new Map();

/**
 * Builds the table of a container's declarations.
 * @param nodes declarations in source order; a hole in the text may have left one without a name
 */
export function symbolTable(nodes: readonly (AstNode & { name?: string })[]): SymbolTable {
  const first = nodes[0];
  if (first === undefined) return emptyTable;
  const uri = AstUtils.getDocument(first).uri;
  const table = new Map<string, AstNodeDescription>();
  for (const node of nodes) {
    if (node.name !== undefined && !table.has(node.name)) table.set(node.name, new Declaration(node, node.name, uri));
  }
  return table;
}
