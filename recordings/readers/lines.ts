/** Lines over this many bytes are not kept. */
export const MAX_LINE_BYTES = 1_048_576;

const LINES_BETWEEN_LOOKS = 64;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Whole lines that wait. */
interface Piece {
  readonly text: string;
  /** Where these are not as many as the text's characters. */
  readonly bytes: Uint8Array | null;
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
  /** Takes a line as a part of a longer text; false if it has to be cut out. */
  part?(text: string, from: number, to: number, number: number, offset: number): boolean;
}

/** Cuts the bytes of a file into lines: UTF-8 unless a byte-order mark says otherwise; `\n` or `\r\n` ends a line. */
export class LineSplitter {
  private decoder: TextDecoder | undefined;
  private wide = false;
  private rest: Uint8Array = new Uint8Array(0);
  /** The rest of a line that is too long is being passed over. */
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
      text,
      // Characters are not as long as their bytes: damaged ones are not even as long as they say.
      bytes: !this.wide && text.length !== bytes.length ? bytes : null,
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
   * Hands over lines that wait. A line that is not done when this is broken off is passed over the next time.
   * @param untilMs stops after this time (`performance.now()`)
   * @returns whether none waits any more
   */
  drain(untilMs = Number.POSITIVE_INFINITY): boolean {
    for (let piece = this.waiting[0]; piece !== undefined; piece = this.waiting[0]) {
      const length = piece.bytes?.length ?? piece.text.length;
      do {
        if (piece.bytes === null) this.handText(piece);
        else this.handBytes(piece, piece.bytes);
        if (this.number % LINES_BETWEEN_LOOKS === 0 && performance.now() > untilMs) {
          if (piece.from >= length) this.waiting.shift();
          return this.waiting.length === 0;
        }
      } while (piece.from < length);
      this.waiting.shift();
    }
    return true;
  }

  private handText(piece: Piece): void {
    const { text, from } = piece;
    const found = text.indexOf('\n', from);
    const next = found < 0 ? text.length : found + 1;
    const end =
      found < 0 ? text.length : found > from && text.charCodeAt(found - 1) === CARRIAGE_RETURN ? found - 1 : found;
    piece.from = next;
    const isLong = (next - from) * piece.unit > MAX_LINE_BYTES;
    const isWhole = !isLong && from > 0;
    if (isWhole && this.sink.part?.(text, from, end, this.number + 1, piece.offset + from * piece.unit) === true) {
      this.number++;
    } else this.hand(piece, from, isLong ? null : text.slice(from, end));
  }

  private handBytes(piece: Piece, bytes: Uint8Array): void {
    const { from } = piece;
    const found = bytes.indexOf(LINE_FEED, from);
    const next = found < 0 ? bytes.length : found + 1;
    const end = found < 0 ? bytes.length : found > from && bytes[found - 1] === CARRIAGE_RETURN ? found - 1 : found;
    piece.from = next;
    const isLong = next - from > MAX_LINE_BYTES;
    this.hand(piece, from, isLong ? null : (this.decoder?.decode(bytes.subarray(from, end)) ?? ''));
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

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
