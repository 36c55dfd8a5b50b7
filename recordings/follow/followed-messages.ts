import type { Letter } from './letter.js';
import type { Transition } from './situation.js';

/** A message of an interaction, with its file and line. */
export interface FollowedMessage {
  readonly letter: Letter;
  readonly timeMs: number;
  readonly file: number;
  readonly line: number;
  readonly offset: number;
}

/** Numbers of a message: its time, file, line and offset. */
const NUMBERS = 4;

/**
 * The messages of an interaction, by number. Millions are held at once: what each consists of is in a few lists, and in no
 * object of its own.
 */
export class FollowedMessages {
  private readonly numbers: number[] = [];
  private readonly letters: Letter[] = [];
  private readonly transitions: (Transition | null)[] = [];

  get length(): number {
    return this.letters.length;
  }

  /** Adds a message that is not followed yet. */
  add(letter: Letter, timeMs: number, file: number, line: number, offset: number): void {
    this.numbers.push(timeMs, file, line, offset);
    this.letters.push(letter);
    this.transitions.push(null);
  }

  /** The time of a message in ms; 0 if there is no such message. */
  timeOf(message: number): number {
    return this.numbers[message * NUMBERS] ?? 0;
  }

  letterOf(message: number): Letter | undefined {
    return this.letters[message];
  }

  /** What became of a message; null: it is not followed yet, or that is forgotten. */
  transitionOf(message: number): Transition | null {
    return this.transitions[message] ?? null;
  }

  /** Sets what became of a message. */
  follow(message: number, transition: Transition): void {
    this.transitions[message] = transition;
  }

  /** Forgets what became of all messages. */
  forget(): void {
    this.transitions.fill(null);
  }

  /** Whether what came, and what became of it, is the same. */
  isSameWay(other: FollowedMessages): boolean {
    if (this.length !== other.length) return false;
    for (let message = 0; message < this.letters.length; message++) {
      if (this.transitions[message] !== other.transitions[message]) return false;
      if (this.letters[message] !== other.letters[message]) return false;
    }
    return true;
  }

  at(message: number): FollowedMessage | undefined {
    const letter = this.letters[message];
    if (letter === undefined) return undefined;
    const [timeMs = 0, file = 0, line = 0, offset = 0] = this.numbers.slice(message * NUMBERS, (message + 1) * NUMBERS);
    return { letter, timeMs, file, line, offset };
  }

  *[Symbol.iterator](): Generator<FollowedMessage> {
    for (let index = 0; index < this.length; index++) {
      const message = this.at(index);
      if (message !== undefined) yield message;
    }
  }
}
