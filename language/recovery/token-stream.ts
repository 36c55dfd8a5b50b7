import { restOfLine } from '../../timeline/types/text-lines.js';
import type { GrammarAutomaton, Token } from './automaton.js';
import type { ParserState } from './parser-state.js';

/** Type of characters that are no word of the language. */
export const UNREADABLE = -1;

/** The type of such characters. */
export const UNREADABLE_TYPE: Token['tokenType'] = { name: 'unreadable', tokenTypeIdx: UNREADABLE };

/** More of a line is not looked at, in UTF-16 units. */
const MAX_SHOWN_LINE = 1_000;

/**
 * Words that begin a member, each with what may follow it there. A word of the language may be a name too: one of these
 * that begins a line and is followed, in that line, by what such a member needs is no name.
 */
export class MemberStarts {
  private readonly followers = new Map<number, Set<number>>();

  constructor({ members }: GrammarAutomaton) {
    for (const { wanted, next } of members) {
      const followers = this.followers.get(wanted.token) ?? new Set();
      this.followers.set(wanted.token, followers);
      // Where a name is allowed, words of the language prove nothing.
      for (const { kind, token } of next) if (kind !== 'sign') followers.add(token);
    }
  }

  /** Whether a member begins with these two. */
  has(token: number, next: number): boolean {
    return this.followers.get(token)?.has(next) === true;
  }
}

/** Whether a token is the first of its line. */
export function startsLine(token: Token, before: Token | null | undefined): boolean {
  return before == null || (token.startLine ?? 0) > (before.endLine ?? 0);
}

/** The offset after a token; 0 if there is none, at the beginning of a text. */
export function endOf(token: Pick<Token, 'startOffset' | 'endOffset'> | null | undefined): number {
  return token == null ? 0 : (token.endOffset ?? token.startOffset) + 1;
}

/** The tokens of a text as the grammar's parserStates read them. */
export class TokenStream {
  private words: ReadonlySet<string> | undefined;
  private declared: ReadonlyMap<string, string> | undefined;

  constructor(
    readonly text: string,
    readonly tokens: readonly Token[],
    private readonly members: MemberStarts,
    /** Index of a word of the language that is no name if it can be that word; -1 for none. */
    private readonly keyword = -1,
  ) {}

  get length(): number {
    return this.tokens.length;
  }

  typeAt(index: number): number {
    return this.tokens[index]?.tokenTypeIdx ?? UNREADABLE;
  }

  /** The index after the last token of a token's line. */
  lineEnd(index: number): number {
    let end = index + 1;
    while (!this.startsLine(end)) end++;
    return end;
  }

  /** Index after the `}` of a block, from the first token in it; null if nothing closes it. */
  blockEnd(start: number): number | null {
    let depth = 1;
    for (let at = start; at < this.length; at++) {
      const image = this.imageAt(at);
      if (image === '{') depth++;
      else if (image === '}' && --depth === 0) return at + 1;
    }
    return null;
  }

  /** The text of the line that a token begins, from it on. */
  lineAt(index: number): string {
    const start = this.tokens[index]?.startOffset ?? this.text.length;
    return restOfLine(this.text, start, MAX_SHOWN_LINE).trimEnd();
  }

  /** Whether a word occurs anywhere in the text. */
  hasWord(word: string): boolean {
    this.words ??= new Set(this.tokens.map(({ image }) => image));
    return this.words.has(word);
  }

  /** Whether a token is the name of a party or a system. */
  isRole(index: number): boolean {
    return /^(?:party|system)$/.test(this.wordBefore(this.imageAt(index)));
  }

  /** Whether a token is the name of a phase. */
  isPhase(index: number): boolean {
    return this.wordBefore(this.imageAt(index)) === 'phase';
  }

  /** Whether a token is the name of a state. */
  isState(index: number): boolean {
    return this.wordBefore(this.imageAt(index)) === 'states';
  }

  /** The word that a name is first declared with, such as `phase`; empty for none. */
  private wordBefore(name: string): string {
    this.declared ??= this.declarations();
    return this.declared.get(name) ?? '';
  }

  /** Words that names are declared with, by name; of several the first. */
  private declarations(): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    let list = false;
    for (const [at, { image }] of this.tokens.entries()) {
      if (this.startsLine(at)) list = image === 'states';
      const word = this.imageAt(at - 1);
      const declares = /^(?:party|phase|system)$/.test(word) ? word : list && /^\w/.test(image) ? 'states' : null;
      if (declares !== null && image !== 'states' && image !== 'pending' && !found.has(image))
        found.set(image, declares);
    }
    return found;
  }

  /** The text of a token; empty after the last one. */
  imageAt(index: number): string {
    return this.tokens[index]?.image ?? '';
  }

  /** Whether a token is a word of the language, even if it is meant as a name. */
  isWordOfLanguage(index: number): boolean {
    const token = this.tokens[index];
    return token !== undefined && token.tokenType.name === token.image && /^\w/.test(token.image);
  }

  /** Whether a token is the first of its line; the end of the text is. */
  startsLine(index: number): boolean {
    const token = this.tokens[index];
    return token === undefined || startsLine(token, this.tokens[index - 1]);
  }

  /** Whether a word of the language is that word for sure. */
  startsMember(index: number): boolean {
    return this.startsLine(index) && this.beginsMember(index);
  }

  /** Whether a word of the language and the word after it in its line would begin a member, at the start of a line. */
  beginsMember(index: number): boolean {
    return !this.startsLine(index + 1) && this.members.has(this.typeAt(index), this.typeAt(index + 1));
  }

  /** The state after a token; null if it is not allowed there. */
  read(state: ParserState, index: number): ParserState | null {
    const type = this.typeAt(index);
    if (type === UNREADABLE) return null;
    const asWord = index === this.keyword ? state.after(type, true) : null;
    return asWord ?? state.after(type, this.startsMember(index));
  }

  /** Whether a token begins a line of a list of states, deeper than the word that begins the list. */
  isListed(index: number): boolean {
    if (!this.startsLine(index)) return false;
    const isItem = (at: number) =>
      /^(?:[-*•,{]|pending)$/.test(this.imageAt(at)) ||
      (!this.isWordOfLanguage(at) && /^[\w\u00aa-\uffdc]/.test(this.imageAt(at)));
    let start = index - 1;
    while (start > 0 && (isItem(start) || !this.startsLine(start))) start--;
    const indentation = this.tokens[start]?.startColumn ?? 0;
    return this.imageAt(start) === 'states' && (this.tokens[index]?.startColumn ?? 0) > indentation;
  }

  /** How unlikely it is that a token is meant as it is read there. */
  penalty(state: ParserState, index: number, withinLine = false): number {
    const begins = !withinLine && this.startsLine(index) && !this.isListed(index);
    return state.penalty(this.typeAt(index), begins);
  }
}
