import type { MessageTransition } from './explanation-set.js';
import type { Letter } from './letter.js';
import type { MessagePages, MessageRange } from './message-pages.js';

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
    this.range = pages.allocate(0);
  }

  get length(): number {
    return this.count;
  }

  /** Adds a message that is not followed yet. */
  add(letter: Letter, timeMs: number, file: number, line: number, offset: number): void {
    if (this.count === this.range.length) this.grow();
    const { page, start } = this.range;
    const place = start + this.count++;
    page.times[place] = timeMs;
    page.files[place] = file;
    page.lines[place] = line;
    page.offsets[place] = offset;
    page.letters[place] = letter;
    page.transitions[place] = null;
  }

  /** The time of a message in ms; 0 if there is no such message. */
  timeOf(message: number): number {
    const { page, start } = this.range;
    return this.has(message) ? (page.times[start + message] ?? 0) : 0;
  }

  letterOf(message: number): Letter | undefined {
    const { page, start } = this.range;
    return this.has(message) ? (page.letters[start + message] ?? undefined) : undefined;
  }

  /** The result of following a message; null if it is not followed yet, or the result was dropped. */
  transitionOf(message: number): MessageTransition | null {
    const { page, start } = this.range;
    return this.has(message) ? (page.transitions[start + message] ?? null) : null;
  }

  /** Sets what became of a message. */
  follow(message: number, transition: MessageTransition): void {
    const { page, start } = this.range;
    page.transitions[start + message] = transition;
  }

  /** The numbers of what became of the messages, in a list that the next call overwrites; null if one is not followed. */
  path(): readonly number[] | null {
    const { page, start } = this.range;
    path.length = this.count;
    for (let message = 0; message < this.count; message++) {
      const transition = page.transitions[start + message] ?? null;
      if (transition === null) return null;
      path[message] = transition.id;
    }
    return path;
  }

  /** Forgets what became of all messages. */
  forget(): void {
    const { page, start } = this.range;
    page.transitions.fill(null, start, start + this.count);
  }

  at(message: number): FollowedMessage | undefined {
    const letter = this.letterOf(message);
    if (letter === undefined) return undefined;
    const { page, start } = this.range;
    const place = start + message;
    return {
      letter,
      timeMs: page.times[place] ?? 0,
      file: page.files[place] ?? 0,
      line: page.lines[place] ?? 0,
      offset: page.offsets[place] ?? 0,
    };
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

  private grow(): void {
    const own = this.pages.allocate(this.range.length + 1);
    own.page.copy(this.range, own.start);
    this.pages.giveBack(this.range);
    this.range = own;
  }
}

const path: number[] = [];
