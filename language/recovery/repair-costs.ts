import { editDistance } from '../../check/index.js';
import type { Token } from './automaton.js';
import type { ExpectedToken } from './parser-state.js';
import { type TokenStream, UNREADABLE } from './token-stream.js';

/** A change that lets reading go on. */
export interface Edit {
  /** `line`: a whole line is passed over, a member of another block or a line of another notation. */
  readonly kind: 'insert' | 'delete' | 'replace' | 'line';
  /** The token that is deleted or replaced, that begins the line, or that something is missing before. */
  readonly index: number;
  /** What is missing there. */
  readonly wanted: ExpectedToken | null;
  readonly line?: PassedLine;
}

/** A line that is passed over. */
export interface PassedLine {
  /** Index after its last token. */
  readonly end: number;
  /** Rules of the blocks that it is a member of; none for a line of another notation. */
  readonly blocks: readonly string[];
  /** What is said of a line of another notation. */
  readonly foreign: string | null;
}

const word = /^[_a-zA-Z\u00aa-\uffdc]/;

/**
 * How unlikely it is that an author meant a text to read as an edit makes it, in tenths of a missing sign. What is left
 * out at the end of a line is likelier than in its midst, a misspelt word likelier than another one.
 */
export class RepairCosts {
  /** What it costs to replace a token, by its index and by what is wanted: a search asks from many states. */
  private readonly replacements: Map<number, number>[] = [];

  /**
   * @param closing tokens before which the indentation says that a `}` is missing
   * @param opening tokens before which it says that a line is missing that opens their block
   */
  constructor(
    private readonly stream: TokenStream,
    private readonly closing: ReadonlySet<number>,
    private readonly opening: ReadonlySet<number>,
  ) {}

  /** @param within whether the mistake stands after the first two tokens of the line */
  line({ foreign }: PassedLine, within: boolean): number {
    return foreign !== null ? 5 : within ? 20 : 11;
  }

  /** @param again whether something else is missing right before it */
  insert({ kind, text, begins }: ExpectedToken, index: number, again: boolean): number {
    const atEnd = this.stream.startsLine(index) || this.imageOf(index) === '}';
    if (text === '}') return this.closing.has(index) ? 2 : this.stream.startsLine(index) ? 8 : 13;
    // Between two words of a list a comma is missing sooner than a colon.
    const cost = text === ':' ? 11 : { sign: 10, word: 12, name: 11, literal: 11 }[kind];
    if (begins && !this.stream.startsLine(index)) return cost + 10;
    if (this.opening.has(index)) return text === '{' && !again ? this.ofBrace(index) : begins || again ? 3 : cost;
    if (again) return kind === 'word' ? 7 : 4;
    return atEnd && kind !== 'sign' && !begins ? cost - (kind === 'word' ? 2 : 4) : cost;
  }

  /** What it costs that a block's `{` is missing before its first line: a blank line says that its head is too. */
  private ofBrace(index: number): number {
    const [before, first] = [this.stream.tokens[index - 1], this.stream.tokens[index]];
    return (first?.startLine ?? 0) > (before?.endLine ?? 0) + 1 ? 10 : 2;
  }

