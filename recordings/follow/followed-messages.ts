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
    page.set(place, letter.id, timeMs, file, line, offset);
  }

  /** The time of a message in ms; 0 if there is no such message. */
  timeOf(message: number): number {
    const { page, start } = this.range;
    return this.has(message) ? page.timeAt(start + message) : 0;
  }

  letterOf(message: number): Letter | undefined {
    const { page, start } = this.range;
    return this.has(message) ? this.pages.letters.at(page.letterAt(start + message)) : undefined;
  }

  /** The result of following a message; null if it is not followed yet, or the result was dropped. */
  transitionOf(message: number): MessageTransition | null {
    const { page, start } = this.range;
    return this.has(message) ? this.pages.transitions.at(page.transitionAt(start + message)) : null;
  }

  /** Whether it is known what became of the first message, and so of all up to the last that was followed. */
  get isFollowed(): boolean {
    const { page, start } = this.range;
    return this.count > 0 && page.transitionAt(start) >= 0;
  }

  /** Sets what became of a message. */
  follow(message: number, transition: MessageTransition): void {
    const { page, start } = this.range;
    page.setTransition(start + message, transition.id);
  }

  /** The numbers of what became of the messages, in a list that the next call overwrites; null if one is not followed. */
  path(): readonly number[] | null {
    const { page, start } = this.range;
    path.length = this.count;
    for (let message = 0; message < this.count; message++) {
      const transition = page.transitionAt(start + message);
      if (transition < 0) return null;
      path[message] = transition;
    }
    return path;
  }

  /** Forgets what became of all messages. */
  forget(): void {
    const { page, start } = this.range;
    page.forget(start, this.count);
  }

  at(message: number): FollowedMessage | undefined {
    const letter = this.letterOf(message);
    if (letter === undefined) return undefined;
    const { page, start } = this.range;
    const place = start + message;
    return {
      letter,
      timeMs: page.timeAt(place),
      file: page.fileAt(place),
      line: page.lineAt(place),
      offset: page.offsetAt(place),
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
