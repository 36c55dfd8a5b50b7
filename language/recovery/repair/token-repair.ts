import type { Token } from '../automaton.js';
import type { ExpectedToken, ParserState, ParserStates } from '../parser-state.js';
import { endOf, type MemberStarts, startsLine, TokenStream, UNREADABLE } from '../token-stream.js';
import { missingBraces, missingHeads } from './braces.js';
import { intendedWord, isReadAs, mayMean } from './intended-words.js';
import { joinTokens } from './joined-tokens.js';
import { MemberLines } from './member-lines.js';
import { MisplacedClauses } from './misplaced-clauses.js';
import { RepairCosts } from './repair-costs.js';
import { isAround, RepairSearch, type Start } from './repair-search.js';
import type { Edit } from './token-edit.js';
import { TokenOutput } from './token-output.js';

/** An edit with the words at its position. */
export interface PlacedEdit extends Edit {
  /** The word that is deleted or replaced, or that something is missing before; null at the end of the file. */
  readonly found: Token | null;
  readonly before: Token | null;
  /** The token after the one that is deleted or replaced. */
  readonly after: Token | null;
  /** The token after the skipped part of a line. */
  readonly next: Token | null;
}

/** One mistake, and how it was read over. */
export interface Repair {
  /** In order of the text. */
  readonly edits: [PlacedEdit, ...PlacedEdit[]];
  /** The state before the first edit. */
  readonly state: ParserState;
  /** The `{` that a missing `}` belongs to. */
  readonly open: Token | null;
  /** Rules of the blocks around, the innermost first. */
  readonly blocks: readonly string[];
}

/** Tokens that the grammar takes, and what was changed for it. */
export interface RepairedTokens {
  readonly tokens: Token[];
  readonly repairs: readonly Repair[];
  /** Lines that are read in another block than the one they are in. */
  readonly moved: readonly MovedText[];
}

/** A stretch of the text, in UTF-16 units; `end` is exclusive. */
export interface MovedText {
  readonly offset: number;
  readonly end: number;
}

/** A file with more mistakes is something else than it says; what follows is left to the parser. */
const MAX_REPAIRS = 100;
/** How far an edit may be before the token at which reading stops. */
const MAX_BACK = 30;

/**
 * Makes tokens readable that the grammar does not take as they are (see `canRead`).
 * @param lex reads a part of the text again, which is no pattern of a capture
 */
export function repairTokens(
  text: string,
  tokens: Token[],
  parserStates: ParserStates,
  members: MemberStarts,
  lex: (pattern: Token) => readonly Token[],
): RepairedTokens {
  const joined = joinTokens(text, splitPatterns(tokens, lex));
  return new TokenRepairer(new TokenStream(text, joined, members), parserStates).repairAll();
}

/** Whether the grammar takes tokens as they are. */
export function canRead(
  text: string,
  tokens: readonly Token[],
  parserStates: ParserStates,
  members: MemberStarts,
): boolean {
  const stream = new TokenStream(text, tokens, members);
  let state = parserStates.start;
  for (let at = 0; at < tokens.length; at++) {
    const next = stream.read(state, at);
    if (next === null) return false;
    state = next;
  }
  return state.mayEnd;
}

/** Lexes again what looks like expressions outside captures: `next A / B / C`. */
function splitPatterns(tokens: readonly Token[], lex: (pattern: Token) => readonly Token[]): readonly Token[] {
  let depth = 0;
  let inCapture = false;
  let split = false;
  const parts = tokens.map((token, index) => {
    // A head at the start of a line counts, even if braces are missing above it.
    const isHead = depth === 0 || token.startColumn === 1;
    const isCapture = token.image === 'capture' || (token.tokenType.name === 'ID' && mayMean(token.image, 'capture'));
    if (isHead && (isCapture || /^(?:flow|model)$/.test(token.image))) {
      inCapture = isCapture;
      depth = 0;
    }
    if (token.image === '{') depth++;
    else if (token.image === '}') depth = Math.max(0, depth - 1);
    if (token.tokenType.name !== 'PATTERN' || inCapture || isOfCapture(tokens, index)) return [token];
    split = true;
    return lex(token);
  });
  return split ? parts.flat() : tokens;
}

/** Whether an expression is one of a capture, even without the line that begins the capture. */
function isOfCapture(tokens: readonly Token[], at: number): boolean {
  const [before, token, after] = [at - 1, at, at + 1].map((index) => tokens[index]);
  if (token === undefined || before === undefined) return false;
  if (startsLine(token, before) || before.image === '{') return after?.image === 'is';
  let first = at - 1;
  while (first > 0 && !startsLine(tokens[first] ?? token, tokens[first - 1])) first--;
  const word = tokens[first]?.image ?? '';
  return (
    (/^(?:after|line|more|until)$/.test(word) && first === at - 1) ||
    (word === 'participant' && tokens[first + 2]?.image === 'is')
  );
}

