import { editDistance } from '../../check/index.js';
import type { Token } from './automaton.js';
import type { ExpectedToken } from './parser-state.js';
import { type TokenStream, UNREADABLE } from './token-stream.js';

/** A change that lets reading go on. */
export interface Edit {
  readonly kind: 'insert' | 'delete' | 'replace';
  /** The token that is deleted or replaced, or that something is missing before. */
  readonly index: number;
  /** What is missing there. */
  readonly wanted: ExpectedToken | null;
}

const word = /^[_a-zA-Z\u00aa-\uffdc]/;

/**
 * How unlikely it is that an author meant a text to read as an edit makes it, in tenths of a missing sign. What is left
 * out at the end of a line is likelier than in its midst, a misspelt word likelier than another one.
 */
export class RepairCosts {
  /**
   * @param closing tokens before which the indentation says that a `}` is missing
   */
  constructor(
    private readonly stream: TokenStream,
    private readonly closing: ReadonlySet<number>,
  ) {}

  /** @param again whether something else is missing right before it */
  insert({ kind, text, begins }: ExpectedToken, index: number, again: boolean): number {
    const atEnd = this.stream.startsLine(index) || this.imageOf(index) === '}';
    if (text === '}') return this.closing.has(index) ? 3 : this.stream.startsLine(index) ? 8 : 13;
    // Between two words of a list a comma is missing sooner than a colon.
    const cost = text === ':' ? 11 : { sign: 10, word: 12, name: 11, literal: 11 }[kind];
    if (begins && !this.stream.startsLine(index)) return cost + 10;
    if (again) return kind === 'word' ? 7 : 4;
    return atEnd && kind !== 'sign' && !begins ? cost - (kind === 'word' ? 2 : 4) : cost;
  }

  /** @param again whether the token before it is deleted too */
  delete(index: number, again: boolean): number {
    const image = this.imageOf(index);
    if (this.stream.typeAt(index) === UNREADABLE) return 9;
    if (word.test(image)) return image === this.imageOf(index - 1) ? 8 : again ? 12 : 20;
    if (/^["\d-]\S/.test(image) || /^\d/.test(image)) return again ? 12 : 18;
    return again ? 8 : 13;
  }

  replace(index: number, wanted: ExpectedToken): number {
    const image = this.imageOf(index);
    if (this.stream.typeAt(index) === UNREADABLE) return ofUnreadable(image, wanted);
    if (word.test(image)) {
      const ofLanguage = this.isWordOfLanguage(index);
      const forSign = ofLanguage && !this.stream.startsLine(index) ? 16 : 26;
      if (wanted.kind === 'word') return isNear(image, wanted.text) ? (ofLanguage ? 18 : 6) : 20;
      return wanted.kind === 'literal' ? 17 : wanted.kind === 'name' ? 15 : forSign;
    }
    const literal = /^"|^-?\d/.test(image);
    if (literal) return wanted.kind === 'literal' ? 10 : wanted.kind === 'name' ? 17 : 30;
    return wanted.kind === 'sign' ? 12 : wanted.kind === 'word' ? 24 : 20;
  }

  private isWordOfLanguage(index: number): boolean {
    const token = this.stream.tokens[index];
    return token !== undefined && token.tokenType.name === token.image;
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

/** Whether a word of the text is taken for the one that is wanted, not only passed over. */
export function stands({ kind }: Edit, found: Token, wanted: ExpectedToken): boolean {
  return kind === 'replace' && (wanted.kind === 'sign' || (wanted.kind === 'word' && isNear(found.image, wanted.text)));
}

/** Whether characters that are no sign of the language look like an arrow. */
export function looksLikeArrow(image: string): boolean {
  return /^(?:[-=~]+>?|<[-=~]+>?|[–—→⟶⇒↦⟹➔])$/.test(image);
}

function ofUnreadable(image: string, { kind, text }: ExpectedToken): number {
  if (text === '->' && looksLikeArrow(image)) return image === '=' ? 9 : 4;
  if (image.startsWith('=') && (text === ':' || text === 'is')) return 7;
  return kind === 'sign' ? 11 : kind === 'word' ? 14 : 13;
}
