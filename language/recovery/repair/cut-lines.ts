import { listInWords } from '../messages/expectations.js';
import { wordInQuotes } from '../messages/word-in-quotes.js';
import { type ExpectedToken, MEMBER_WITHIN_LINE, type ParserState } from '../parser-state.js';
import type { TokenStream } from '../token-stream.js';
import { isNear, isValue } from './intended-words.js';
import type { PassedLine } from './token-edit.js';

/** Signs without which a line is not complete: of all that may follow, they are named before titles and clauses. */
const SIGNS = ['{', '->', '<->', ':', ')'];
const KINDS = ['name', 'word', 'literal', 'sign'] as const;

/**
 * A line that ends before its member is complete, above a line that is written for the same block; null for none.
 * @param start the token that begins the line
 * @param state the state before it
 * @param error the token at which reading stopped
 */
export function cutLine(stream: TokenStream, start: number, state: ParserState, error: number): PassedLine | null {
  if (!stream.startsLine(start) || !state.mayBegin) return null;
  const end = stream.lineEnd(start);
  if (error < end || error > stream.lineEnd(end) || end >= stream.length) return null;
  // A deeper line is the rest of this one, or in the block that it opens.
  if ((stream.tokens[end]?.startColumn ?? 1) > (stream.tokens[start]?.startColumn ?? 1)) return null;
  if (isArrowOnly(stream, start, end)) return null;
  const cut = stateAtEnd(stream, start, state, end);
  const last = stream.tokens[end - 1];
  if (cut === null || cut.mayBegin || last === undefined || !isBegun(stream, end, state)) return null;
  const meant = end === start + 1 ? keywordOf(last.image, state) : null;
  const message =
    meant === null
      ? `Expected ${expectedAfter(cut)} after ${wordInQuotes(last.image)}.`
      : `Unexpected ${wordInQuotes(last.image)}. Did you mean "${meant}"?`;
  return { end, blocks: [], message, marks: last };
}

/** The state after a line, whose last word is no name if it can be that word of the language. */
function stateAtEnd(stream: TokenStream, start: number, before: ParserState, end: number): ParserState | null {
  let state: ParserState | null = before;
  for (let at = start; at < end && state !== null; at++) {
    // A second member in the line is another mistake.
    if (at > start && stream.penalty(state, at, true) >= MEMBER_WITHIN_LINE) return null;
    if (at < end - 1) state = stream.read(state, at);
  }
  if (state === null) return null;
  const asWord = stream.isWordOfLanguage(end - 1) ? state.after(stream.typeAt(end - 1), true) : null;
  return asWord ?? stream.read(state, end - 1);
}

/** Whether a line has an arrow and nothing after its message: completion needs the repair that makes a row or step of it. */
function isArrowOnly(stream: TokenStream, start: number, end: number): boolean {
  let [hasArrow, colon] = [false, end];
  for (let at = start; at < end; at++) {
    if (stream.imageAt(at) === '->') hasArrow = true;
    else if (hasArrow && stream.imageAt(at) === ':') colon = Math.min(colon, at);
  }
  // After a comma the sender of the next line would be another receiver.
  return hasArrow && end <= colon + 2 && stream.imageAt(end - 1) !== ',';
}

/** Whether a line ends the block, or begins a member of it with its first two words. */
function isBegun(stream: TokenStream, start: number, state: ParserState): boolean {
  const next = stream.read(state, start);
  return next !== null && (stream.startsLine(start + 1) || stream.read(next, start + 1) !== null);
}

/** The keyword of a member that a word is the beginning of, or misspells; null for none. */
export function keywordOf(word: string, { expected }: ParserState): string | null {
  const meant = expected.find(({ kind, begins, text }) => kind === 'word' && begins && isNear(word, text));
  return meant?.text ?? null;
}

/** What is missing at the end of a line, in words. */
function expectedAfter({ expected }: ParserState): string {
  // A value is named by its kinds, not as a name.
  const candidates = expected.some(isValue) ? expected.filter((wanted) => !isValue(wanted)) : expected;
  const [soonest] = [...candidates].sort((one, other) => orderOf(one) - orderOf(other));
  if (soonest === undefined) return 'more';
  const alike = ({ kind, text }: ExpectedToken) =>
    kind === soonest.kind && (kind === 'sign' ? soonest.text.endsWith('->') && text.endsWith('->') : true);
  const isFurther = ({ kind }: ExpectedToken) => kind === 'word' && soonest.kind !== 'sign';
  return listInWords([soonest, ...candidates.filter((one) => one !== soonest && (alike(one) || isFurther(one)))]);
}

function orderOf({ kind, text, rule }: ExpectedToken): number {
  const sign = SIGNS.indexOf(text);
  const isOfValue = kind === 'literal' && rule.endsWith('Literal');
  return sign >= 0 ? sign : SIGNS.length + (isOfValue ? -1 : KINDS.indexOf(kind)) + 1;
}
