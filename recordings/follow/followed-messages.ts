import type { Letter } from './letter.js';
import { type MessagePages, type MessageRange, NUMBERS } from './message-pages.js';
import type { Transition } from './situation.js';

/** A message of an interaction, with its file and line. */
export interface FollowedMessage {
  readonly letter: Letter;
  readonly timeMs: number;
  readonly file: number;
  readonly line: number;
  readonly offset: number;
}

/** The messages of an interaction, by number. */
export class FollowedMessages {
  private range: MessageRange;
  private count = 0;
  private isKept = false;

  /** @param pages where the messages of all open interactions are */
  constructor(private readonly pages: MessagePages) {
    this.range = pages.take(0);
  }

  get length(): number {
    return this.count;
  }

  /** Adds a message that is not followed yet. */
  add(letter: Letter, timeMs: number, file: number, line: number, offset: number): void {
    if (this.count === this.range.length) this.grow();
    const { page, start } = this.range;
    const place = start + this.count++;
    const first = place * NUMBERS;
    page.numbers[first] = timeMs;
    page.numbers[first + 1] = file;
    page.numbers[first + 2] = line;
    page.numbers[first + 3] = offset;
    page.letters[place] = letter;
    page.transitions[place] = null;
  }

  /** The time of a message in ms; 0 if there is no such message. */
  timeOf(message: number): number {
    return this.has(message) ? this.number(message, 0) : 0;
  }

  letterOf(message: number): Letter | undefined {
    const { page, start } = this.range;
    return this.has(message) ? (page.letters[start + message] ?? undefined) : undefined;
  }

  /** The result of following a message; null if it is not followed yet, or the result was dropped. */
  transitionOf(message: number): Transition | null {
    const { page, start } = this.range;
    return this.has(message) ? (page.transitions[start + message] ?? null) : null;
  }

  /** Sets what became of a message. */
  follow(message: number, transition: Transition): void {
    const { page, start } = this.range;
    page.transitions[start + message] = transition;
  }

  /** Forgets what became of all messages. */
  forget(): void {
    const { page, start } = this.range;
    page.transitions.fill(null, start, start + this.count);
  }

  at(message: number): FollowedMessage | undefined {
    const letter = this.letterOf(message);
    if (letter === undefined) return undefined;
    const [timeMs, file, line, offset] = [0, 1, 2, 3].map((which) => this.number(message, which));
    return { letter, timeMs: timeMs ?? 0, file: file ?? 0, line: line ?? 0, offset: offset ?? 0 };
  }

  *[Symbol.iterator](): Generator<FollowedMessage> {
    for (let index = 0; index < this.length; index++) {
      const message = this.at(index);
      if (message !== undefined) yield message;
    }
  }

  /** Keeps the messages although their interaction is over. */
  keep(): void {
    this.isKept = true;
  }

  /** Lets others have the room of the messages, unless they are kept: the interaction is over. */
  release(): void {
    if (this.isKept) return;
    this.count = 0;
    this.pages.giveBack(this.range);
  }

  private has(message: number): boolean {
    return message >= 0 && message < this.count;
  }

  private number(message: number, which: number): number {
    const { page, start } = this.range;
    return page.numbers[(start + message) * NUMBERS + which] ?? 0;
  }

  private grow(): void {
    const { page, start, length } = this.range;
    const own = this.pages.take(2 * length);
    own.page.numbers.set(page.numbers.subarray(start * NUMBERS, (start + length) * NUMBERS), own.start * NUMBERS);
    for (let at = 0; at < length; at++) {
      own.page.letters[own.start + at] = page.letters[start + at] ?? null;
      own.page.transitions[own.start + at] = page.transitions[start + at] ?? null;
    }
    this.pages.giveBack(this.range);
    this.range = own;
  }
}
