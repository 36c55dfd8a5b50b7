import type { MessageTransition } from './explanation-set.js';
import type { Letter } from './letter.js';

/** Messages of a page. */
const PAGE_LENGTH = 1 << 14;
/** Messages of the shortest range, and of the next ones half as many more each. */
const MIN_LENGTH = 8;

/** Columns of many messages. */
class MessagePage {
  readonly times: Float64Array;
  readonly files: Uint32Array;
  readonly lines: Uint32Array;
  readonly offsets: Float64Array;
  readonly letters: (Letter | null)[];
  readonly transitions: (MessageTransition | null)[];

  constructor(readonly length: number) {
    this.times = new Float64Array(length);
    this.files = new Uint32Array(length);
    this.lines = new Uint32Array(length);
    this.offsets = new Float64Array(length);
    this.letters = new Array<Letter | null>(length).fill(null);
    this.transitions = new Array<MessageTransition | null>(length).fill(null);
  }

  /** Copies the messages of a range to a place of this page. */
  copy({ page, start, length }: MessageRange, place: number): void {
    this.times.set(page.times.subarray(start, start + length), place);
    this.files.set(page.files.subarray(start, start + length), place);
    this.lines.set(page.lines.subarray(start, start + length), place);
    this.offsets.set(page.offsets.subarray(start, start + length), place);
    for (let at = 0; at < length; at++) {
      this.letters[place + at] = page.letters[start + at] ?? null;
      this.transitions[place + at] = page.transitions[start + at] ?? null;
    }
  }
}

/** Places of a page that belong to one interaction. */
export interface MessageRange {
  readonly page: MessagePage;
  readonly start: number;
  readonly length: number;
}

/**
 * Room for the messages of open interactions. Hundreds of thousands of interactions are open at once: the garbage
 * collector looks at a few pages, not at an object for each message.
 */
export class MessagePages {
  /** Ranges that were given back, by their length. */
  private readonly free = new Map<number, MessageRange[]>();
  private page = new MessagePage(PAGE_LENGTH);
  private used = 0;

  /** A range of at least so many places. */
  allocate(least: number): MessageRange {
    let length = MIN_LENGTH;
    while (length < least) length += length >> 1;
    return this.free.get(length)?.pop() ?? this.cut(length);
  }

  /** Takes back a range that is no longer used. */
  giveBack(range: MessageRange): void {
    const { page, start, length } = range;
    page.letters.fill(null, start, start + length);
    page.transitions.fill(null, start, start + length);
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