/** The parser state after the tokens of a text, which need not be complete. */
export function stateAfter(
  text: string,
  tokens: readonly Token[],
  parserStates: ParserStates,
  members: MemberStarts,
): ParserState {
  const joined = joinTokens(text, tokens);
  // A word that the author has just typed is a name only if it cannot be a keyword.
  const stream = new TokenStream(text, joined, members, joined.length - 1);
  return new TokenRepairer(stream, parserStates).stateAtEnd();
}

class TokenRepairer {
  private readonly repairs: Repair[] = [];
  private readonly output: TokenOutput;
  private readonly search: RepairSearch;
  private readonly closing: ReadonlySet<number>;
  /** Edits go back to where the last one ended, no further. */
  private repairedTo = 0;

  constructor(
    private readonly stream: TokenStream,
    states: ParserStates,
  ) {
    this.closing = missingBraces(stream.tokens);
    this.output = new TokenOutput(stream, states.start);
    this.search = new RepairSearch(
      stream,
      new RepairCosts(stream, this.closing, missingHeads(stream.tokens)),
      new MemberLines(stream, states),
      new MisplacedClauses(stream),
    );
  }

  repairAll(): RepairedTokens {
    const { stream, output } = this;
    const at = this.readTo(() => output.state.mayEnd);
    const rest = stream.tokens.slice(at).filter(({ tokenTypeIdx }) => tokenTypeIdx >= 0);
    return { tokens: output.tokens.concat(rest), repairs: this.repairs, moved: output.moved };
  }

  stateAtEnd(): ParserState {
    this.readTo(() => true);
    return this.output.state;
  }

  /** Reads the text to its end, and on until that is one; gives the index that reading stops at. */
  private readTo(isEnd: () => boolean): number {
    const { stream, output } = this;
    let at = 0;
    while (at < stream.length || !isEnd()) {
      const next = at < stream.length ? stream.read(output.state, at) : null;
      if (next !== null) {
        output.readOn(at);
        at++;
      } else {
        output.mark(at);
        if (this.repairs.length >= MAX_REPAIRS) break;
        const reached = this.repair(at);
        if (reached === null) break;
        at = reached;
      }
    }
    return at;
  }

  /** Reads over the mistake at a token; gives where reading continues, null if there is no more to read. */
  private repair(error: number): number | null {
    const found = this.search.find(this.starts(error), error, this.output.blocks[0] ?? '', error - this.repairedTo);
    if (found === null) return this.skipRest(error);
    if (!this.output.rewind(found.from)) return null;
    let at = found.from;
    for (const [index, edit] of found.edits.entries()) {
      const reads = at < edit.index;
      for (; at < edit.index; at++) this.output.readOn(at);
      this.report(edit, index > 0 && !(reads && this.isOnNewLine(found.edits[index - 1], edit)));
      if (edit.kind !== 'delete' && edit.wanted !== null) this.make(edit, edit.wanted);
      if (edit.line !== undefined) {
        if (edit.line.message === null) this.output.move({ from: at, to: edit.line.end, blocks: edit.line.blocks });
        at = edit.line.end;
      } else if (edit.kind !== 'insert') at++;
    }
    this.repairedTo = at;
    return at;
  }

  private isOnNewLine(previous: Edit | undefined, edit: Edit): boolean {
    return previous !== undefined && this.lineOf(previous) !== this.lineOf(edit);
  }

  /** The line of an edit: what is missing in front of a line is missing at the end of the one before. */
  private lineOf({ kind, index, wanted }: Edit): number | undefined {
    const { stream } = this;
    const above = kind === 'insert' && wanted?.begins !== true && stream.startsLine(index);
    return stream.tokens[above ? index - 1 : index]?.startLine;
  }

  /** @param continues whether it fixes the same mistake as the edit before it */
  private report(edit: Edit, continues: boolean): void {
    const [before = null, found = null, after = null] = [-1, 0, 1].map((o) => this.stream.tokens[edit.index + o]);
    const next = (edit.line === undefined ? undefined : this.stream.tokens[edit.line.end]) ?? null;
    const placed = { ...edit, found, before, after, next };
    const isOfLast = continues || this.continuesList(edit);
    const last =
      this.opened(edit) ?? this.unwrapped(edit) ?? this.branched(edit) ?? (isOfLast ? this.repairs.at(-1) : undefined);
    if (last !== undefined) {
      last.edits.push(placed);
      return;
    }
    const { state, blocks } = this.output;
    const open = edit.kind === 'insert' && edit.wanted?.text === '}' ? this.output.innermostOpen() : null;
    this.repairs.push({ edits: [placed], state, open, blocks });
  }

  /** The repair of the bracket in place of a `{` that an edit closes; undefined for other edits. */
  private opened({ kind, wanted }: Edit): Repair | undefined {
    const brace = kind === 'replace' && wanted?.text === '}' ? this.output.innermostOpen() : null;
    if (brace === null) return undefined;
    return this.repairs.findLast(
      ({ edits: [first] }) => first.kind === 'replace' && first.found?.startOffset === brace.startOffset,
    );
  }

