import { CstUtils, isLeafCstNode, type LangiumDocument, type LeafCstNode } from 'langium';
import { ignoreComments } from '../../language/index.js';

/** A word, sign, literal or comment of a text. What stands between two of them is for the formatter to choose. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly comment: 'line' | 'block' | null;
  readonly leaf: LeafCstNode;
}

/** The tokens of a document in order, comments included. */
export function tokensOf(document: LangiumDocument): Token[] {
  const root = document.parseResult.value.$cstNode;
  if (root === undefined) return [];
  const tokens: Token[] = [];
  for (const leaf of CstUtils.streamCst(root)) {
    // What the parser made up to continue reading takes no room.
    if (!isLeafCstNode(leaf) || leaf.length === 0) continue;
    const { text } = leaf;
    const comment = !leaf.hidden ? null : text.startsWith('//') ? 'line' : text.startsWith('/*') ? 'block' : undefined;
    if (comment !== undefined) tokens.push({ start: leaf.offset, end: leaf.end, text, comment, leaf });
  }
  return tokens;
}

/**
 * Lines that a comment silences rules for. Their beginning and end stay where they are: what is silenced there would
 * be another thing otherwise.
 */
export function pinnedLines(document: LangiumDocument): ReadonlySet<number> {
  return new Set(ignoreComments(document).flatMap(({ scope }) => (typeof scope === 'number' ? [scope] : [])));
}
