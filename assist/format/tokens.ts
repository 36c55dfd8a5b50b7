import { type CstNode, CstUtils, isLeafCstNode, type LangiumDocument, type LeafCstNode } from 'langium';
import { ignoreComments } from '../../language/index.js';

/** A word, sign, literal or comment of a text. The formatter chooses what is between two of them. */
export interface FormatToken {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly comment: 'line' | 'block' | null;
  readonly leaf: LeafCstNode;
}

/** The tokens of a document in order, comments included. */
export function tokensOf(document: LangiumDocument): FormatToken[] {
  const root = document.parseResult.value.$cstNode;
  return root === undefined ? [] : tokensIn(root);
}

/** The tokens of a part of a document in order, comments included. */
export function tokensIn(written: CstNode): FormatToken[] {
  return CstUtils.streamCst(written)
    .map(tokenOf)
    .filter((token) => token !== undefined)
    .toArray();
}

/** A leaf of the tree as a token; undefined if it is white space, or another node. */
export function tokenOf(leaf: CstNode): FormatToken | undefined {
  // Tokens that the parser inserted have no width.
  if (!isLeafCstNode(leaf) || leaf.length === 0) return undefined;
  const { text } = leaf;
  const comment = !leaf.hidden ? null : text.startsWith('//') ? 'line' : text.startsWith('/*') ? 'block' : undefined;
  return comment === undefined ? undefined : { start: leaf.offset, end: leaf.end, text, comment, leaf };
}

/**
 * Lines for which a comment suppresses rules. Their beginning and end stay where they are: what is suppressed there would
 * be another thing otherwise.
 */
export function pinnedLines(document: LangiumDocument): ReadonlySet<number> {
  return new Set(ignoreComments(document).flatMap(({ scope }) => (typeof scope === 'number' ? [scope] : [])));
}
