import type { Token } from './automaton.js';
import { isComment, looksLikeArrow } from './repair-costs.js';
import { UNREADABLE, UNREADABLE_TYPE } from './token-stream.js';

/**
 * Joins tokens that touch and that an author meant as one word: arrows of other notations (`->>`, `-->`), names with a
 * hyphen or a dot (`order-paid`), names that begin with a digit (`180Ringing`), and comments of other notations
 * (`# …`, `%% …`). Each becomes one unreadable token; so do braces around states.
 * @returns the tokens themselves where none are joined
 */
export function joinTokens(tokens: readonly Token[]): readonly Token[] {
  const joined: Token[] = [];
  let changed = false;
  for (let at = 0; at < tokens.length; ) {
    const end = Math.max(arrowEnd(tokens, at), nameEnd(tokens, at), commentEnd(tokens, at));
    const [first, last] = [tokens[at], tokens[end - 1]];
    if (first === undefined) break;
    if (isAroundStates(tokens, at)) {
      joined.push({ ...first, tokenType: UNREADABLE_TYPE, tokenTypeIdx: UNREADABLE });
      changed = true;
      at++;
    } else if (last === undefined || end <= at + 1) {
      joined.push(first);
      at++;
    } else {
      const image = textOf(tokens, at, end);
      const type = { tokenType: UNREADABLE_TYPE, tokenTypeIdx: UNREADABLE };
      const { startOffset, startLine = 1, startColumn = 1 } = first;
      joined.push({ ...last, image, startOffset, startLine, startColumn, ...type });
      at = end;
    }
  }
  return joined.length === tokens.length && !changed ? tokens : joined;
}

/** Where a comment ends that is written as in another notation; its start where there is none. */
function commentEnd(tokens: readonly Token[], start: number): number {
  const two = (tokens[start]?.image ?? '') + (touches(tokens, start + 1) ? (tokens[start + 1]?.image ?? '') : '');
  if (!isComment(two)) return start;
  let end = start + 1;
  while (tokens[end]?.startLine === tokens[start]?.startLine) end++;
  return end;
}

/** Whether a brace stands around the states of a line, as in other notations. */
function isAroundStates(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || !/^[{}]$/.test(token.image)) return false;
  const isOnLine = (index: number) => tokens[index]?.startLine === token.startLine;
  let start = at;
  while (isOnLine(start - 1)) start--;
  if (!/^states?$/.test(tokens[start]?.image ?? '')) return false;
  const braces: string[] = [];
  for (let index = start; isOnLine(index); index++) {
    if (/^[{}]$/.test(tokens[index]?.image ?? '')) braces.push(tokens[index]?.image ?? '');
  }
  return braces.join('') === '{}';
}

function arrowEnd(tokens: readonly Token[], start: number): number {
  const isPart = (at: number) => /^[-=<>.~]+$/.test(tokens[at]?.image ?? '') && (at === start || touches(tokens, at));
  let end = start;
  while (isPart(end)) end++;
  return looksLikeArrow(textOf(tokens, start, end)) ? end : start;
}

function nameEnd(tokens: readonly Token[], start: number): number {
  const isWord = (at: number) => /^[\p{L}\p{N}_]/u.test(tokens[at]?.image ?? '');
  if (!isWord(start)) return start;
  let end = start + 1;
  for (;;) {
    const divider = touches(tokens, end) && /^[-.]$/.test(tokens[end]?.image ?? '') ? 1 : 0;
    if (!touches(tokens, end + divider) || !isWord(end + divider)) break;
    end += divider + 1;
  }
  // A phase is named with its model, `is Sales.Call`, and `A-B : M` is a step without its arrow.
  const before = tokens[start - 1];
  const isQualified = before?.image === 'is' && end === start + 3 && tokens[start + 1]?.image === '.';
  const isStep = tokens[end]?.image === ':' && before?.endLine !== tokens[start]?.startLine;
  return isQualified || isStep ? start : end;
}

function touches(tokens: readonly Token[], at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]];
  return token !== undefined && before !== undefined && (before.endOffset ?? 0) + 1 === token.startOffset;
}

function textOf(tokens: readonly Token[], start: number, end: number): string {
  return tokens
    .slice(start, end)
    .map(({ image }) => image)
    .join('');
}
