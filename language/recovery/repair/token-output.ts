import type { Token } from '../automaton.js';
import { FILE, type ParserState } from '../parser-state.js';
import { endOf, type TokenStream } from '../token-stream.js';
import { looksLikeArrow } from './intended-words.js';
import type { MovedText } from './token-repair.js';

/** A block that is open, in those around it. */
interface OpenBrace {
  readonly rule: string;
  readonly brace: Token;
  readonly around: OpenBrace | null;
}

/** Members in the wrong block, as indices of their tokens. */
interface Misplaced {
  readonly from: number;
  readonly to: number;
  /** Rules of the blocks that allow them. */
  readonly blocks: readonly string[];
}

/** Misplaced members that wait for a block of theirs. */
interface Waiting extends Misplaced {
  /** The outer block that takes them as soon as the one around them is closed; undefined for the next block that opens. */
  readonly target: OpenBrace | null | undefined;
}

/** The state of the output at a place of the text. */
interface Mark {
  readonly state: ParserState;
  readonly given: number;
  readonly block: OpenBrace | null;
  readonly waiting: readonly Waiting[];
  readonly moves: number;
}

/** The tokens that the parser gets, as far as the text is read. */
export class TokenOutput {
  readonly tokens: Token[] = [];
  readonly moved: MovedText[] = [];
  private readonly marks: Mark[] = [];
  private block: OpenBrace | null = null;
  private waiting: readonly Waiting[] = [];
  /** The block that the last token closed, and what was read before that. */
  private closed: { readonly rule: string; readonly at: number; readonly before: ParserState } | null = null;

  constructor(
    private readonly stream: TokenStream,
    /** The parser state after the tokens so far. */
    public state: ParserState,
  ) {}

  /** Rules of the blocks around, the innermost first, the file last. */
  get blocks(): string[] {
    const rules: string[] = [];
    for (let block = this.block; block !== null; block = block.around) rules.push(block.rule);
    return [...rules, FILE];
  }

  /** The `{` of the innermost block. */
  innermostOpen(): Token | null {
    return this.block?.brace ?? null;
  }

  /** The state before a token of the text. */
  stateBefore(at: number): ParserState | undefined {
    return this.marks[at]?.state;
  }

  /** Keeps what was read before a token of the text, to be able to go back there. */
  mark(at: number): void {
    const { state, block, waiting } = this;
    this.marks[at] = { state, given: this.tokens.length, block, waiting, moves: this.moved.length };
  }

  /** Goes back to a token of the text; false if it was never read. */
  rewind(at: number): boolean {
    const mark = this.marks[at];
    if (mark === undefined) return false;
    this.tokens.length = mark.given;
    this.moved.length = mark.moves;
    this.state = mark.state;
    this.block = mark.block;
    this.waiting = mark.waiting;
    if (this.closed !== null && this.closed.at >= mark.given) this.closed = null;
    return true;
  }

  /** Emits a token of the text if it is allowed here. */
  readOn(at: number): void {
    this.mark(at);
    const next = this.stream.read(this.state, at);
    const token = this.stream.tokens[at];
    if (next !== null && token !== undefined) this.give(token, next);
  }

  /** Gives out a token, and what waited for it. */
  give(token: Token, next: ParserState): void {
    const before = this.state;
    this.tokens.push(token);
    this.state = next;
    const sign = token.tokenType.name;
    if (sign === '{') {
      const rule = before.expected.find(({ text }) => text === '{')?.rule ?? '';
      this.block = { rule, brace: token, around: this.block };
      this.place((waiting) => waiting.target === undefined && waiting.blocks.includes(rule));
    } else if (sign === '}' && this.block !== null) {
      this.closed = { rule: this.block.rule, at: this.tokens.length - 1, before };
      this.block = this.block.around;
      this.place((waiting) => waiting.target === this.block);
    }
  }

  /**
   * Reads members in the wrong block as if they were in the right one: the nearest around, otherwise the one
   * that was closed right before, otherwise the next of the kind. Steps and rows belong to none there.
   */
  move(misplaced: Misplaced): void {
    const { blocks } = misplaced;
    for (let block = this.block; block !== null; block = block.around) {
      const target = block.around;
      if (!blocks.includes(target?.rule ?? FILE)) continue;
      this.waiting = [...this.waiting, { ...misplaced, target }];
      return;
    }
    const [first, second] = [misplaced.from, misplaced.from + 1].map((at) => this.stream.imageAt(at));
    if (looksLikeArrow(second ?? '') || (!this.leadsOn(misplaced) && this.intoClosed(misplaced))) return;
    // A member of a block in which order matters is not moved into another block.
    if (!blocks.some((rule) => rule === 'Flow' || rule === 'Model') || /^(?:phase|start)$/.test(first ?? '')) return;
    this.waiting = [...this.waiting, { ...misplaced, target: undefined }];
  }

  /** Whether a blank line parts members from what is before them, and none from what follows. */
  private leadsOn({ from, to }: Misplaced): boolean {
    const { tokens } = this.stream;
    const linesBetween = (at: number) => (tokens[at]?.startLine ?? 0) - (tokens[at - 1]?.endLine ?? 0);
    return linesBetween(from) > 1 && linesBetween(to) === 1;
  }

  /** Puts members before the `}` that was read last. */
  private intoClosed({ from, to, blocks }: Misplaced): boolean {
    const { closed, tokens, state } = this;
    if (closed === null || closed.at !== tokens.length - 1 || !blocks.includes(closed.rule)) return false;
    const brace = tokens[closed.at];
    const inner = this.readAll(closed.before, from, to);
    if (brace === undefined || inner?.after(brace.tokenTypeIdx, false) !== state) return false;
    tokens.splice(closed.at, 0, ...this.stream.tokens.slice(from, to));
    this.noteMove(from, to);
    return true;
  }

  private place(isPlace: (waiting: Waiting) => boolean): void {
    for (const waiting of this.waiting.filter(isPlace)) {
      const next = this.readAll(this.state, waiting.from, waiting.to);
      // A member that is not written to its end would take what follows for the rest of it.
      if (next?.mayBegin !== true) continue;
      for (const token of this.stream.tokens.slice(waiting.from, waiting.to)) this.tokens.push(token);
      this.state = next;
      this.waiting = this.waiting.filter((other) => other !== waiting);
      this.noteMove(waiting.from, waiting.to);
    }
  }

  private readAll(start: ParserState, from: number, to: number): ParserState | null {
    let state: ParserState | null = start;
    for (let at = from; at < to && state !== null; at++) state = this.stream.read(state, at);
    return state;
  }

  private noteMove(from: number, to: number): void {
    const first = this.stream.tokens[from];
    const last = this.stream.tokens[to - 1];
    if (first === undefined || last === undefined) return;
    this.moved.push({ offset: first.startOffset, end: endOf(last) });
  }
}
