import { type AstNode, type CstNode, GrammarAST, GrammarUtils, isCompositeCstNode, type Reference } from 'langium';
import { FixedPlace, LazyPlace, type Place } from '../../check/index.js';
import type { Range } from '../../timeline/types/timeline.js';
import { nameNodeOf } from './name-node.js';

const NOWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Places of AST nodes within one document. They tolerate what a broken text leaves out. */
export class Places {
  /** @param ranges whether ranges are looked up on access; fixed ones hold no tree */
  constructor(
    readonly uri: string,
    private readonly ranges: 'looked up' | 'fixed' = 'looked up',
  ) {}

  /** Whether nothing made of these places may hold a tree. */
  get areFixed(): boolean {
    return this.ranges === 'fixed';
  }

  /** The whole node. */
  node(node: AstNode): Place {
    return this.at(node.$cstNode, rangeOf);
  }

  /** The node's name; the node if the name is missing. */
  name(node: AstNode): Place {
    return this.at(node, nameRange);
  }

  /** The place of a property; that of the node if the property is missing. */
  property(node: AstNode, property: string, index?: number): Place {
    return this.at(node, (holder) =>
      rangeOf(GrammarUtils.findNodeForProperty(holder.$cstNode, property, index) ?? holder.$cstNode),
    );
  }

  /** A keyword of the node; `otherwise` if it is missing. */
  keyword(node: AstNode | undefined, keyword: string, otherwise: Place): Place {
    if (node === undefined) return otherwise;
    if (this.areFixed && keywordIn(node, keyword) === undefined) return otherwise;
    return this.at(node, (holder) => keywordIn(holder, keyword)?.range ?? otherwise.range);
  }

  /** The place of a reference's name; that of the node that holds it if there is none. */
  reference(reference: Reference | undefined, holder: AstNode): Place {
    return this.at(reference?.$refNode ?? holder.$cstNode, rangeOf);
  }

  /** From the start of the first node to the end of the last; `otherwise` if there are none. */
  span(nodes: readonly AstNode[], otherwise: AstNode): Place {
    if (nodes.length < 2) return this.node(nodes[0] ?? otherwise);
    return this.at(nodes, spanRange);
  }

  private at<T>(node: T, locate: (node: T) => Range): Place {
    return this.areFixed ? new FixedPlace(this.uri, locate(node)) : new LazyPlace(this.uri, node, locate);
  }
}

/** As Langium's `findNodeForKeyword`, whose streams cost more than the search: flows ask for several in each phase. */
function keywordIn(owner: AstNode, keyword: string, around = owner.$cstNode): CstNode | undefined {
  if (around === undefined || !isCompositeCstNode(around)) return undefined;
  for (const node of around.content) {
    if (!isCompositeCstNode(node)) {
      const { grammarSource } = node;
      if (GrammarAST.isKeyword(grammarSource) && grammarSource.value === keyword) return node;
    } else if (node.astNode === owner) {
      const found = keywordIn(owner, keyword, node);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function rangeOf(node: CstNode | undefined): Range {
  return node?.range ?? NOWHERE;
}

function nameRange(node: AstNode): Range {
  return rangeOf(nameNodeOf(node) ?? node.$cstNode);
}

function spanRange(nodes: readonly AstNode[]): Range {
  return { start: rangeOf(nodes[0]?.$cstNode).start, end: rangeOf(nodes.at(-1)?.$cstNode).end };
}
