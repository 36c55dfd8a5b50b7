import type { ParserState, ParserStates } from '../parser-state.js';
import { type TokenStream, UNREADABLE } from '../token-stream.js';
import { looksLikeArrow } from './intended-words.js';

/** A line, with the block it opens, that is a member of some kind of block. */
export interface MemberLine {
  /** Rules of the blocks that allow it, such as `FlowPhase`, the likeliest first. */
  readonly blocks: readonly string[];
  /** Whether the line can be read there as a whole, not only its first two words. */
  readonly whole: boolean;
  /** Index after the tokens of its first line. */
  readonly lineEnd: number;
  /** Index after its last token. */
  readonly end: number;
}

/** Limit on the penalty of a line as a member of a block; see `ParserState.penalty`. */
const MAX_PENALTY = 8;

/** Determines what kind of block each line of a text is written for, wherever it is. */
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
    const end = stream.imageAt(lineEnd - 1) === '{' ? stream.blockEnd(lineEnd) : lineEnd;
    if (end === null) return null;
    const found = this.blocks
      .map(({ rule, state }) => ({ rule, penalty: this.penalty(state, index, lineEnd) }))
      .filter(({ penalty }) => penalty <= MAX_PENALTY)
      .sort((a, b) => a.penalty - b.penalty);
    const whole = found.length > 0;
    const blocks = whole ? found.map(({ rule }) => rule) : this.blocksOfStart(index);
    return blocks.length === 0 ? null : { blocks, whole, lineEnd, end };
  }

  /** Rules of the blocks with members that begin as a line does; the rest of the line may be wrong. */
  private blocksOfStart(index: number): string[] {
    const { stream } = this;
    if (!stream.startsMember(index)) return [];
    const begins = ({ state }: { state: ParserState }) => {
      const next = state.after(stream.typeAt(index), true);
      return next !== null && stream.read(next, index + 1) !== null;
    };
    return this.blocks.filter(begins).map(({ rule }) => rule);
  }

  /** The penalty of the line as a member in a state; infinite if it cannot be one. */
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
}
