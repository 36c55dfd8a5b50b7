import { type AstNode, type CstNode, GrammarUtils, type Reference } from 'langium';
import type { Range } from '../../timeline/types/timeline.js';
import { lazyPlace, type Place } from '../model/place.js';

const NOWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Places of AST nodes within one document. They tolerate what a broken text leaves out. */
export class Places {
  constructor(readonly uri: string) {}

  /** The whole node. */
  node(node: AstNode): Place {
    return this.cst(node.$cstNode);
  }

  /** The node's name; the node where the name is missing. */
  name(node: AstNode): Place {
    return lazyPlace(this.uri, () => rangeOf(GrammarUtils.findNodeForProperty(node.$cstNode, 'name') ?? node.$cstNode));
  }

  /** Where a property stands; the node where it is missing. */
  property(node: AstNode, property: string, index?: number): Place {
    return lazyPlace(this.uri, () =>
      rangeOf(GrammarUtils.findNodeForProperty(node.$cstNode, property, index) ?? node.$cstNode),
    );
  }

  /** A keyword of the node; `otherwise` where it is missing. */
  keyword(node: AstNode | undefined, keyword: string, otherwise: Place): Place {
    return lazyPlace(this.uri, () => {
      const found = node && GrammarUtils.findNodeForKeyword(node.$cstNode, keyword);
      return found ? found.range : otherwise.range;
    });
  }

  /** The name a reference is written with; the node that holds it where there is none. */
  reference(reference: Reference | undefined, holder: AstNode): Place {
    return this.cst(reference?.$refNode ?? holder.$cstNode);
  }

  /** From the start of the first node to the end of the last; `otherwise` where there are none. */
  span(nodes: readonly AstNode[], otherwise: AstNode): Place {
    return lazyPlace(this.uri, () => {
      const first = nodes[0]?.$cstNode ?? otherwise.$cstNode;
      const last = nodes.at(-1)?.$cstNode ?? otherwise.$cstNode;
      return { start: rangeOf(first).start, end: rangeOf(last).end };
    });
  }

  private cst(node: CstNode | undefined): Place {
    return lazyPlace(this.uri, () => rangeOf(node));
  }
}

function rangeOf(node: CstNode | undefined): Range {
  return node?.range ?? NOWHERE;
}
