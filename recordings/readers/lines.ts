/** Lines over this many bytes are not kept. */
export const MAX_LINE_BYTES = 1_048_576;

const LINES_BETWEEN_LOOKS = 64;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** A line as a range of a larger text. */
export interface LinePart {
  readonly bytes: Uint8Array;
  /** The decoded bytes; null if bytes and characters differ in number. */
  readonly text: string | null;
  readonly from: number;
  readonly to: number;
}

/** Whole lines that wait. */
interface Piece {
  readonly bytes: Uint8Array;
  /** Null if the bytes are not as many as its characters. */
  readonly text: string | null;
  /** Bytes of a character. */
  readonly unit: number;
  /** Where its first line begins, which may be before the piece. */
  readonly lineOffset: number;
  readonly offset: number;
  readonly isFirstTooLong: boolean;
  /** Where the next line begins in the piece. */
  from: number;
}

/** Takes the lines of a file in order. */
export interface LineSink {
  /**
   * @param text without its end; null for a line that is too long
   * @param number from 1
   * @param offset of its first byte in the unpacked file
   */
  line(text: string | null, number: number, offset: number): void;
  /** Reads a line in place, without copying it; false if it must be copied. */
  part?(line: LinePart, number: number, offset: number): boolean;
}

/** Cuts the bytes of a file into lines: UTF-8 unless a byte-order mark says otherwise; `\n` or `\r\n` ends a line. */
export class LineSplitter {
  private decoder: TextDecoder | undefined;
  private wide = false;
  private rest: Uint8Array = new Uint8Array(0);
  /** Whether the rest of a line that is too long is being skipped. */
  private skipping = false;
  private number = 0;
  private offset = 0;
  private lineOffset = 0;
  private readonly waiting: Piece[] = [];

  constructor(private readonly sink: LineSink) {}

  /** Number of lines handed over. */
  get lines(): number {
    return this.number;
  }

  push(chunk: Uint8Array): void {
    let bytes = this.rest.length === 0 ? chunk : joined(this.rest, chunk);
    if (this.decoder === undefined) {
      if (bytes.length < 3) {
        this.rest = bytes.slice();
        return;
      }
      bytes = this.open(bytes);
    }
    const end = this.lastLineEnd(bytes);
    if (end > 0) this.cut(bytes.subarray(0, end));
    const rest = bytes.subarray(end);
    if (rest.length > MAX_LINE_BYTES || this.skipping) {
      this.skipping = true;
      this.offset += rest.length;
      this.rest = new Uint8Array(0);
    } else {
      this.rest = rest.slice();
    }
  }

  end(): void {
    const bytes = this.decoder === undefined ? this.open(this.rest) : this.rest;
    this.rest = new Uint8Array(0);
    if (bytes.length > 0 || this.skipping) this.cut(bytes);
  }

  /** Looks for a byte-order mark; returns what follows it. */
  private open(bytes: Uint8Array): Uint8Array {
    const [a, b, c] = bytes;
    let mark = 0;
    let encoding = 'utf-8';
    if (a === 0xff && b === 0xfe) [encoding, mark] = ['utf-16le', 2];
    else if (a === 0xfe && b === 0xff) [encoding, mark] = ['utf-16be', 2];
    else if (a === 0xef && b === 0xbb && c === 0xbf) mark = 3;
    this.wide = encoding !== 'utf-8';
    this.decoder = new TextDecoder(encoding, { ignoreBOM: true });
    this.offset = mark;
    this.lineOffset = mark;
    return bytes.subarray(mark);
  }

  /** The place after the last line end; 0 if there is none. */
  private lastLineEnd(bytes: Uint8Array): number {
    if (!this.wide) return bytes.lastIndexOf(10) + 1;
    const big = this.decoder?.encoding === 'utf-16be';
    for (let at = (bytes.length & ~1) - 2; at >= 0; at -= 2) {
      if (bytes[big ? at + 1 : at] === 10 && bytes[big ? at : at + 1] === 0) return at + 2;
    }
    return 0;
  }

  /** Keeps whole lines until they are handed over. */
  private cut(bytes: Uint8Array): void {
    const text = this.decoder?.decode(bytes) ?? '';
    this.waiting.push({
      bytes,
      // Characters are not as long as their bytes: damaged ones are not even as long as they say.
      text: this.wide || text.length === bytes.length ? text : null,
      unit: this.wide ? 2 : 1,
      lineOffset: this.lineOffset,
      offset: this.offset,
      isFirstTooLong: this.skipping,
      from: 0,
    });
    this.offset += bytes.length;
    this.lineOffset = this.offset;
    this.skipping = false;
  }

  /**
   * Delivers waiting lines. A line that is not finished when this is aborted is skipped the next time.
   * @param untilMs stops after this time (`performance.now()`)
   * @returns whether none waits any more
   */
  drain(untilMs = Number.POSITIVE_INFINITY): boolean {
    for (let piece = this.waiting[0]; piece !== undefined; piece = this.waiting[0]) {
      const length = lengthOf(piece);
      do {
        this.handNext(piece);
        if (this.number % LINES_BETWEEN_LOOKS === 0 && performance.now() > untilMs) {
          if (piece.from >= length) this.waiting.shift();
          return this.waiting.length === 0;
        }
      } while (piece.from < length);
      this.waiting.shift();
    }
    return true;
  }

  private handNext(piece: Piece): void {
    const { text, bytes, from, unit } = piece;
    const found = text === null ? bytes.indexOf(LINE_FEED, from) : text.indexOf('\n', from);
    const next = found < 0 ? lengthOf(piece) : found + 1;
    const last = text === null ? bytes[found - 1] : text.charCodeAt(found - 1);
    const end = found < 0 ? next : found > from && last === CARRIAGE_RETURN ? found - 1 : found;
    piece.from = next;
    const isLong = (next - from) * unit > MAX_LINE_BYTES;
    const isWhole = !isLong && from > 0 && unit === 1;
    if (isWhole && this.sink.part?.({ bytes, text, from, to: end }, this.number + 1, piece.offset + from) === true) {
      this.number++;
    } else this.hand(piece, from, isLong ? null : this.textOf(piece, from, end));
  }

  private textOf({ text, bytes }: Piece, from: number, to: number): string {
    return text?.slice(from, to) ?? this.decoder?.decode(bytes.subarray(from, to)) ?? '';
  }

  private hand({ lineOffset, offset, unit, isFirstTooLong }: Piece, from: number, text: string | null): void {
    this.number++;
    if (from > 0) this.sink.line(text, this.number, offset + from * unit);
    else this.sink.line(isFirstTooLong ? null : text, this.number, lineOffset);
  }

  /** Number of the line that was handed over last. */
  get current(): number {
    return this.number;
  }
}

/** Characters of a piece, or bytes if it has no text. */
function lengthOf({ text, bytes }: Piece): number {
  return text?.length ?? bytes.length;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
