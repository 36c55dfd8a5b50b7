import type { ParserState, ParserStates } from './parser-state.js';
import { looksLikeArrow } from './repair-costs.js';
import { type TokenStream, UNREADABLE } from './token-stream.js';

/** A line, with the block it opens, that is a member of some kind of block. */
export interface MemberLine {
  /** Rules of the blocks that it can stand in, such as `FlowPhase`, the likeliest first. */
  readonly blocks: readonly string[];
  /** Index after the tokens of its first line. */
  readonly lineEnd: number;
  /** Index after its last token. */
  readonly end: number;
}

/** A line that reads worse than this in a block is none of its members; see `ParserState.penalty`. */
const MAX_PENALTY = 8;

/** Tells what kind of block the lines of a text are written for, wherever they stand. */
export class MemberLines {
  private readonly blocks: readonly { readonly rule: string; readonly state: ParserState }[];

  constructor(
    private readonly stream: TokenStream,
    states: ParserStates,
  ) {
    this.blocks = states.blocks;
  }

  /** The member that begins with a token; null if its line is no member, or a single word that may be anything. */
  at(index: number): MemberLine | null {
    const { stream } = this;
    if (index >= stream.length || !stream.startsLine(index)) return null;
    const second = stream.imageAt(index + 1);
    const isSure =
      stream.startsMember(index) ||
      stream.isWordOfLanguage(index) ||
      [':', 'is'].includes(second) ||
      looksLikeArrow(second);
    if (!isSure || stream.startsLine(index + 1)) return null;
    let lineEnd = stream.lineEnd(index);
    while (/^[|,]$/.test(stream.imageAt(lineEnd))) lineEnd = stream.lineEnd(lineEnd);
    const end = stream.imageAt(lineEnd - 1) === '{' ? this.blockEnd(lineEnd) : lineEnd;
    if (end === null) return null;
    const found = this.blocks
      .map(({ rule, state }) => ({ rule, penalty: this.penalty(state, index, lineEnd) }))
      .filter(({ penalty }) => penalty <= MAX_PENALTY)
      .sort((a, b) => a.penalty - b.penalty);
    return found.length === 0 ? null : { blocks: found.map(({ rule }) => rule), lineEnd, end };
  }

  /** How unlikely the line is as a member in a state; infinite if it is none. */
  private penalty(start: ParserState, index: number, lineEnd: number): number {
    let state = start;
    let penalty = 0;
    for (let at = index; at < lineEnd; at++) {
      const next = this.stream.read(state, at) ?? this.readArrow(state, at);
      if (next === null) return Number.POSITIVE_INFINITY;
      if (this.stream.typeAt(at) !== UNREADABLE) penalty += this.stream.penalty(state, at, true);
      state = next;
    }
    return this.stream.imageAt(lineEnd - 1) === '{' || state.mayBegin ? penalty : Number.POSITIVE_INFINITY;
  }

  /** Reads an arrow of another notation. */
  private readArrow(state: ParserState, at: number): ParserState | null {
    if (!looksLikeArrow(this.stream.imageAt(at))) return null;
    const arrow = state.expected.find(({ text }) => text === '->');
    return arrow === undefined ? null : state.after(arrow.token, false);
  }

  /** Index after the `}` of a block; null if nothing closes it. */
  private blockEnd(start: number): number | null {
    let depth = 1;
    for (let at = start; at < this.stream.length; at++) {
      const image = this.stream.imageAt(at);
      if (image === '{') depth++;
      else if (image === '}' && --depth === 0) return at + 1;
    }
    return null;
  }
}
