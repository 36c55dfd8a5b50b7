import type { Interaction } from '../follow/interaction.js';

/** An interaction in the list of those that are open. */
export interface OpenInteraction extends Interaction {
  readonly openKey: string;
  /** How long it may be silent, in ms; null if that was not asked for since its last message. */
  limitMs: number | null;
  /** Its place in the list; -1: it is in none. */
  place: number;
}

/** Places at the beginning; then twice as many each time. */
const FIRST_PLACES = 1 << 10;
const NONE = -1;

/**
 * The open interactions in the order of their last messages: a message moves one to the end. Which one comes before and
 * after another is in lists of numbers: its neighbours were silent for long, and to look at them would take time.
 */
export class BySilence {
  private readonly interactions: (OpenInteraction | null)[] = [];
  private readonly free: number[] = [];
  private before = new Int32Array(FIRST_PLACES);
  private after = new Int32Array(FIRST_PLACES);
  private first = NONE;
  private last = NONE;

  /** The longest silent. */
  get oldest(): OpenInteraction | null {
    return this.interactions[this.first] ?? null;
  }

  /** The one whose last message came after that of another. */
  next({ place }: OpenInteraction): OpenInteraction | null {
    return this.interactions[this.after[place] ?? NONE] ?? null;
  }

  /** Puts an interaction, of the list or not, to the end. */
  touch(interaction: OpenInteraction): void {
    if (interaction.place === NONE) interaction.place = this.placeFor(interaction);
    else if (interaction.place === this.last) return;
    else this.unlink(interaction.place);
    const { place } = interaction;
    this.before[place] = this.last;
    this.after[place] = NONE;
    if (this.last !== NONE) this.after[this.last] = place;
    else this.first = place;
    this.last = place;
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
