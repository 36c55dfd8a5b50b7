import { clausePlace } from '../messages/clause-places.js';
import { ONE_SENDER } from '../messages/remedies-of-doubles.js';
import { wordInQuotes } from '../messages/word-in-quotes.js';
import type { ParserState } from '../parser-state.js';
import type { TokenStream } from '../token-stream.js';
import type { PassedLine } from './token-edit.js';

/** The state before a token; undefined if it is no longer known. */
type StateBefore = (at: number) => ParserState | undefined;

/** Words that are a part of a line by themselves. */
const MODIFIER = /^(?:optional|pending|repeated)$/;
/** Words before a state that say how many parties are in it. */
const QUANTIFIER = /^(?:all|none|some)$/;
/** Separators of a list, here and in other notations. */
const SEPARATOR = /^(?:,|;|\||\|\||&|&&|\+|\/|and|or)$/;
/** Separators of alternatives. */
const ALTERNATIVE = /^(?:\||\|\||\/|or)$/;
/** Words that mark a state in other notations. */
const STATE_MARK = /^(?:default|end|final|first|initial|initially|last|start)$/;
/** Words that begin a line that declares one name. */
const DECLARES = /^(?:party|system|phase|flow|model|protocol|event|request|message)$/;
/** Words that a line has once, before something that is not listed. */
const ONCE = /^(?:from|is|to)$/;
/** Words before a single name in the head of a phase. */
const SINGLE: Readonly<Record<string, string>> = {
  is: 'A phase follows one phase of a model: remove the others',
  replaces: 'A phase replaces one other phase: remove the others',
};
/** Words before the sender of a row. */
const BEFORE_SENDER = /^(?:optional|repeated|trigger|anytime)$/;
/** Longer parts of a line are shown by their first words. */
const MAX_SHOWN = 5;
/** Longer lines are not looked through for parts in the wrong order. */
const MAX_SWAPPED = 12;
/** More words before the word that a line should begin with are a line of something else. */
const MAX_PREFIX = 3;

/** Finds parts of lines in the wrong place of their line, or in a line that has no such part. */
export class MisplacedClauses {
  constructor(private readonly stream: TokenStream) {}

  /** Whether a token is the second of two quantifiers: one is too much, whichever comes first. */
  private isSecondQuantifier(at: number): boolean {
    return QUANTIFIER.test(this.stream.imageAt(at)) && QUANTIFIER.test(this.stream.imageAt(at - 1));
  }

  /** The part of a line that begins with a token and belongs before another part of the same line; null for none. */
  earlier(start: number, stateBefore: StateBefore): PassedLine | null {
    const here = stateBefore(start);
    if (here === undefined || !this.mayBegin(start) || this.isSecondQuantifier(start)) return null;
    // The next entry of a list: the comma before it is missing.
    if (this.stream.imageAt(start).startsWith('"') && this.stream.imageAt(start + 1) === 'is') return null;
    // Another part of the line that comes before its first word is a line of its own.
    const isModifier = MODIFIER.test(this.stream.imageAt(start));
    for (
      let at = start - 1;
      isModifier ? at >= 0 && !this.stream.startsLine(at + 1) : !this.stream.startsLine(at);
      at--
    ) {
      if (!isModifier && !isPartStart(this.stream, at)) continue;
      // Two parts that begin with one word are in any order.
      if (this.stream.imageAt(at) === this.stream.imageAt(start)) continue;
      const state = stateBefore(at);
      const end = state === undefined ? start : this.endBefore(state, here, start, at);
      if (end === start) continue;
      return { end, ...this.wrongOrder(start, end, at) };
    }
    return null;
  }

