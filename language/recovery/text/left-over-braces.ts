import { lineEnd } from '../../../timeline/types/text-lines.js';
import type { Token } from '../automaton.js';
import type { Replacement, Slip } from './cleaned-text.js';

/** A single one has a message and a fix of its own. */
const MIN_SURPLUS = 2;

/**
 * Several `}` alone on their lines, right after the one that closes a declaration: one slip. An editor writes them
 * when blocks are opened, and they are left over where the user closes the blocks too.
 */
export function leftOverBraces(text: string, tokens: readonly Token[]): Slip[] {
  const slips: Slip[] = [];
  let depth = 0;
  let line: Token | undefined;
  let head: Token | undefined;
  for (const [at, token] of tokens.entries()) {
    if (token.startLine !== line?.startLine) line = token;
    if (token.image === '{' && depth++ === 0) head = line;
    if (token.image !== '}') continue;
    depth--;
    // Where a `{` is missing as well, it is not certain which blocks the others close.
    if (depth < 0) return slips;
    if (depth > 0 || token !== line || token.startColumn !== head?.startColumn) continue;
    const surplus = bracesAfter(text, tokens, at);
    const [first, last] = [surplus[0], surplus.at(-1)];
    if (first === undefined || last === undefined || surplus.length < MIN_SURPLUS) continue;
    slips.push({
      offset: first.startOffset,
      length: 1,
      message: `Unexpected "}": no block is open here. Remove it, and those up to line ${last.startLine}.`,
      reads: surplus.map((brace) => wholeLine(text, brace)),
      fix: `Remove the ${surplus.length} surplus "}"`,
    });
    depth = surplus.length;
  }
  return slips;
}

/** The `}` that follow a token, as long as each is alone on its line. */
function bracesAfter(text: string, tokens: readonly Token[], at: number): Token[] {
  const braces: Token[] = [];
  for (let next = at + 1; next < tokens.length; next++) {
    const token = tokens[next];
    if (token === undefined || token.image !== '}') break;
    const { start, end } = wholeLine(text, token);
    if (text.slice(start, end).trim() !== '}') break;
    braces.push(token);
  }
  return braces;
}

function wholeLine(text: string, { startOffset, startColumn = 1 }: Token): Replacement {
  return { start: startOffset - startColumn + 1, end: lineEnd(text, startOffset), text: '', wholeLines: true };
}
