import { Automaton } from './automaton.js';
import { CONFORMING, DEVIATING } from './candidates.js';
import { ExplanationStates } from './explanation-states.js';
import type { FollowedMessage, Interaction } from './interaction.js';
import { knownAfter } from './interaction-parties.js';
import { KnownWays } from './known-ways.js';
import type { Letter, Letters } from './letter.js';
import type { Situation, Transition } from './situation.js';
import type { Transitions } from './transitions.js';

/** Follows interactions: with few explanations while nothing deviates, and again with many once something does. */
export class Follower {
  /** Ways of interactions that conform. */
  readonly ways = new KnownWays();
  private readonly conforming: Automaton;
  private readonly deviating: Automaton;

  constructor(
    readonly transitions: Transitions,
    private readonly letters: Letters,
  ) {
    const states = new ExplanationStates(transitions);
    const count = { next: 0 };
    this.conforming = new Automaton(transitions, states, letters, CONFORMING, count);
    this.deviating = new Automaton(transitions, states, letters, DEVIATING, count);
  }

  /** Situations found so far. */
  get size(): number {
    return this.conforming.size + this.deviating.size;
  }

  /** The situation of an interaction of which nothing has come. */
  start(kind: Interaction['start']): Situation {
    return this.conforming.start(kind);
  }

  /** Follows a message of an interaction, its last. */
  take(interaction: Interaction, message: FollowedMessage): void {
    this.step(interaction, message, interaction.deviates ? this.deviating : this.conforming);
  }

  /** Follows an interaction again from its beginning, with what may explain deviations. */
  again(interaction: Interaction): void {
    interaction.deviates = true;
    interaction.situation = this.deviating.start(interaction.start);
    interaction.recentTimes = [];
    interaction.knownAddresses = [];
    for (const message of interaction.messages) this.step(interaction, message, this.deviating);
  }

  private step(interaction: Interaction, message: FollowedMessage, automaton: Automaton): void {
    const { situation, recentTimes, knownAddresses } = interaction;
    const { letter, timeMs } = message;
    const own = this.asKnown(letter, knownAddresses);
    const transition = automaton.next(situation, own, situation.over(recentTimes, timeMs));
    if (transition.cost > 0 && !interaction.deviates) {
      this.again(interaction);
      return;
    }
    message.transition = transition;
    interaction.situation = transition.to;
    interaction.recentTimes = timesAfter(recentTimes, transition, timeMs);
    if (!transition.keepsAddresses) {
      interaction.knownAddresses = knownAfter(knownAddresses, transition.addresses, letter.from, letter.to);
    }
  }

  /** A letter by the numbers that a situation has for addresses; those it does not know come after them. */
  private asKnown(letter: Letter, known: readonly number[]): Letter {
    let { from, to } = letter;
    let next = known.length;
    if (from >= 0) {
      const at = known.indexOf(from);
      from = at >= 0 ? at : next++;
    }
    if (to >= 0) {
      const at = known.indexOf(to);
      to = at >= 0 ? at : letter.to === letter.from ? from : next;
    }
    return from === letter.from && to === letter.to ? letter : this.letters.between(letter.kind, from, to);
  }
}

/** The times of an interaction after a message. */
function timesAfter(before: readonly number[], { times }: Transition, now: number): readonly number[] {
  const after: number[] = [];
  for (let index = 0; index < times.length; index++) {
    const time = times[index] ?? 0;
    after.push(time === 0 ? now : (before[time - 1] ?? now));
  }
  return after;
}