  /** The part of a line before another part that should come first, up to that one; null for none. */
  swapped(start: number, state: ParserState): PassedLine | null {
    const { stream } = this;
    if (!stream.isWordOfLanguage(start) || stream.startsMember(start)) return null;
    if (this.isSecondQuantifier(start + 1)) return null;
    const lineEnd = Math.min(stream.lineEnd(start), start + MAX_SWAPPED);
    for (let at = start + 1; at < lineEnd; at++) {
      if (!/^["\w\u00aa-\uffdc]/.test(stream.imageAt(at)) || stream.imageAt(at) === stream.imageAt(start)) continue;
      let first: ParserState | null = state;
      // A part that goes over the colon is the rest of a row.
      for (let end = at + 1; end <= lineEnd && first !== null && stream.imageAt(end - 1) !== ':'; end++) {
        first = stream.read(first, end - 1);
        const whole = first === null ? null : this.readAll(first, start, at);
        const continues = end === stream.lineEnd(start) ? whole?.mayBegin === true : isAfter(stream, whole, end);
        if (!continues) continue;
        return { end: at, ...this.wrongOrder(at, end, start) };
      }
    }
    return null;
  }

  /** Words before the word that a line should begin with; null for none. */
  prefix(start: number, state: ParserState): PassedLine | null {
    const { stream } = this;
    if (!stream.startsLine(start) || !state.mayBegin || takesWord(stream, state, start)) return null;
    for (let end = start + 1; end <= start + MAX_PREFIX && !stream.startsLine(end); end++) {
      if (!stream.beginsMember(end) || !takesWord(stream, state, end)) continue;
      const word = stream.imageAt(start);
      const place = end === start + 1 ? clausePlace(word) : null;
      const remedy = place ?? `A line begins with its keyword, here "${stream.imageAt(end)}"`;
      return { end, blocks: [], message: `Unexpected ${wordInQuotes(word)}. ${remedy}.` };
    }
    return null;
  }

  /** The part of a line that begins with a word that nothing of the line can have; null for other words. */
  foreign(start: number, state: ParserState): PassedLine | null {
    const { stream } = this;
    const word = stream.imageAt(start);
    if (word === '{') return this.block(start, state);
    const further = this.further(start, state);
    if (further !== null) return further;
    const again = this.isAgain(start) ? 'This line has it already: remove one' : null;
    const place = this.hasGround(start) ? 'A line can have only one ground: remove one' : (clausePlace(word) ?? again);
    if (place === null || stream.startsLine(start) || stream.startsLine(start + 1)) return null;
    const lineEnd = stream.lineEnd(start);
    // A part that is allowed here is not misplaced; a condition with rows opens a block.
    const isCondition = word === 'when' && stream.imageAt(lineEnd - 1) !== '{';
    if (!isCondition && takesWord(stream, state, start)) return null;
    let end = start + 2;
    while (end < lineEnd && !(isPartStart(stream, end) && takesWord(stream, state, end))) end++;
    // A line without its first word is something else.
    const isWhole = state.mayBegin || (end < lineEnd && stream.read(state, end) !== null);
    return isWhole ? { end, blocks: [], message: `Unexpected "${word}". ${place}.` } : null;
  }

  /** Skips text after a clause that a line has once: another row, another declared name; null if there is neither. */
  private further(start: number, state: ParserState): PassedLine | null {
    const { stream } = this;
    const sign = stream.imageAt(start);
    if (!SEPARATOR.test(sign) || stream.startsLine(start) || takesWord(stream, state, start)) return null;
    const lineEnd = stream.lineEnd(start);
    if (state.mayBegin && lineEnd === start + 2 && /^\d.*(?:ms|s|m|h)$/.test(stream.imageAt(start + 1))) {
      return { end: lineEnd, blocks: [], message: `Unexpected "${sign}". Write "after ${stream.imageAt(start + 1)}".` };
    }
    if (state.mayBegin && (ALTERNATIVE.test(sign) || lineEnd === start + 2)) {
      const first = this.lineStart(start);
      const remedy = this.hasArrow(first, lineEnd) ? this.ofFurtherRow(first) : this.ofFurtherCondition(first, start);
      if (remedy !== null) return { end: lineEnd, blocks: [], message: `Unexpected "${sign}". ${remedy}.` };
    }
    if (state.mayBegin && this.isFurtherMove(start, lineEnd)) {
      const remedy = 'A line moves one role: write each move on a line of its own, "moves role from state to state"';
      return { end: lineEnd, blocks: [], message: `Unexpected "${sign}". ${remedy}.` };
    }
    const head = stream.imageAt(start - 2);
    const single = SINGLE[head];
    if (single !== undefined && stream.imageAt(this.lineStart(start)) === 'phase' && !this.beginsLine(start - 2)) {
      const takesRest = stream.read(state, start + 2) !== null || state.mayBegin;
      return takesRest ? { end: start + 2, blocks: [], message: `Unexpected "${sign}". ${single}.` } : null;
    }
    const senders = this.furtherSenders(start, lineEnd);
    if (senders !== null && stream.read(state, senders) !== null) {
      return { end: senders, blocks: [], message: `Unexpected "${sign}". ${ONE_SENDER}.` };
    }
    if (!DECLARES.test(head) || !this.beginsLine(start - 2)) return null;
    let end = start;
    while (SEPARATOR.test(stream.imageAt(end)) && /^[\w"]/.test(stream.imageAt(end + 1)) && end + 1 < lineEnd) end += 2;
    const continues = end === lineEnd ? state.mayBegin : isPartStart(stream, end) && takesWord(stream, state, end);
    const remedy = `This line declares one name: write each "${head}" on a line of its own`;
    return end > start && continues ? { end, blocks: [], message: `Unexpected "${sign}". ${remedy}.` } : null;
  }

  /** A word that marks a state as the first or as the last one; null for none, and for a state of that name. */
  stateMark(start: number): PassedLine | null {
    const { stream } = this;
    const at = /^[[(]$/.test(stream.imageAt(start)) ? start + 1 : start;
    const word = stream.imageAt(at);
    if (!STATE_MARK.test(word) || stream.imageAt(this.lineStart(start)) !== 'states') return null;
    const end = at > start && /^[\])]$/.test(stream.imageAt(at + 1)) ? at + 2 : at + 1;
    const isFirst = /^(?:,|:|states)$/.test(stream.imageAt(start - 1));
    if (isFirst && (stream.startsLine(end) || stream.imageAt(end) === ',')) return null;
    const remedy = /^(?:end|final|last)$/.test(word)
      ? 'A flow can end in any state that is not pending: remove this word'
      : 'Parties start in the first of the states: remove this word';
    return { end, blocks: [], message: `Unexpected "${word}". ${remedy}.` };
  }

  private lineStart(at: number): number {
    let start = at;
    while (!this.stream.startsLine(start)) start--;
    return start;
  }

  /** The remedy for a second state in a condition. */
  private ofFurtherCondition(first: number, start: number): string | null {
    const isLast = this.stream.lineEnd(start) === start + 2;
    return isLast && this.stream.imageAt(first) === 'needs'
      ? 'A phase needs all of its conditions: write a phase for each of the states'
      : null;
  }

  private ofFurtherRow(first: number): string {
    return this.stream.imageAt(first) === 'trigger'
      ? 'Any of several triggers starts a phase: write each on a line of its own, "trigger sender -> receiver : Message"'
      : 'A line has one message: write each on a line of its own, in a model inside "one of { … }"';
  }

  /** The arrow after further senders of a message, which has one; null if there are none. */
  private furtherSenders(start: number, lineEnd: number): number | null {
    const { stream } = this;
    let first = this.lineStart(start);
    while (BEFORE_SENDER.test(stream.imageAt(first))) first++;
    if (first !== start - 1) return null;
    let at = start;
    while (at + 2 < lineEnd && SEPARATOR.test(stream.imageAt(at)) && /^\w/.test(stream.imageAt(at + 1))) at += 2;
    return at > start && stream.imageAt(at) === '->' ? at : null;
  }

  /** Whether a word that begins a part of a line begins another one before it, with something between. */
  private isAgain(start: number): boolean {
    const { stream } = this;
    const word = stream.imageAt(start);
    if (!stream.isWordOfLanguage(start) || !ONCE.test(word)) return false;
    for (let at = start - 2; at > this.lineStart(start); at--) {
      if (/^[:>{}|,()]|->/.test(stream.imageAt(at))) return false;
      if (stream.imageAt(at) === word) return true;
    }
    return false;
  }

  /** Whether a sign on a line that moves a role is followed by another move, `role from state to state`. */
  private isFurtherMove(start: number, lineEnd: number): boolean {
    const { stream } = this;
    if (stream.imageAt(this.lineStart(start)) !== 'moves') return false;
    const at = stream.imageAt(start + 1) === 'moves' ? start + 2 : start + 1;
    return at + 4 < lineEnd && stream.imageAt(at + 1) === 'from';
  }

  private hasArrow(from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (this.stream.imageAt(at) === '->') return true;
    return false;
  }

  /** Whether a token begins its line, but for a modifier before it. */
  private beginsLine(at: number): boolean {
    return this.stream.startsLine(at) || (MODIFIER.test(this.stream.imageAt(at - 1)) && this.stream.startsLine(at - 1));
  }

  /** Whether a word begins the second ground of a line. */
  private hasGround(start: number): boolean {
    const isGround = (at: number) => /^(?:given|inferred)$/.test(this.stream.imageAt(at));
    return isGround(start) && isGround(start - 2) && !this.stream.startsLine(start - 1);
  }

  /** The braces after a member that has none, with what is between them. */
  private block(start: number, state: ParserState): PassedLine | null {
    if (!state.mayBegin || this.stream.startsLine(start) || this.stream.read(state, start) !== null) return null;
    const end = this.stream.blockEnd(start + 1);
    const remedy = state.expected.some(({ text }) => text === '(')
      ? 'Write values in parentheses, "(Name: value)"'
      : 'This line opens no block: remove the braces, and write their content on separate lines';
    return end === null ? null : { end, blocks: [], message: `Unexpected "{". ${remedy}.` };
  }

  /** Whether a token begins a part of a line: a word of the language, a title, or attributes in parentheses. */
  private mayBegin(start: number): boolean {
    const { stream } = this;
    return !stream.startsLine(start) && isPartStart(stream, start) && !/^[{}|]/.test(stream.imageAt(start));
  }

  /**
   * Where the part of a line ends that can be read before another token, which can follow it; its start for none.
   * @param first what was read before that token
   * @param here what was read before the part
   */
  private endBefore(first: ParserState, here: ParserState, start: number, before: number): number {
    const { stream } = this;
    const lineEnd = stream.lineEnd(start);
    let state = takesWord(stream, first, start) ? stream.read(first, start) : null;
    const isModifier = MODIFIER.test(stream.imageAt(start));
    for (let end = start + 1; state !== null; end++) {
      const isWhole = end === start + 1 && isModifier;
      // A word that ends its line without what it asks for is not out of place.
      if (end === lineEnd && !isModifier && this.isHalf(start, end)) break;
      const continues =
        (end === lineEnd && here.mayBegin) || isWhole || (isPartStart(stream, end) && takesWord(stream, here, end));
      if (continues && this.readsUpTo(state, before, start)) return end;
      if (end === lineEnd) break;
      state = stream.read(state, end);
    }
    return start;
  }

  /** Whether a part of a line is not written to its end. */
  private isHalf(start: number, end: number): boolean {
    const isLone = end === start + 1 && this.stream.isWordOfLanguage(start);
    return isLone || /^[|,:(]$/.test(this.stream.imageAt(end - 1));
  }

  private readsUpTo(first: ParserState, from: number, to: number): boolean {
    return this.readAll(first, from, to) !== null;
  }

  private readAll(first: ParserState, from: number, to: number): ParserState | null {
    let state: ParserState | null = first;
    for (let at = from; at < to && state !== null; at++) state = this.stream.read(state, at);
    return state;
  }

  /** Says that a part of a line belongs before a token. */
  private wrongOrder(start: number, end: number, at: number): Pick<PassedLine, 'blocks' | 'message' | 'moves'> {
    const [first, last, before] = [start, end - 1, at].map((index) => this.stream.tokens[index]);
    const message = `Wrong order: move ${this.shown(start, end)} before ${wordInQuotes(this.stream.imageAt(at))}.`;
    const isWhole = first !== undefined && last !== undefined && before !== undefined;
    return { blocks: [], message, ...(isWhole ? { moves: { first, last, before } } : {}) };
  }

  private shown(start: number, end: number): string {
    const { tokens, text } = this.stream;
    const last = tokens[Math.min(end, start + MAX_SHOWN) - 1];
    const words = text.slice(tokens[start]?.startOffset, (last?.endOffset ?? 0) + 1);
    return wordInQuotes(end > start + MAX_SHOWN ? `${words} …` : words);
  }
}

/** Whether a token that is no name can follow. */
function isAfter(stream: TokenStream, state: ParserState | null, at: number): boolean {
  return state !== null && isPartStart(stream, at) && takesWord(stream, state, at);
}

/** Whether a token begins a part of a line, or ends the line's member. */
function isPartStart(stream: TokenStream, at: number): boolean {
  return stream.isWordOfLanguage(at) || /^["({}|:]/.test(stream.imageAt(at));
}

/** Whether a token can follow, a word of the language as that word. */
function takesWord(stream: TokenStream, state: ParserState, at: number): boolean {
  return state.after(stream.typeAt(at), stream.isWordOfLanguage(at)) !== null;
}
