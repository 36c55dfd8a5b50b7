import type { Token } from './automaton.js';
import { missingBraces } from './braces.js';
import type { ExpectedToken, ParserState, ParserStates } from './parser-state.js';
import { type Edit, RepairCosts, stands } from './repair-costs.js';
import { isAround, RepairSearch, type Start } from './repair-search.js';
import { type MemberStarts, TokenStream } from './token-stream.js';

/** An edit with the words it stands at. */
export interface PlacedEdit extends Edit {
  /** The word that is deleted or replaced, or that something is missing before; null at the end of the file. */
  readonly found: Token | null;
  readonly before: Token | null;
  /** What follows the word that is deleted or replaced. */
  readonly after: Token | null;
}

/** One mistake, and how it was read over. */
export interface Repair {
  /** In order of the text. */
  readonly edits: [PlacedEdit, ...PlacedEdit[]];
  /** What was read before the first edit. */
  readonly state: ParserState;
  /** The `{` that a missing `}` belongs to. */
  readonly open: Token | null;
}

/** Tokens that the grammar takes, and what was changed for it. */
export interface RepairedTokens {
  readonly tokens: Token[];
  readonly repairs: readonly Repair[];
}

/** A file with more mistakes is something else than it says; what follows is left to the parser. */
const MAX_REPAIRS = 100;
/** How far back an edit may lie from where reading stops. */
const MAX_BACK = 30;

/** Makes tokens readable that are not. Where they are, they stay what they are. */
export function repairTokens(tokens: Token[], parserStates: ParserStates, members: MemberStarts): RepairedTokens {
  const stream = new TokenStream(tokens, members);
  let state = parserStates.start;
  let at = 0;
  while (at < tokens.length) {
    const next = stream.read(state, at);
    if (next === null) break;
    state = next;
    at++;
  }
  if (at === tokens.length && state.mayEnd) return { tokens, repairs: [] };
  return new TokenRepairer(stream, parserStates.start).repairAll();
}

class TokenRepairer {
  private readonly tokens: Token[] = [];
  private readonly repairs: Repair[] = [];
  /** The state before each token of the text, and how many tokens had been given out then. */
  private readonly before: { state: ParserState; given: number }[] = [];
  private readonly search: RepairSearch;
  private readonly closing: ReadonlySet<number>;
  /** Edits go back to where the last one ended, no further. */
  private mended = 0;

  constructor(
    private readonly stream: TokenStream,
    private state: ParserState,
  ) {
    this.closing = missingBraces(stream.tokens);
    this.search = new RepairSearch(stream, new RepairCosts(stream, this.closing));
  }

  repairAll(): RepairedTokens {
    const { stream } = this;
    let at = 0;
    while (at < stream.length || !this.state.mayEnd) {
      this.before[at] = { state: this.state, given: this.tokens.length };
      const next = at < stream.length ? stream.read(this.state, at) : null;
      if (next !== null) {
        this.give(stream.tokens[at], next);
        at++;
      } else {
        if (this.repairs.length >= MAX_REPAIRS) break;
        const reached = this.repair(at);
        if (reached === null) break;
        at = reached;
      }
    }
    this.tokens.push(...stream.tokens.slice(at).filter(({ tokenTypeIdx }) => tokenTypeIdx >= 0));
    return { tokens: this.tokens, repairs: this.repairs };
  }

  private give(token: Token | undefined, next: ParserState): void {
    if (token !== undefined) this.tokens.push(token);
    this.state = next;
  }

  /** Reads over the mistake at a token; gives where reading goes on, null where there is no more to read. */
  private repair(error: number): number | null {
    const found = this.search.find(this.starts(error), error);
    if (found === null) return this.passOver(error);
    const start = this.before[found.from];
    if (start === undefined) return null;
    this.tokens.length = start.given;
    this.state = start.state;
    let at = found.from;
    for (const [index, edit] of found.edits.entries()) {
      const reads = at < edit.index;
      for (; at < edit.index; at++) this.readOn(at);
      this.report(edit, index > 0 && !(reads && this.isOnNewLine(found.edits[index - 1], edit)));
      if (edit.kind !== 'delete' && edit.wanted !== null) this.make(edit, edit.wanted);
      if (edit.kind !== 'insert') at++;
    }
    this.mended = at;
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

  /** @param goesOn whether it mends the same mistake as the edit before it */
  private report(edit: Edit, goesOn: boolean): void {
    const [before = null, found = null, after = null] = [-1, 0, 1].map((o) => this.stream.tokens[edit.index + o]);
    const placed = { ...edit, found, before, after };
    const last = this.repairs.at(-1);
    if (goesOn && last !== undefined) {
      last.edits.push(placed);
      return;
    }
    const open = edit.kind === 'insert' && edit.wanted?.text === '}' ? this.innermostOpen() : null;
    this.repairs.push({ edits: [placed], state: this.state, open });
  }

  private readOn(at: number): void {
    const next = this.stream.read(this.state, at);
    this.before[at] = { state: this.state, given: this.tokens.length };
    if (next !== null) this.give(this.stream.tokens[at], next);
  }

  /** Gives out the token that an edit wants. A misspelt word stands for it; else nothing of the text does. */
  private make(edit: Edit, wanted: ExpectedToken): void {
    const next = this.state.after(wanted.token, wanted.kind !== 'name');
    const found = this.stream.tokens[edit.index];
    if (next === null) return;
    const { type } = wanted;
    if (found !== undefined && stands(edit, found, wanted)) {
      this.give({ ...found, image: wanted.text, tokenType: type, tokenTypeIdx: wanted.token }, next);
      return;
    }
    const last = this.tokens.at(-1);
    const offset = last === undefined ? 0 : (last.endOffset ?? last.startOffset) + 1;
    const inserted = { image: '', startOffset: offset, endOffset: offset, tokenType: type, tokenTypeIdx: wanted.token };
    this.give({ ...inserted, isInsertedInRecovery: true }, next);
  }

  /** Places that an edit may stand at, from the mistake backwards, and the one that the indentation points to. */
  private starts(error: number): Start[] {
    const starts: Start[] = [];
    const first = Math.max(this.mended, error - MAX_BACK);
    let penalty = 0;
    for (let at = this.mended; at <= error; at++) {
      const state = this.before[at]?.state;
      if (state === undefined) continue;
      if (at >= first || this.closing.has(at)) starts.unshift({ at, state, penalty });
      if (isAround(at, error)) penalty += this.stream.penalty(state, at);
    }
    return starts;
  }

  /** Leaves out the rest of the line, or what reading can go on behind. */
  private passOver(error: number): number | null {
    if (error >= this.stream.length) return null;
    let at = error + 1;
    while (at < this.stream.length && !this.stream.startsLine(at) && this.stream.read(this.state, at) === null) at++;
    for (let index = error; index < at; index++) {
      this.report({ kind: 'delete', index, wanted: null }, index > error);
    }
    this.mended = at;
    return at;
  }

  private innermostOpen(): Token | null {
    let depth = 0;
    for (let index = this.tokens.length - 1; index >= 0; index--) {
      const token = this.tokens[index];
      const sign = token?.tokenType.name;
      if (sign === '}') depth++;
      else if (sign === '{' && depth-- === 0) return token ?? null;
    }
    return null;
  }
}