  /** The repair that leaves out the bracket of a block that has no place in Confer, for its other one; undefined for other edits. */
  private unwrapped({ kind, index }: Edit): Repair | undefined {
    const found = this.stream.tokens[index];
    const opening = { '}': '{', ']': '[', ')': '(' }[found?.image ?? ''];
    if (kind !== 'delete' || opening === undefined || found?.tokenTypeIdx !== UNREADABLE) return undefined;
    return this.repairs.findLast(({ edits }) =>
      edits.some((edit) => edit.kind === 'delete' && edit.found?.image.endsWith(opening) === true),
    );
  }

  /** The repair of a block's head, if the edit removes its next branch, `} else {`; otherwise undefined. */
  private branched({ kind, index }: Edit): Repair | undefined {
    const found = this.stream.tokens[index];
    if (kind !== 'delete' || found?.tokenTypeIdx !== UNREADABLE || !/^(?:\}\s*\S|else\b)/.test(found.image))
      return undefined;
    const last = this.repairs.at(-1);
    const head = last?.edits[0].found;
    return head?.startColumn === found.startColumn && head?.startLine !== found.startLine ? last : undefined;
  }

  /** Whether an edit is of the same list of states as the one before it: on lines of their own, or with marks. */
  private continuesList(edit: Edit): boolean {
    const last = this.repairs.at(-1)?.edits.at(-1);
    const isItem = ({ kind, wanted, index }: Edit) =>
      wanted === null
        ? kind === 'delete' && /(?:^[-*•]|\{)$/.test(this.stream.imageAt(index))
        : wanted.rule === 'StateList' && wanted.text === ',';
    const isOfStates = this.output.state.expected.some(({ rule }) => rule === 'StateList');
    return isOfStates && last !== undefined && isItem(last) && isItem(edit) && edit.index - last.index < 4;
  }

  /** Emits the token that an edit wants: a misspelled word of the text in its place, otherwise one without text. */
  private make(edit: Edit, wanted: ExpectedToken): void {
    const { output } = this;
    const next = output.state.after(wanted.token, wanted.kind !== 'name');
    const found = this.stream.tokens[edit.index];
    if (next === null) return;
    const { type } = wanted;
    if (found !== undefined && isReadAs(edit, found, wanted)) {
      output.give(
        { ...found, image: intendedWord(found.image, wanted), tokenType: type, tokenTypeIdx: wanted.token },
        next,
      );
      return;
    }
    const last = output.tokens.at(-1);
    const offset = endOf(last);
    const inserted = { image: '', startOffset: offset, endOffset: offset, tokenType: type, tokenTypeIdx: wanted.token };
    output.give({ ...inserted, isInsertedInRecovery: true }, next);
  }

  /** Positions that an edit may have, from the mistake backwards, and the one that the indentation suggests. */
  private starts(error: number): Start[] {
    const starts: Start[] = [];
    const first = Math.max(this.repairedTo, error - MAX_BACK);
    let penalty = 0;
    for (let at = this.repairedTo; at <= error; at++) {
      const state = this.output.stateBefore(at);
      if (state === undefined) continue;
      if (at >= first || this.closing.has(at)) starts.unshift({ at, state, penalty });
      if (isAround(at, error)) penalty += this.stream.penalty(state, at, this.stream.imageAt(at - 1) === ',');
    }
    return starts;
  }

  /** Skips the rest of the line, or as much as parsing needs to continue. */
  private skipRest(error: number): number | null {
    if (error >= this.stream.length) return null;
    const line = this.lineStart(error);
    if (line !== null) return this.leaveOut(line, error);
    let at = error + 1;
    while (at < this.stream.length && !this.stream.startsLine(at) && this.stream.read(this.output.state, at) === null)
      at++;
    for (let index = error; index < at; index++) {
      this.report({ kind: 'delete', index, wanted: null }, index > error);
    }
    this.repairedTo = at;
    return at;
  }

  /** The start of a token's line, if a member begins there and opens no block; otherwise null. */
  private lineStart(at: number): number | null {
    const { stream, output } = this;
    let start = at;
    while (start > this.repairedTo && !stream.startsLine(start)) start--;
    const isMember = stream.startsLine(start) && output.stateBefore(start)?.mayBegin === true;
    return isMember && !/^[{}]$/.test(stream.imageAt(stream.lineEnd(at) - 1)) ? start : null;
  }

  /** Leaves out a line; the mistake is reported where reading stopped. */
  private leaveOut(start: number, error: number): number | null {
    const end = this.stream.lineEnd(error);
    this.report({ kind: 'delete', index: error, wanted: null }, false);
    for (let index = start; index < end; index++) this.report({ kind: 'delete', index, wanted: null }, true);
    this.repairedTo = end;
    return this.output.rewind(start) ? end : null;
  }
}