  /** @param again whether the token before it is deleted too */
  delete(index: number, again: boolean): number {
    const image = this.imageOf(index);
    if (isComment(image)) return 2;
    if (this.stream.typeAt(index) === UNREADABLE) return 9;
    // Conditions stand without the parentheses of other languages.
    const [before, after] = [this.imageOf(index - 1), this.imageOf(index + 1)];
    if (image === '(' && /^(?:if|when|needs)$/.test(before)) return 3;
    if (image === ')' && after === '{') return 5;
    if (word.test(image)) return image === this.imageOf(index - 1) ? 8 : again ? 12 : 20;
    if (/^["\d-]\S/.test(image) || /^\d/.test(image)) return again ? 12 : 18;
    return again ? 8 : 13;
  }

  replace(index: number, wanted: ExpectedToken): number {
    const known = (this.replacements[index] ??= new Map<number, number>());
    // A token is of one kind wherever the grammar has it.
    const key = wanted.token * 2 + (wanted.begins ? 1 : 0);
    let cost = known.get(key);
    if (cost === undefined) {
      cost = this.replacement(index, wanted);
      known.set(key, cost);
    }
    return cost;
  }

  private replacement(index: number, wanted: ExpectedToken): number {
    const image = this.imageOf(index);
    if (this.stream.typeAt(index) === UNREADABLE) return ofUnreadable(image, wanted);
    if (word.test(image)) {
      const ofLanguage = this.stream.isWordOfLanguage(index);
      const forSign = ofLanguage && !this.stream.startsLine(index) ? 16 : 26;
      if (wanted.kind === 'word') return isMeant(image, wanted.text) ? (ofLanguage ? 18 : 6) : 20;
      return wanted.kind === 'literal' ? 17 : wanted.kind === 'name' ? 15 : forSign;
    }
    if (wanted.kind === 'name' && QUOTED_NAME.test(image)) {
      return wanted.begins && !this.stream.startsLine(index) ? 20 : 5;
    }
    const literal = /^"|^-?\d/.test(image);
    if (literal) return wanted.kind === 'literal' ? 10 : wanted.kind === 'name' ? 17 : 30;
    if (image === ':' && wanted.text === 'is') return 9;
    return wanted.kind === 'sign' ? 12 : wanted.kind === 'word' ? 24 : 20;
  }

  private imageOf(index: number): string {
    return this.stream.tokens[index]?.image ?? '';
  }
}

/** Whether a word is another one misspelt, or not written to its end. */
export function isNear(image: string, wanted: string): boolean {
  if (image.length < 2 || image === wanted) return false;
  if (image.length > 2 && (wanted.startsWith(image) || image.startsWith(wanted))) return true;
  return editDistance(image.toLowerCase(), wanted) <= (Math.min(image.length, wanted.length) > 3 ? 2 : 1);
}

/** Words of other notations, and Confer's for the same. */
const SYNONYMS: Readonly<Record<string, string>> = {
  actor: 'party',
  extends: 'follows',
  goto: 'next',
  if: 'when',
  implements: 'follows',
  include: 'import',
  participant: 'party',
  requires: 'needs',
  use: 'import',
};

/** Whether a word is one of another notation for one of Confer's. */
export function isSynonym(image: string, wanted: string): boolean {
  return SYNONYMS[image.toLowerCase()] === wanted;
}

/** Whether a word is meant as another one: misspelt, or another notation's. */
export function isMeant(image: string, wanted: string): boolean {
  return isNear(image, wanted) || isSynonym(image, wanted);
}

const QUOTED_NAME = /^"[\p{L}_][\p{L}\p{N}_]*"$/u;
const JOINED_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]+$/u;

/** Whether a text is a name in quotes, or one with signs or a first digit that a name cannot have. */
export function isNearlyName(image: string): boolean {
  return QUOTED_NAME.test(image) || (JOINED_NAME.test(image) && (/[-.]/.test(image) || /^\p{N}/u.test(image)));
}

/** A name as Confer writes it that stands for what is nearly one. */
export function writableName(image: string): string {
  if (image.startsWith('"')) return image.slice(1, -1);
  const [, digits = '', rest = ''] = /^(\p{N}+)(.*)$/u.exec(image) ?? ['', '', image];
  return `${rest.replace(/^[-.]+/, '')}${digits}`.replace(/[-.]+/g, '_');
}

/** Whether a word of the text is taken for the one that is wanted, not only passed over. */
export function stands({ kind }: Edit, found: Token, wanted: ExpectedToken): boolean {
  if (kind !== 'replace') return false;
  if (wanted.kind === 'name') return isNearlyName(found.image);
  return wanted.kind === 'sign' || (wanted.kind === 'word' && isMeant(found.image, wanted.text));
}

/** The text that a word of the text stands for. */
export function meantWord(image: string, { kind, text }: ExpectedToken): string {
  if (kind !== 'name') return text;
  return image.startsWith('"') ? writableName(image) : image;
}

/** Whether characters that are no sign of the language look like an arrow. */
export function looksLikeArrow(image: string): boolean {
  return /^(?:[-=~.]+>{0,2}|<{1,2}[-=~.]+>{0,2}|[–—→⟶⇒↦⟹➔])$/.test(image);
}

/** Whether an arrow of another notation points both ways. */
export function isTwoWay(image: string): boolean {
  return /^<.*>$/.test(image);
}

/** Whether characters are a comment of another notation, up to the end of its line. */
export function isComment(image: string): boolean {
  return /^(?:#|%%)/.test(image);
}

function ofUnreadable(image: string, { kind, text }: ExpectedToken): number {
  if (isComment(image)) return 40;
  if (text === '<->' && isTwoWay(image)) return 3;
  if (text === '->' && looksLikeArrow(image)) return image === '=' ? 9 : 4;
  if (kind === 'name' && isNearlyName(image)) return 4;
  if (image.startsWith('=') && (text === ':' || text === 'is')) return 7;
  return kind === 'sign' ? 11 : kind === 'word' ? 14 : 13;
}
