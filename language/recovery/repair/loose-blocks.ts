import type { Token } from '../automaton.js';
import { isAdjacent, textOf } from '../token-texts.js';
import { braceBlocks } from './brace-blocks.js';
import { braceBalance, closingBraces, missingBraces, surplusBraces } from './braces.js';
import { isBlockEnd } from './intended-words.js';

/** Words before a block of rows that other notations have and Confer needs none for. */
const LOOSE = /^(?:else|all|allof|(?:in)?anyorder|inparallel|parallel|unordered|concurrent|concurrently|both)$/;

/** Words that begin blocks of other notations: they are none of Confer's if nothing closes them. */
const FOREIGN_HEAD =
  /^(?:alt|class|critical|do|for|foreach|group|if|interface|loop|opt|par|repeat|struct|switch|try|type|while)$/;

/**
 * Blocks that Confer does not have, around rows that need none.
 * @returns the ends of the heads that are joined to one token, by their starts, and the braces that are unreadable
 */
export function looseBlocks(tokens: readonly Token[]): {
  readonly heads: ReadonlyMap<number, number>;
  readonly braces: ReadonlySet<number>;
} {
  const heads = new Map<number, number>();
  const braces = new Set<number>();
  const startsLine = (at: number) => tokens[at - 1]?.endLine !== tokens[at]?.startLine;
  const balance = braceBalance(tokens);
  const closing = closingBraces(tokens);
  for (let start = 0, at = 0; at < tokens.length; at++) {
    if (startsLine(at)) start = at;
    if (tokens[at]?.image !== '{' || at === start || !startsLine(at + 1)) continue;
    const close = closing.get(at);
    const head = textOf(tokens, start, at).replace(/:$/, '');
    const isLoose = LOOSE.test(head);
    // What closes the block before and opens another one leaves the braces as many as they are.
    const isBetween = /^\}(?:else|or|\|)/.test(head) && balance <= 0;
    const isLeft = balance > 0 && (isLoose || FOREIGN_HEAD.test(tokens[start]?.image ?? ''));
    if (isBetween || (isLeft && (close === undefined || !isAligned(tokens, start, close)))) heads.set(start, at + 1);
    else if (isLoose && close !== undefined) {
      heads.set(start, at + 1);
      braces.add(close);
    }
  }
  for (const block of balance === 0 ? braceBlocks(tokens) : []) {
    for (const head of block.heads) heads.set(head.start, head.open + 1);
    braces.add(block.close);
  }
  return { heads, braces };
}

/** Whether two tokens are in the same column. */
function isAligned(tokens: readonly Token[], one: number, other: number): boolean {
  return tokens[one]?.startColumn === tokens[other]?.startColumn;
}

/**
 * What closes a block in other notations, alone on its line if the indentation shows that a `}` is missing, and a
 * `}` that is too many.
 * @returns where they end, by their starts
 */
export function blockEnds(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  for (const start of missingBraces(tokens)) {
    let end = start + 1;
    while (tokens[end]?.startLine === tokens[start]?.startLine) end++;
    if (isBlockEnd(textOf(tokens, start, end))) ends.set(start, end);
  }
  for (const at of surplusBraces(tokens)) ends.set(at, at + 1);
  if (ends.size > 0 || braceBalance(tokens) >= 0) return ends;
  for (const [at, { image }] of tokens.entries()) {
    const isSecond = image === '}' && tokens[at - 1]?.image === '}' && isAdjacent(tokens, at);
    if (isSecond && tokens[at - 2]?.endLine !== tokens[at]?.startLine) ends.set(at, at + 1);
  }
  return ends;
}
