import type { Interaction } from '../follow/interaction.js';

/** An interaction in the list of those that are open, the longest silent first. */
export interface OpenInteraction extends Interaction {
  readonly openKey: string;
  /** How long it may be silent, in ms; null if that was not asked for since its last message. */
  limitMs: number | null;
  before: OpenInteraction | null;
  after: OpenInteraction | null;
}

/** The open interactions in the order of their last messages: a message moves one to the end. */
export class BySilence {
  private first: OpenInteraction | null = null;
  private last: OpenInteraction | null = null;

  /** The longest silent. */
  get oldest(): OpenInteraction | null {
    return this.first;
  }

  /** Puts an interaction, of the list or not, to the end. */
  touch(interaction: OpenInteraction): void {
    if (this.last === interaction) return;
    if (interaction.before !== null || interaction.after !== null || this.first === interaction)
      this.remove(interaction);
    interaction.before = this.last;
    if (this.last !== null) this.last.after = interaction;
    this.last = interaction;
    this.first ??= interaction;
  }

  remove(interaction: OpenInteraction): void {
    if (interaction.before !== null) interaction.before.after = interaction.after;
    else if (this.first === interaction) this.first = interaction.after;
    if (interaction.after !== null) interaction.after.before = interaction.before;
    else if (this.last === interaction) this.last = interaction.before;
    interaction.before = null;
    interaction.after = null;
  }
}
