import type { Token } from '../automaton.js';
import { isCommentLine } from '../text/comment-lines.js';
import { UNREADABLE, UNREADABLE_TYPE } from '../token-stream.js';
import { isAdjacent, textFrom, textOf } from '../token-texts.js';
import { isQuoted, looksLikeArrow, mayMean } from './intended-words.js';
import { blockEnds, looseBlocks } from './loose-blocks.js';
import { withStateLists } from './state-blocks.js';
import { isAroundBindings, isAroundList, isAroundRow } from './superfluous-braces.js';

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

/** The end of a comment of another notation; its start if there is none. */
function commentEnd(text: string, tokens: readonly Token[], start: number): number {
  const first = tokens[start]?.image ?? '';
  const beginsLine = tokens[start - 1]?.endLine !== tokens[start]?.startLine;
  if (!beginsLine && !/^[#%'-]/.test(first)) return start;
  let end = start + 1;
  while (tokens[end]?.startLine === tokens[start]?.startLine) end++;
  if (beginsLine && isCommentLine(textFrom(text, tokens, start, end))) return end;
  if (!/^[#%'-]/.test(first)) return start;
  const two = first + (isAdjacent(tokens, start + 1) ? (tokens[start + 1]?.image ?? '') : '');
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
  if (!sign.startsWith('--') || sign.length > 2 || end <= start + 1 || isAdjacent(tokens, start + sign.length))
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
  const isOne =
    end > start + 1 && isText(start) && isText(end) && isAdjacent(tokens, start + 1) && isAdjacent(tokens, end);
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
  if (tokens[end]?.image === '"' && isAdjacent(tokens, end)) end++;
  return end < start + 2 ? start : end;
}

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

function arrowEnd(tokens: readonly Token[], start: number): number {
  const isPart = (at: number) =>
    /^[-=<>.~]+$/.test(tokens[at]?.image ?? '') &&
    (at === start || isAdjacent(tokens, at) || isGapInArrow(tokens, start, at));
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
    const divider = isAdjacent(tokens, end) && /^[-.]$/.test(tokens[end]?.image ?? '') ? 1 : 0;
    if (!isAdjacent(tokens, end + divider) || !isWord(end + divider)) break;
    end += divider + 1;
  }
  // A phase is named with its model, `is Sales.Call`, and `A-B : M` is a step without its arrow.
  const before = tokens[start - 1];
  const isQualified = before?.image === 'is' && end === start + 3 && tokens[start + 1]?.image === '.';
  const isStep = tokens[end]?.image === ':' && before?.endLine !== tokens[start]?.startLine;
  return isQualified || isStep ? start : end;
}
