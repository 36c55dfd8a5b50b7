import type { Token } from './automaton.js';
import { braceBalance, missingBraces, surplusBraces } from './braces.js';
import { isCommentLine } from './comment-lines.js';
import { isBlockEnd, isQuoted, looksLikeArrow, mayMean } from './intended-words.js';
import { withStateLists } from './state-blocks.js';
import { endOf, UNREADABLE, UNREADABLE_TYPE } from './token-stream.js';

/**
 * Joins tokens that an author meant as one word: arrows of other notations (`->>`, `-->`), names with a hyphen or a dot
 * (`order-paid`), names that begin with a digit (`180Ringing`), texts in other quotes (`'…'`, `“…”`) or in none, and
 * comments of other notations (`# …`, `%% …`, `-- …`). Each becomes one unreadable token; so do braces around a list.
 * @returns the tokens themselves if none are joined
 */
export function joinTokens(text: string, written: readonly Token[]): readonly Token[] {
  const tokens = withStateLists(written);
  const joined: Token[] = [];
  let changed = false;
  const { heads, braces } = looseBlocks(tokens);
  const ends = blockEnds(tokens);
  for (let at = 0; at < tokens.length; ) {
    const comment = commentEnd(text, tokens, at);
    const texts = [quoteEnd(text, tokens, at), titleEnd(tokens, at), groundEnd(tokens, at), comment];
    const words = [heads.get(at) ?? at, ends.get(at) ?? at, arrowEnd(tokens, at), nameEnd(tokens, at)];
    const condition = conditionEnd(tokens, at);
    const end = Math.max(condition, ...words, ...texts);
    const isWhole = ends.has(at) || comment > at;
    const [first, last] = [tokens[at], tokens[end - 1]];
    if (first === undefined) break;
    if (braces.has(at) || isAroundList(tokens, at) || isAroundRow(tokens, at) || isAroundBindings(tokens, at)) {
      joined.push({ ...first, tokenType: UNREADABLE_TYPE, tokenTypeIdx: UNREADABLE });
      changed = true;
      at++;
    } else if (last === undefined || (end <= at + 1 && !isWhole && condition === at)) {
      joined.push(first);
      at++;
    } else {
      const image = textFrom(text, tokens, at, end);
      const type = { tokenType: UNREADABLE_TYPE, tokenTypeIdx: UNREADABLE };
      const { startOffset, startLine = 1, startColumn = 1 } = first;
      joined.push({ ...last, image, startOffset, startLine, startColumn, ...type });
      changed ||= isWhole;
      at = end;
    }
  }
  return joined.length === tokens.length && !changed ? tokens : joined;
}

/** Where a condition ends on the line of its row, `when fact is value a -> b : M`; its start if there is none. */
function conditionEnd(tokens: readonly Token[], start: number): number {
  const isOnLine = (at: number) => tokens[at]?.startLine === tokens[start]?.startLine;
  if (tokens[start]?.image !== 'when' || isOnLine(start - 1)) return start;
  let end = start;
  while (isOnLine(end + 1)) end++;
  const images = tokens.slice(start, end + 1).map(({ image }) => image);
  const arrow = images.indexOf('->');
  if (arrow < 2 || images.some((image) => /^[{}]$/.test(image)) || !images.slice(arrow).includes(':')) return start;
  return start + arrow - (images[arrow - 2] === 'all' && arrow > 2 ? 2 : 1);
}

/** Words before a block of rows that other notations have and Confer needs none for. */
const LOOSE = /^(?:else|all|allof|(?:in)?anyorder|inparallel|parallel|unordered|concurrent|concurrently|both)$/;

/** Words that begin blocks of other notations: they are none of Confer's if nothing closes them. */
const FOREIGN_HEAD =
  /^(?:alt|class|critical|do|for|foreach|group|if|interface|loop|opt|par|repeat|struct|switch|try|type|while)$/;

/**
 * Blocks that Confer does not have, around rows that need none.
 * @returns the ends of the heads that are joined to one token, by their starts, and the braces that are unreadable
 */
