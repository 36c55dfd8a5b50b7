import type { LexerResult } from 'langium';
import type { Token } from '../automaton.js';
import type { Repair, RepairedTokens } from '../repair/token-repair.js';
import type { TextStretch } from './stretches.js';

/** Replaces a stretch of the text. */
export interface Replacement extends TextStretch {
  readonly text: string;
  /** Whether it leaves out lines as a whole, which a fix removes with their ends. */
  readonly wholeLines?: boolean;
}

/** Characters that are not part of a flow, such as those that come with a pasted text. */
export interface Slip {
  readonly offset: number;
  readonly length: number;
  readonly message: string;
  /** What is read instead. */
  readonly reads: readonly Replacement[];
  /** Title of the fix that writes it; null if the author must choose. */
  readonly fix: string | null;
  /** The stretch whose lines are one for the reader: nothing else is reported on them. Absent if there is none. */
  readonly covers?: TextStretch;
}

/** A text without the characters of its slips, on the same lines. */
export class CleanedText {
  readonly text: string;
  /** Offset in the file of each character of the text, and of its end. */
  private readonly starts: number[] = [];
  /** Offset in the file of the last character that each character of the text stands for. */
  private readonly ends: number[] = [];
  private readonly lineStarts: readonly number[];
  private readonly placed = new Set<Token>();

  constructor(
    written: string,
    readonly slips: readonly Slip[],
  ) {
    const edits = slips.flatMap(({ reads }) => reads).sort((a, b) => a.start - b.start);
    let text = '';
    let from = 0;
    const keep = (to: number) => {
      text += written.slice(from, to);
      for (; from < to; from++) {
        this.starts.push(from);
        this.ends.push(from);
      }
    };
    for (const edit of edits) {
      if (edit.start < from) continue;
      keep(edit.start);
      for (const character of edit.text) {
        text += character;
        this.starts.push(edit.start);
        this.ends.push(edit.end - 1);
      }
      while (from < edit.end) {
        if (/[\r\n]/.test(written.charAt(from))) keep(from + 1);
        else from++;
      }
    }
    keep(written.length);
    this.text = text;
    this.starts.push(written.length);
    this.ends.push(written.length);
    this.lineStarts = [0, ...[...written.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
  }

  /** Gives what was read from this text its places in the file. */
  place({ hidden, errors }: LexerResult, { tokens, repairs, moved }: RepairedTokens): RepairedTokens {
    for (const token of [...tokens, ...hidden, ...repairs.flatMap(tokensOf)]) this.placeToken(token);
    for (const error of errors) {
      const end = this.ends[error.offset + error.length - 1] ?? error.offset;
      error.offset = this.starts[error.offset] ?? error.offset;
      error.length = end + 1 - error.offset;
      error.column = this.columnOf(error.offset, error.line ?? 1);
    }
    const places = moved.map(({ offset, end }) => ({
      offset: this.starts[offset] ?? offset,
      end: (this.ends[end - 1] ?? end) + 1,
    }));
    return { tokens, repairs, moved: places };
  }

  private placeToken(token: Token): void {
    if (this.placed.has(token)) return;
    this.placed.add(token);
    const { startOffset, endOffset = startOffset, startLine, endLine = startLine } = token;
    token.startOffset = this.starts[startOffset] ?? startOffset;
    token.endOffset = this.ends[endOffset] ?? endOffset;
    if (startLine !== undefined) token.startColumn = this.columnOf(token.startOffset, startLine);
    if (endLine !== undefined) token.endColumn = this.columnOf(token.endOffset, endLine);
  }

  private columnOf(offset: number, line: number): number {
    return offset - (this.lineStarts[line - 1] ?? 0) + 1;
  }
}

function tokensOf({ edits, open }: Repair): Token[] {
  const ofEdits = edits.flatMap(({ found, before, after, next, line }) => [
    ...[found, before, after, next],
    ...[line?.moves?.first, line?.moves?.last, line?.moves?.before],
  ]);
  return [...ofEdits, open].filter((token) => token != null);
}
