import type { Token } from './automaton.js';
import { missingBraces } from './braces.js';
import { type Edit, RepairCosts, stands } from './repair-costs.js';
import { isNear, RepairSearch, type Start } from './repair-search.js';
import type { Expected, Situation, Situations } from './situation.js';
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
  readonly edits: readonly [PlacedEdit, ...PlacedEdit[]];
  /** What was read before the first edit. */
  readonly situation: Situation;
  /** The `{` that a missing `}` belongs to. */
  readonly open: Token | null;
}

/** Tokens that the grammar takes, and what was changed for it. */
export interface Mended {
  readonly tokens: Token[];
  readonly repairs: readonly Repair[];
}

/** A file with more mistakes is something else than it says; what follows is left to the parser. */
const mostRepairs = 100;
/** How far back an edit may lie from where reading stops. */
const mostBack = 30;

/** Makes tokens readable that are not. Where they are, they stay what they are. */
export function mend(tokens: Token[], situations: Situations, members: MemberStarts): Mended {
  const stream = new TokenStream(tokens, members);
  let situation = situations.start;
  let at = 0;
  while (at < tokens.length) {
    const next = stream.read(situation, at);
    if (next === null) break;
    situation = next;
    at++;
  }
  if (at === tokens.length && situation.mayEnd) return { tokens, repairs: [] };
  return new Mender(stream, situations.start).mend();
}

class Mender {
  private readonly tokens: Token[] = [];
  private readonly repairs: Repair[] = [];
  /** The situation before each token of the text, and how many tokens had been given out then. */
  private readonly before: { situation: Situation; given: number }[] = [];
  private readonly search: RepairSearch;
  private readonly closing: ReadonlySet<number>;
  /** Edits go back to where the last one ended, no further. */
  private mended = 0;

  constructor(
    private readonly stream: TokenStream,
    private situation: Situation,
  ) {
    this.closing = missingBraces(stream.tokens);
    this.search = new RepairSearch(stream, new RepairCosts(stream, this.closing));
  }

  mend(): Mended {
    const { stream } = this;
    let at = 0;
    while (at < stream.length || !this.situation.mayEnd) {
      this.before[at] = { situation: this.situation, given: this.tokens.length };
      const next = at < stream.length ? stream.read(this.situation, at) : null;
      if (next !== null) {
        this.give(stream.tokens[at], next);
        at++;
      } else {
        if (this.repairs.length >= mostRepairs) break;
        const reached = this.repair(at);
        if (reached === null) break;
        at = reached;
      }
    }
    this.tokens.push(...stream.tokens.slice(at).filter(({ tokenTypeIdx }) => tokenTypeIdx >= 0));
    return { tokens: this.tokens, repairs: this.repairs };
  }

  private give(token: Token | undefined, next: Situation): void {
    if (token !== undefined) this.tokens.push(token);
    this.situation = next;
  }

  /** Reads over the mistake at a token; gives where reading goes on, null where there is no more to read. */
  private repair(error: number): number | null {
    const found = this.search.find(this.starts(error), error);
    if (found === null) return this.passOver(error);
    const start = this.before[found.from];
    if (start === undefined) return null;
    this.tokens.length = start.given;
    this.situation = start.situation;
    let at = found.from;
    let first: Situation | undefined;
    for (const edit of found.edits) {
      for (; at < edit.index; at++) this.readOn(at);
      first ??= this.situation;
      if (edit.kind !== 'delete' && edit.wanted !== null) this.make(edit, edit.wanted);
      if (edit.kind !== 'insert') at++;
    }
    this.report(found.edits, first ?? this.situation, start.given);
    this.mended = at;
    return at;
  }

  private report(edits: readonly Edit[], situation: Situation, given: number): void {
    const [first, ...rest] = edits.map((edit): PlacedEdit => {
      const { tokens } = this.stream;
      const [before = null, found = null, after = null] = [-1, 0, 1].map((offset) => tokens[edit.index + offset]);
      return { ...edit, found, before, after };
    });
    if (first === undefined) return;
    const open = first.kind === 'insert' && first.wanted?.text === '}' ? this.innermostOpen(given) : null;
    this.repairs.push({ edits: [first, ...rest], situation, open });
  }

  private readOn(at: number): void {
    const next = this.stream.read(this.situation, at);
    this.before[at] = { situation: this.situation, given: this.tokens.length };
    if (next !== null) this.give(this.stream.tokens[at], next);
  }

  /** Gives out the token that an edit wants. A misspelt word stands for it; else nothing of the text does. */
  private make(edit: Edit, wanted: Expected): void {
    const next = this.situation.after(wanted.token, wanted.kind !== 'name');
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
    const first = Math.max(this.mended, error - mostBack);
    let oddity = 0;
    for (let at = this.mended; at <= error; at++) {
      const situation = this.before[at]?.situation;
      if (situation === undefined) continue;
      if (at >= first || this.closing.has(at)) starts.unshift({ at, situation, oddity });
      if (isNear(at, error)) oddity += this.stream.oddity(situation, at);
    }
    return starts;
  }

  /** Leaves out the rest of the line, or what reading can go on behind. */
  private passOver(error: number): number | null {
    if (error >= this.stream.length) return null;
    let at = error + 1;
    while (at < this.stream.length && !this.stream.startsLine(at) && this.stream.read(this.situation, at) === null)
      at++;
    const edits: Edit[] = [];
    for (let index = error; index < at; index++) edits.push({ kind: 'delete', index, wanted: null });
    this.report(edits, this.situation, this.tokens.length);
    this.mended = at;
    return at;
  }

  private innermostOpen(given: number): Token | null {
    let depth = 0;
    for (let index = given - 1; index >= 0; index--) {
      const token = this.tokens[index];
      const sign = token?.tokenType.name;
      if (sign === '}') depth++;
      else if (sign === '{' && depth-- === 0) return token ?? null;
    }
    return null;
  }
}
