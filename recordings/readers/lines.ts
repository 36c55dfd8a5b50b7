import { type Encoding, encodingByMark, endsInReturns, lastLineEnd, withLineFeeds } from './line-ends.js';

/** Lines over this many bytes are not kept. */
export const MAX_LINE_BYTES = 1_048_576;

const LINES_BETWEEN_LOOKS = 64;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Whole lines that wait. */
class Piece {
  /** Decoded when it is asked for; null if bytes and characters differ in number. */
  private decoded: string | null | undefined;
  /** Where the next line begins in the piece. */
  from = 0;

  /**
   * @param unit bytes of a character
   * @param lineOffset where its first line begins, which may be before the piece
   */
  constructor(
    readonly bytes: Uint8Array,
    private readonly decoder: TextDecoder,
    readonly unit: number,
    readonly lineOffset: number,
    readonly offset: number,
    readonly isFirstTooLong: boolean,
  ) {}

  get text(): string | null {
    if (this.decoded === undefined) {
      const text = this.decoder.decode(this.bytes);
      // Characters are not as long as their bytes: damaged ones are not even as long as they say.
      this.decoded = this.unit > 1 || text.length === this.bytes.length ? text : null;
    }
    return this.decoded;
  }

  /** Characters of the piece, or bytes if it has no text. */
  get length(): number {
    return this.unit === 1 ? this.bytes.length : (this.text?.length ?? 0);
  }

  textOf(from: number, to: number): string {
    return this.text?.slice(from, to) ?? this.decoder.decode(this.bytes.subarray(from, to));
  }
}

/** Takes the lines of a file in order. */
export interface LineSink {
  /**
   * @param text without its end; null for a line that is too long
   * @param number from 1
   * @param offset of its first byte in the unpacked file
   */
  line(text: string | null, number: number, offset: number): void;
  /**
   * Reads the line that begins at a place of some bytes without making a text of it. The bytes are others afterwards.
   * @returns the place after its last byte; -1 if it must be handed over as a text
   */
  part?(bytes: Uint8Array, from: number, number: number, offset: number): number;
}

/**
 * Cuts the bytes of a file into lines: UTF-8 unless a byte-order mark says otherwise; `\n` or `\r\n` ends a line, or
 * `\r` if the file has no `\n`.
 */
export class LineSplitter {
  private encoding: Encoding | undefined;
  private decoder = new TextDecoder();
  /** Whether `\r` alone ends a line; undefined until it can be told. */
  private returns: boolean | undefined;
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

  /** @param chunk must stay as it is until all lines are delivered (`drain`) */
  push(chunk: Uint8Array): void {
    const bytes = this.returns === undefined ? this.open(joined(this.rest, chunk), false) : this.withRest(chunk);
    if (bytes === null || this.encoding === undefined) return;
    const end = lastLineEnd(bytes, this.encoding);
    if (end > 0) this.cut(bytes.subarray(0, end));
    const rest = bytes.subarray(end);
    // The last byte may belong to the line's end.
    if (rest.length > MAX_LINE_BYTES + this.encoding.unit || this.skipping) {
      this.skipping = true;
      this.offset += rest.length;
      this.rest = new Uint8Array(0);
    } else {
      this.rest = rest.slice();
    }
  }

  /** A chunk after the rest of the one before. The line that runs over both is cut by itself: chunks are long. */
  private withRest(chunk: Uint8Array): Uint8Array {
    const { encoding, rest, returns } = this;
    if (encoding === undefined) return chunk;
    if (encoding.unit > 1) {
      const all = rest.length === 0 ? chunk : joined(rest, chunk);
      return returns === true ? withLineFeeds(all, encoding) : all;
    }
    const bytes = returns === true ? withLineFeeds(chunk, encoding) : chunk;
    if (rest.length === 0) return bytes;
    const end = bytes.indexOf(LINE_FEED) + 1;
    if (end === 0) return joined(rest, bytes);
    this.cut(joined(rest, bytes.subarray(0, end)));
    return bytes.subarray(end);
  }

  end(): void {
    const bytes = (this.returns === undefined ? this.open(this.rest, true) : this.rest) ?? this.rest;
    this.rest = new Uint8Array(0);
    if (bytes.length > 0 || this.skipping) this.cut(bytes);
  }

  /**
   * Finds out how the file is written.
   * @param bytes all that has come so far
   * @returns what follows the byte-order mark; null while more bytes are needed
   */
  private open(bytes: Uint8Array, isWhole: boolean): Uint8Array | null {
    if (bytes.length >= 3 || isWhole) {
      const encoding = encodingByMark(bytes);
      const text = bytes.subarray(encoding.mark);
      this.returns = endsInReturns(text, encoding, isWhole);
      if (this.returns !== undefined) {
        this.encoding = encoding;
        this.decoder = new TextDecoder(encoding.name, { ignoreBOM: true });
        this.offset = encoding.mark;
        this.lineOffset = encoding.mark;
        return this.returns ? withLineFeeds(text, encoding) : text;
      }
    }
    this.rest = bytes.slice();
    return null;
  }

  /** Keeps whole lines until they are handed over. */
  private cut(bytes: Uint8Array): void {
    const unit = this.encoding?.unit ?? 1;
    this.waiting.push(new Piece(bytes, this.decoder, unit, this.lineOffset, this.offset, this.skipping));
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
      const { length } = piece;
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
    const { from } = piece;
    if ((from > 0 || !piece.isFirstTooLong) && piece.unit === 1 && this.sink.part !== undefined) {
      const end = this.sink.part(piece.bytes, from, this.number + 1, piece.offset + from);
      if (end >= 0) {
        this.number++;
        piece.from = end;
        return;
      }
    }
    const { text, bytes, unit } = piece;
    const found = text === null ? bytes.indexOf(LINE_FEED, from) : text.indexOf('\n', from);
    const next = found < 0 ? piece.length : found + 1;
    const last = text === null ? bytes[found - 1] : text.charCodeAt(found - 1);
    const end = found < 0 ? next : found > from && last === CARRIAGE_RETURN ? found - 1 : found;
    piece.from = next;
    const isLong = (end - from) * unit > MAX_LINE_BYTES;
    this.hand(piece, from, isLong ? null : piece.textOf(from, end));
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

/** The lines of some bytes, without their ends; one that is too long is empty. */
export function textLines(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  const splitter = new LineSplitter({ line: (text) => lines.push(text ?? '') });
  splitter.push(bytes);
  splitter.end();
  splitter.drain();
  return lines;
}
