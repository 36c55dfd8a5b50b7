import type { Token } from './automaton.js';
import { endOf } from './token-stream.js';

/** Whether a token begins where the one before it ends. */
export function isAdjacent(tokens: readonly Token[], at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]];
  return token !== undefined && before !== undefined && endOf(before) === token.startOffset;
}

/** The text from a token up to another one, with the white space between them. */
export function textFrom(text: string, tokens: readonly Token[], start: number, end: number): string {
  const [first, last] = [tokens[start], tokens[end - 1]];
  return text.slice(first?.startOffset, endOf(last));
}

/** The tokens from one up to another, without the white space between them. */
export function textOf(tokens: readonly Token[], start: number, end: number): string {
  return tokens
    .slice(start, end)
    .map(({ image }) => image)
    .join('');
}