function looseBlocks(tokens: readonly Token[]): {
  readonly heads: ReadonlyMap<number, number>;
  readonly braces: ReadonlySet<number>;
} {
  const heads = new Map<number, number>();
  const braces = new Set<number>();
  const startsLine = (at: number) => tokens[at - 1]?.endLine !== tokens[at]?.startLine;
  const balance = braceBalance(tokens);
  for (let start = 0, at = 0; at < tokens.length; at++) {
    if (startsLine(at)) start = at;
    if (tokens[at]?.image !== '{' || at === start || !startsLine(at + 1)) continue;
    const close = closingBrace(tokens, at);
    const head = textOf(tokens, start, at).replace(/:$/, '');
    const isLoose = LOOSE.test(head);
    // What closes the block before and opens another one leaves the braces as many as they are.
    const isBetween = /^\}(?:else|or|\|)/.test(head) && balance <= 0;
    const isLeft = balance > 0 && (isLoose || FOREIGN_HEAD.test(tokens[start]?.image ?? ''));
    if (isBetween || (isLeft && (close === null || !isAligned(tokens, start, close)))) heads.set(start, at + 1);
    else if (isLoose && close !== null) {
      heads.set(start, at + 1);
      braces.add(close);
    }
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
function blockEnds(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  for (const start of missingBraces(tokens)) {
    let end = start + 1;
    while (tokens[end]?.startLine === tokens[start]?.startLine) end++;
    if (isBlockEnd(textOf(tokens, start, end))) ends.set(start, end);
  }
  for (const at of surplusBraces(tokens)) ends.set(at, at + 1);
  if (ends.size > 0 || braceBalance(tokens) >= 0) return ends;
  for (const [at, { image }] of tokens.entries()) {
    const isSecond = image === '}' && tokens[at - 1]?.image === '}' && touches(tokens, at);
    if (isSecond && tokens[at - 2]?.endLine !== tokens[at]?.startLine) ends.set(at, at + 1);
  }
  return ends;
}

/** Index of the `}` that closes a `{`; null if nothing does. */
function closingBrace(tokens: readonly Token[], open: number): number | null {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const image = tokens[at]?.image;
    if (image === '{') depth++;
    else if (image === '}' && --depth === 0) return at;
  }
  return null;
}

