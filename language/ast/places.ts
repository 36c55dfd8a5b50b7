import { type AstNode, type CstNode, GrammarUtils, type Reference } from 'langium';
import { LazyPlace, type Place } from '../../check/index.js';
import type { Range } from '../../timeline/types/timeline.js';

const NOWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Places of AST nodes within one document. They tolerate what a broken text leaves out. */
export class Places {
  constructor(readonly uri: string) {}

  /** The whole node. */
  node(node: AstNode): Place {
    return new LazyPlace(this.uri, node.$cstNode, rangeOf);
  }

  /** The node's name; the node where the name is missing. */
  name(node: AstNode): Place {
    return new LazyPlace(this.uri, node, nameRange);
  }

  /** Where a property stands; the node where it is missing. */
  property(node: AstNode, property: string, index?: number): Place {
    return new LazyPlace(this.uri, node, (holder) =>
      rangeOf(GrammarUtils.findNodeForProperty(holder.$cstNode, property, index) ?? holder.$cstNode),
    );
  }

  /** A keyword of the node; `otherwise` where it is missing. */
  keyword(node: AstNode | undefined, keyword: string, otherwise: Place): Place {
    if (node === undefined) return otherwise;
    return new LazyPlace(this.uri, node, (holder) => {
      const found = GrammarUtils.findNodeForKeyword(holder.$cstNode, keyword);
      return found === undefined ? otherwise.range : found.range;
    });
  }

  /** The name a reference is written with; the node that holds it where there is none. */
  reference(reference: Reference | undefined, holder: AstNode): Place {
    return new LazyPlace(this.uri, reference?.$refNode ?? holder.$cstNode, rangeOf);
  }

  /** From the start of the first node to the end of the last; `otherwise` where there are none. */
  span(nodes: readonly AstNode[], otherwise: AstNode): Place {
    if (nodes.length < 2) return this.node(nodes[0] ?? otherwise);
    return new LazyPlace(this.uri, nodes, spanRange);
  }
}

function rangeOf(node: CstNode | undefined): Range {
  return node?.range ?? NOWHERE;
}

function nameRange(node: AstNode): Range {
  return rangeOf(GrammarUtils.findNodeForProperty(node.$cstNode, 'name') ?? node.$cstNode);
}

function spanRange(nodes: readonly AstNode[]): Range {
  return { start: rangeOf(nodes[0]?.$cstNode).start, end: rangeOf(nodes.at(-1)?.$cstNode).end };
}
