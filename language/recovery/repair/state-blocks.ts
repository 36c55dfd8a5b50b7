import type { Token } from '../automaton.js';
import { startsLine, UNREADABLE, UNREADABLE_TYPE } from '../token-stream.js';

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };
/** More tokens are no list of states. */
const MAX_LIST = 400;

/**
 * Reads states in brackets as a list, as other notations write them: one on each line, with other signs between them or
 * with none. The brackets become unreadable, which is what is reported.
 * @returns the tokens themselves if there are no such states
 */
export function withStateLists(tokens: readonly Token[]): readonly Token[] {
  const read: Token[] = [];
  let changed = false;
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    if (token === undefined) break;
    const block = token.image === 'states' && startsLine(token, tokens[at - 1]) ? blockAt(tokens, at) : null;
    if (block === null) {
      read.push(token);
      at++;
    } else {
      changed = true;
      for (const part of listOf(tokens, at, block)) read.push(part);
      at = block.close + 1;
    }
  }
  return changed ? read : tokens;
}

/** Indices of the brackets around states. */
interface StateBlock {
  readonly open: number;
  readonly close: number;
}

/** The brackets after `states`, `states role` or `states role:`; null for none, and in one line for a part of it or a list with commas. */
function blockAt(tokens: readonly Token[], start: number): StateBlock | null {
  const isOnLine = (at: number) => tokens[at]?.startLine === tokens[start]?.startLine;
  let open = start + 1;
  if (isName(tokens[open]?.image)) open++;
  if (tokens[open]?.image === ':') open++;
  const closing = isOnLine(open) ? CLOSING[tokens[open]?.image ?? ''] : undefined;
  if (closing === undefined) return null;
  const end = Math.min(tokens.length, open + MAX_LIST);
  let close = open + 1;
  while (close < end && (isName(tokens[close]?.image) || /^[,;*•-]$/.test(tokens[close]?.image ?? ''))) close++;
  if (tokens[close]?.image !== closing) return null;
  const isPart =
    isOnLine(close) && (isOnLine(close + 1) || tokens.slice(open, close).some(({ image }) => image === ','));
  return isPart ? null : { open, close };
}

/** `states` and its list, with a comma between each two states and a colon after their role. */
function listOf(tokens: readonly Token[], start: number, { open, close }: StateBlock): Token[] {
  const made = (image: string) => signAfter(tokens, image, list.at(-1));
  const list = tokens.slice(start, open);
  if (open > start + 1 && list.at(-1)?.image !== ':') list.push(...made(':'));
  list.push(...unreadable(tokens[open]));
  for (const token of tokens.slice(open + 1, close)) {
    if (!isName(token.image)) continue;
    if (isName(list.at(-1)?.image) && list.at(-1)?.image !== 'pending') list.push(...made(','));
    list.push(token);
  }
  return [...list, ...unreadable(tokens[close])];
}

function isName(image = ''): boolean {
  return /^[\w\u00aa-\uffdc]+$/.test(image);
}

function unreadable(token: Token | undefined): Token[] {
  return token === undefined ? [] : [{ ...token, tokenType: UNREADABLE_TYPE, tokenTypeIdx: UNREADABLE }];
}

/** A sign without text after a token; none if the file has no such sign to take its type from. */
function signAfter(tokens: readonly Token[], image: string, before: Token | undefined): Token[] {
  const sign = tokens.find((token) => token.image === image);
  if (sign === undefined || before === undefined) return [];
  const { endOffset = before.startOffset, endLine = 1, endColumn = 1 } = before;
  const offsets = { startOffset: endOffset + 1, endOffset: endOffset + 1 };
  const place = { startLine: endLine, endLine, startColumn: endColumn, endColumn };
  return [{ ...sign, ...offsets, ...place, isInsertedInRecovery: true }];
}
