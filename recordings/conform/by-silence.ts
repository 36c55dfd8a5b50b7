import type { Interaction } from '../follow/interaction.js';

/** An interaction in the list of those that are open. */
export interface OpenInteraction extends Interaction {
  readonly openKey: string;
  /** When it is over if nothing more comes, in ms since 1970; null unless it waits for a time-out longer than idle. */
  dueMs: number | null;
  /** Its place in the list; -1: it is in none. */
  place: number;
}

/** Places at the beginning; then twice as many each time. */
const FIRST_PLACES = 1 << 10;
const NONE = -1;

/**
 * The open interactions in the order of their last messages: a message moves one to the end. Which one comes before and
 * after another is in lists of numbers: its neighbors were silent for long, and to look at them would take time.
 */
export class BySilence {
  private readonly interactions: (OpenInteraction | null)[] = [];
  private readonly free: number[] = [];
  private before = new Int32Array(FIRST_PLACES);
  private after = new Int32Array(FIRST_PLACES);
  private first = NONE;
  private last = NONE;
  /** The first that was not passed. */
  private ahead = NONE;

  /** The longest silent. */
  get oldest(): OpenInteraction | null {
    return this.interactions[this.first] ?? null;
  }

  /** The longest silent that was not passed since its last message. */
  get next(): OpenInteraction | null {
    return this.interactions[this.ahead] ?? null;
  }

  /** Passes the next one. */
  pass(): void {
    this.ahead = this.after[this.ahead] ?? NONE;
  }

  /** Puts an interaction, of the list or not, to the end. */
  touch(interaction: OpenInteraction): void {
    if (interaction.place === NONE) interaction.place = this.placeFor(interaction);
    else this.unlink(interaction.place);
    const { place } = interaction;
    this.before[place] = this.last;
    this.after[place] = NONE;
    if (this.last !== NONE) this.after[this.last] = place;
    else this.first = place;
    this.last = place;
    if (this.ahead === NONE) this.ahead = place;
  }

  remove(interaction: OpenInteraction): void {
    const { place } = interaction;
    if (place === NONE) return;
    this.unlink(place);
    this.interactions[place] = null;
    this.free.push(place);
    interaction.place = NONE;
  }

  private unlink(place: number): void {
    const before = this.before[place] ?? NONE;
    const after = this.after[place] ?? NONE;
    if (this.ahead === place) this.ahead = after;
    if (before !== NONE) this.after[before] = after;
    else this.first = after;
    if (after !== NONE) this.before[after] = before;
    else this.last = before;
  }

  private placeFor(interaction: OpenInteraction): number {
    const place = this.free.pop() ?? this.interactions.length;
    this.interactions[place] = interaction;
    if (place >= this.before.length) {
      this.before = twice(this.before);
      this.after = twice(this.after);
    }
    return place;
  }
}

function twice(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * list.length);
  longer.set(list);
  return longer;
}