/** The end of a comment of another notation; its start if there is none. */
function commentEnd(text: string, tokens: readonly Token[], start: number): number {
  const first = tokens[start]?.image ?? '';
  const beginsLine = tokens[start - 1]?.endLine !== tokens[start]?.startLine;
  if (!beginsLine && !/^[#%'-]/.test(first)) return start;
  let end = start + 1;
  while (tokens[end]?.startLine === tokens[start]?.startLine) end++;
  if (beginsLine && isCommentLine(textFrom(text, tokens, start, end))) return end;
  if (!/^[#%'-]/.test(first)) return start;
  const two = first + (touches(tokens, start + 1) ? (tokens[start + 1]?.image ?? '') : '');
  if (/^(?:#|%%)/.test(two)) return end;
  if (first.startsWith("'")) return beginsLine && !textOf(tokens, start, end).slice(1).includes("'") ? end : start;
  return isDashComment(tokens, start, end, two, beginsLine) ? end : start;
}

/** Whether a line ends in a comment that begins with `--`, and not with what an arrow leads to. */
function isDashComment(
  tokens: readonly Token[],
  start: number,
  end: number,
  sign: string,
  beginsLine: boolean,
): boolean {
  if (!sign.startsWith('--') || sign.length > 2 || end <= start + 1 || touches(tokens, start + sign.length))
    return false;
  if (beginsLine) return true;
  let line = start;
  while (tokens[line - 1]?.endLine === tokens[start]?.startLine) line--;
  const isArrow = tokens.slice(start, end).some(({ image }) => image === ':') || tokens[line]?.image === 'channel';
  const hasArrow = tokens.slice(line, start).some(({ image }) => /->$/.test(image));
  return hasArrow || !isArrow;
}

/** Quotes of other notations, each with those that may close it. */
const CLOSING_QUOTES: Readonly<Record<string, readonly string[]>> = {
  "'": ["'"],
  '`': ['`'],
  '«': ['»'],
  '‘': ['‘', '’'],
  '’': ['‘', '’'],
  '“': ['“', '”', '‟', '″'],
  '”': ['“', '”', '‟', '″'],
  '„': ['“', '”', '‟', '″'],
  '‟': ['“', '”', '‟', '″'],
  '″': ['“', '”', '‟', '″'],
};

/** The end of a text in quotes of another notation, in its line; its start if there is none. */
function quoteEnd(text: string, tokens: readonly Token[], start: number): number {
  if (/^"/.test(tokens[start]?.image ?? '')) return quotesInTextEnd(tokens, start);
  const closing = CLOSING_QUOTES[tokens[start]?.image.charAt(0) ?? ''];
  if (closing === undefined) return start;
  for (let end = start + 1; tokens[end - 1]?.endLine === tokens[start]?.startLine; end++) {
    // Comparing the text up to every token would take too long in a line of quotes that nothing closes.
    const last = tokens[end - 1]?.image.at(-1) ?? '';
    if (closing.includes(last) && isQuoted(textFrom(text, tokens, start, end))) return end;
  }
  return start;
}

/** Where a text ends that has quotes inside, `"a "b" c"`, or doubled quotes around it, `""a""`; its start if it has neither. */
function quotesInTextEnd(tokens: readonly Token[], start: number): number {
  const isText = (at: number) => tokens[at]?.tokenType.name === 'STRING';
  const isInner = (at: number) =>
    tokens[start]?.image === '""' ? !isText(at) : /^[\w\u00aa-\uffdc]/.test(tokens[at]?.image ?? '');
  let end = start + 1;
  while (tokens[end]?.startLine === tokens[start]?.startLine && isInner(end)) end++;
  const isOne = end > start + 1 && isText(start) && isText(end) && touches(tokens, start + 1) && touches(tokens, end);
  return isOne ? end + 1 : start;
}

/** Words that begin a declaration with a title. */
const TITLED: ReadonlySet<string | undefined> = new Set([
  ...['party', 'system', 'flow', 'model', 'phase'],
  ...['protocol', 'event', 'request', 'message', 'scenario'],
]);
/** Words that can follow a title. */
const AFTER_TITLE = ['as', 'follows', 'initially', 'is', 'next', 'on', 'replaces'];

/** The end of a title of several words without quotes; its start if there is none. */
function titleEnd(tokens: readonly Token[], start: number): number {
  const [declares, name, first] = [tokens[start - 2], tokens[start - 1], tokens[start]];
  const beginsLine = tokens[start - 3]?.endLine !== declares?.startLine;
  if (!beginsLine || !TITLED.has(declares?.image)) return start;
  if (name?.startLine !== first?.startLine || name?.startLine !== declares?.startLine) return start;
  if ([name, first].some((token) => AFTER_TITLE.some((word) => mayMean(token?.image ?? '', word)))) return start;
  const isOfTitle = (at: number) => {
    const { image, startLine, tokenType } = tokens[at] ?? {};
    if (startLine !== first?.startLine || image === undefined) return false;
    if (at > start && image === ',') return /^\w/.test(tokens[at + 1]?.image ?? '');
    return tokenType?.name === 'ID' || (at > start && /^\w+$/.test(image) && !AFTER_TITLE.includes(image));
  };
  let end = start;
  while (isOfTitle(end)) end++;
  if (tokens[end]?.image === '"' && touches(tokens, end)) end++;
  return end < start + 2 ? start : end;
}

/** The most tokens of a line before a brace in it that is looked at: of a line of braces, each would look at all. */
const MAX_LINE_TOKENS = 500;

/** Where the words of a ground or a source end that are not in quotes; its start for a single word. */
function groundEnd(tokens: readonly Token[], start: number): number {
  const [before, word, first] = [tokens[start - 2], tokens[start - 1], tokens[start]];
  if (!/^(?:given|inferred|partial|source)$/.test(word?.image ?? '') || word?.startLine !== first?.startLine)
    return start;
  const isGround = /^(?:given|inferred)$/.test(word?.image ?? '');
  if (isGround !== (before?.endLine === word?.startLine)) return start;
  const isOfText = (at: number) => {
    const { image = '', startLine } = tokens[at] ?? {};
    return startLine === first?.startLine && /^[^"{}]+$/.test(image) && !(image === 'at' && !isGround);
  };
  let end = start;
  while (isOfText(end)) end++;
  return end < start + 2 || !/^\w/.test(first?.image ?? '') ? start : end;
}

/** Whether the list of a line is in braces, as in other notations. */
function isAroundList(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || !/^[{}]$/.test(token.image)) return false;
  const isOnLine = (index: number) => tokens[index]?.startLine === token.startLine;
  let start = at;
  while (at - start < MAX_LINE_TOKENS && isOnLine(start - 1)) start--;
  if (isAroundType(tokens, at)) return true;
  if (isOnLine(start - 1)) return false;
  if (!/^(?:states?|fact|enum|needs|next|party|start|system)$/.test(tokens[start]?.image ?? '')) return false;
  const braces: string[] = [];
  for (let index = start; isOnLine(index); index++) {
    if (/^[{}]$/.test(tokens[index]?.image ?? '')) braces.push(tokens[index]?.image ?? '');
  }
  return braces.join('') === '{}';
}

/** Whether the words of an attribute's type are in braces: `Reason: { expired, rejected }`. */
function isAroundType(tokens: readonly Token[], at: number): boolean {
  const isPart = (index: number) =>
    /^(?:[\w\u00aa-\uffdc]+|"[^"]*"|[,|])$/.test(tokens[index]?.image ?? '') &&
    tokens[index]?.startLine === tokens[at]?.startLine;
  const step = tokens[at]?.image === '{' ? 1 : -1;
  let end = at + step;
  while (isPart(end)) end += step;
  const [open, close] = step > 0 ? [at, end] : [end, at];
  const isWhole = tokens[open]?.image === '{' && tokens[close]?.image === '}' && close > open + 1;
  return isWhole && tokens[open - 1]?.image === ':' && tokens[open]?.startLine === tokens[close]?.startLine;
}

/** Whether the bindings of a phase are in braces: `is Leaves { Ann as caller } {`. */
function isAroundBindings(tokens: readonly Token[], at: number): boolean {
  const image = tokens[at]?.image;
  const isBinding = (index: number) =>
    tokens[index]?.image === 'as' && tokens[index]?.startLine === tokens[at]?.startLine;
  if (!(image === '{' && isBinding(at + 2)) && !(image === '}' && isBinding(at - 2))) return false;
  let start = at;
  while (at - start < MAX_LINE_TOKENS && tokens[start - 1]?.startLine === tokens[at]?.startLine) start--;
  return tokens[start]?.image === 'phase';
}

/** Whether a whole row is in braces or parentheses, as in other notations. */
function isAroundRow(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || !/^[{}()]$/.test(token.image)) return false;
  const isOnLine = (index: number) => tokens[index]?.startLine === token.startLine;
  if (isOnLine(at - 1) && isOnLine(at + 1)) return false;
  let start = at;
  while (isOnLine(start - 1)) start--;
  let end = at;
  while (isOnLine(end + 1)) end++;
  const around = `${tokens[start]?.image}${tokens[end]?.image}`;
  if (!/^(?:\{\}|\(\))$/.test(around)) return false;
  const inner = tokens.slice(start + 1, end).map(({ image }) => image);
  return inner.includes('->') && inner.includes(':') && !inner.some((image) => /^[{}]$/.test(image));
}

function arrowEnd(tokens: readonly Token[], start: number): number {
  const isPart = (at: number) =>
    /^[-=<>.~]+$/.test(tokens[at]?.image ?? '') &&
    (at === start || touches(tokens, at) || isGapInArrow(tokens, start, at));
  let end = start;
  while (isPart(end)) end++;
  return end > start && looksLikeArrow(textOf(tokens, start, end)) ? end : start;
}

/** Whether there is space between the signs of an arrow: `- >` and `< - >`. */
function isGapInArrow(tokens: readonly Token[], start: number, at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]];
  const sign = textOf(tokens, start, at + 1);
  return /^(?:->?|<->?|<|=>?)$/.test(sign) && before?.endLine === token?.startLine && token?.image.length === 1;
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
  return token !== undefined && before !== undefined && endOf(before) === token.startOffset;
}

/** The text from a token up to another one, with the white space between them. */
function textFrom(text: string, tokens: readonly Token[], start: number, end: number): string {
  const [first, last] = [tokens[start], tokens[end - 1]];
  return text.slice(first?.startOffset, endOf(last));
}

function textOf(tokens: readonly Token[], start: number, end: number): string {
  return tokens
    .slice(start, end)
    .map(({ image }) => image)
    .join('');
}
