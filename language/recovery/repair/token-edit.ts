import type { Token } from '../automaton.js';
import type { ExpectedToken } from '../parser-state.js';

/** A change of the tokens that lets parsing continue. */
export interface Edit {
  /** `line`: a line or a part of it is skipped: a member of another block, another notation, a part out of place. */
  readonly kind: 'insert' | 'delete' | 'replace' | 'line';
  /** The token that is deleted or replaced, that begins the line, or that something is missing before. */
  readonly index: number;
  /** The token that is missing. */
  readonly wanted: ExpectedToken | null;
  readonly line?: PassedLine;
}

/** A line, or a part of one, that is skipped. */
export interface PassedLine {
  /** Index after its last token. */
  readonly end: number;
  /** Rules of the blocks that it is a member of; none if it is no member. */
  readonly blocks: readonly string[];
  /** The message about it; null for a member of another block. */
  readonly message: string | null;
  /** The part that must move for the line to be in order; absent if none must. */
  readonly moves?: MovedPart;
  /** The last token of a part that is one too many; absent if removing the part is not the remedy. */
  readonly removes?: Token;
  /** The last token of a line that is not written to its end, which is marked in place of its first one. */
  readonly marks?: Token;
}

/** A part of a line that belongs before another one: its first and last token, and the first of the other. */
export interface MovedPart {
  readonly first: Token;
  readonly last: Token;
  readonly before: Token;
}
