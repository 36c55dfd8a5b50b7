import { wordInQuotes } from '../messages/word-in-quotes.js';
import type { TokenStream } from '../token-stream.js';
import type { PassedLine } from './token-edit.js';

/** More words are not written twice in one line. */
const MAX_WORDS = 8;
/** More words of a part are not shown. */
const MAX_SHOWN = 5;

/**
 * The words from a token on that are the same as those before it: of the same line, or a whole line that opens a block,
 * after the same line.
 * @returns null if they differ
 */
export function writtenTwice(stream: TokenStream, start: number): PassedLine | null {
  return stream.startsLine(start) ? lineAgain(stream, start) : wordsAgain(stream, start);
}

function wordsAgain(stream: TokenStream, start: number): PassedLine | null {
  const lineEnd = Math.min(stream.lineEnd(start), start + MAX_WORDS);
  for (let end = start + 1; end <= lineEnd; end++) {
    const first = start - (end - start);
    if (first < 0 || (end - start > 1 && stream.startsLine(first + 1))) return null;
    const isHead = end === start + 1 && stream.startsLine(first);
    if (isHead && isGroup(stream.text, stream.imageAt(start))) return null;
    if (isSame(stream, first, start, end)) return again(stream, start, end);
    if (stream.startsLine(first)) return null;
  }
  return null;
}

function lineAgain(stream: TokenStream, start: number): PassedLine | null {
  const end = stream.lineEnd(start);
  const first = start - (end - start);
  if (stream.imageAt(end - 1) !== '{' || end - start === 1 || first < 0) return null;
  const isLine = stream.startsLine(first) && stream.lineEnd(first) === start;
  return isLine && isSame(stream, first, start, end) ? again(stream, start, end) : null;
}

/** Whether a regular expression of the file has a group of that name: its name may follow a keyword that it equals. */
export function isGroup(text: string, name: string): boolean {
  return text.includes(`(?<${name}>`);
}

function isSame(stream: TokenStream, first: number, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (stream.imageAt(first + at - start) !== stream.imageAt(at)) return false;
  return true;
}

function again(stream: TokenStream, start: number, end: number): PassedLine | null {
  const [from, to, last] = [start, Math.min(end, start + MAX_SHOWN) - 1, end - 1].map((at) => stream.tokens[at]);
  if (from === undefined || last === undefined) return null;
  const words = stream.text.slice(from.startOffset, (to?.endOffset ?? 0) + 1);
  const shown = end > start + MAX_SHOWN ? `${words} …` : words;
  const message = `Duplicate ${wordInQuotes(shown)}. Remove one.`;
  return { end, blocks: [], message, removes: last };
}
