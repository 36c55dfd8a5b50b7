import type { Letters } from './letter.js';
import type { TransitionTable } from './transition-table.js';

/** Messages of a page. */
const PAGE_LENGTH = 1 << 14;
/** Messages of the shortest range, and of the next ones half as many more each. */
const MIN_LENGTH = 8;

/** Doubles and integers of a message: they are adjacent, because most messages are read from uncached memory. */
const DOUBLES = 4;
const INTEGERS = 8;
const OFFSET = 1;
const LETTER = 4;
const TRANSITION = 5;
const LINE = 6;
const FILE = 7;
const NONE = -1;

/** Many messages, with numbers in place of their letters and transitions: the garbage collector passes over them. */
class MessagePage {
  private readonly doubles: Float64Array<ArrayBuffer>;
  private readonly integers: Int32Array<ArrayBuffer>;

  constructor(readonly length: number) {
    this.doubles = new Float64Array(length * DOUBLES);
    this.integers = new Int32Array(this.doubles.buffer);
  }

  set(place: number, letter: number, timeMs: number, file: number, line: number, offset: number): void {
    const { doubles, integers } = this;
    doubles[place * DOUBLES] = timeMs;
    doubles[place * DOUBLES + OFFSET] = offset;
    const at = place * INTEGERS;
    integers[at + LETTER] = letter;
    integers[at + TRANSITION] = NONE;
    integers[at + LINE] = line;
    integers[at + FILE] = file;
  }

  timeAt(place: number): number {
    return this.doubles[place * DOUBLES] ?? 0;
  }

  offsetAt(place: number): number {
    return this.doubles[place * DOUBLES + OFFSET] ?? 0;
  }

  letterAt(place: number): number {
    return this.integers[place * INTEGERS + LETTER] ?? NONE;
  }

  lineAt(place: number): number {
    return (this.integers[place * INTEGERS + LINE] ?? 0) >>> 0;
  }

  fileAt(place: number): number {
    return this.integers[place * INTEGERS + FILE] ?? 0;
  }

  /** -1: it is not followed. */
  transitionAt(place: number): number {
    return this.integers[place * INTEGERS + TRANSITION] ?? NONE;
  }

  setTransition(place: number, id: number): void {
    this.integers[place * INTEGERS + TRANSITION] = id;
  }

  /** Forgets the transitions of some places. */
  forget(start: number, count: number): void {
    for (let place = start; place < start + count; place++) this.setTransition(place, NONE);
  }

  /** Copies the messages of a range to a place of this page. */
  copy({ page, start, length }: MessageRange, place: number): void {
    this.doubles.set(page.doubles.subarray(start * DOUBLES, (start + length) * DOUBLES), place * DOUBLES);
  }
}

/** Places of a page that belong to one interaction. */
export interface MessageRange {
  readonly page: MessagePage;
  readonly start: number;
  readonly length: number;
}

/**
 * Room for the messages of open interactions. Hundreds of thousands of interactions are open at once, so that there
 * is no object for each message.
 */
export class MessagePages {
  /** Ranges that were given back, by their length. */
  private readonly free = new Map<number, MessageRange[]>();
  private page = new MessagePage(PAGE_LENGTH);
  private used = 0;

  /** The letters and transitions that messages have the numbers of. */
  constructor(
    readonly letters: Letters,
    readonly transitions: TransitionTable,
  ) {}

  /** A range of at least so many places. */
  allocate(least: number): MessageRange {
    let length = MIN_LENGTH;
    while (length < least) length += length >> 1;
    return this.free.get(length)?.pop() ?? this.cut(length);
  }

  /** Takes back a range that is no longer used. */
  giveBack(range: MessageRange): void {
    const { length } = range;
    const ranges = this.free.get(length);
    if (ranges === undefined) this.free.set(length, [range]);
    else ranges.push(range);
  }

  private cut(length: number): MessageRange {
    if (length > PAGE_LENGTH) return { page: new MessagePage(length), start: 0, length };
    if (this.used + length > PAGE_LENGTH) {
      this.page = new MessagePage(PAGE_LENGTH);
      this.used = 0;
    }
    const start = this.used;
    this.used += length;
    return { page: this.page, start, length };
  }
}
