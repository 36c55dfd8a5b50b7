import { InteractionAutomaton } from './automaton.js';
import { EFFORTS, FIRST_DEVIATING } from './candidates.js';
import { ConformingOutlines } from './conforming-outlines.js';
import { ExplanationStates } from './explanation-states.js';
import type { Interaction } from './interaction.js';
import { knownAfter } from './interaction-parties.js';
import type { Letter, Letters } from './letter.js';
import type { Situation, Transition } from './situation.js';
import type { Transitions } from './transitions.js';

/** Limit on cached situations, and on half of the states; exceeded, the caches are dropped. */
const MAX_SITUATIONS = 60_000;

/** Follows interactions: with few explanations while nothing deviates, and again with more once that is not enough. */
export class Follower {
  readonly outlines: ConformingOutlines;
  /** One for each of `EFFORTS`. */
  private readonly automata: readonly InteractionAutomaton[];
  /** Those while nothing deviates, and those of what deviates. */
  private readonly states: readonly [ExplanationStates, ExplanationStates];
  /** How often what is known was forgotten. */
  private forgotten = 0;

  constructor(
    readonly transitions: Transitions,
    private readonly letters: Letters,
    private readonly maxSituations = MAX_SITUATIONS,
  ) {
    this.outlines = new ConformingOutlines(transitions);
    const count = { next: 0 };
    this.states = [new ExplanationStates(transitions, true), new ExplanationStates(transitions, false)];
    this.automata = EFFORTS.map((bounds) => {
      const states = this.states[bounds.conformingOnly ? 0 : 1];
      return new InteractionAutomaton(transitions, states, letters, bounds, count, () => this.makeRoom());
    });
  }

  /** Situations found so far. */
  get size(): number {
    return this.automata.reduce((sum, { size }) => sum + size, 0);
  }

  /**
   * How often what is known was forgotten. Open interactions should let go of it each time: what becomes of them is
   * computed again on demand.
   */
  get generation(): number {
    return this.forgotten;
  }

  /** The situation of an interaction of which nothing has come. */
  start(kind: Interaction['start']): Situation {
    return this.automatonOf(0).start(kind);
  }

  /** Follows the last message of an interaction. */
  take(interaction: Interaction): void {
    const last = interaction.messages.length - 1;
    if (last > 0 && interaction.messages.transitionOf(0) === null) this.retrace(interaction);
    else if (!this.step(interaction, last)) this.again(interaction);
  }

  /** Follows an interaction again from its beginning, with more explanations. */
  again(interaction: Interaction): void {
    do {
      interaction.effort = nextEffort(interaction);
      this.begin(interaction);
    } while (!this.stepAll(interaction));
  }

  /** Lets an interaction let go of what was found out of it, so that it is no longer kept. */
  release(interaction: Interaction): void {
    interaction.messages.forget();
    this.begin(interaction);
  }

  /** Finds out again what became of the messages of an interaction that has let go of it. */
  retrace(interaction: Interaction): void {
    if (interaction.messages.length === 0 || interaction.messages.transitionOf(0) !== null) return;
    this.begin(interaction);
    if (!this.stepAll(interaction)) this.again(interaction);
  }

  private begin(interaction: Interaction): void {
    interaction.situation = this.automatonOf(interaction.effort).start(interaction.start);
    interaction.knownAddresses = [];
  }

  private makeRoom(): void {
    const states = this.states.reduce((sum, { size }) => sum + size, 0);
    if (this.size <= this.maxSituations && states <= 2 * this.maxSituations) return;
    for (const automaton of this.automata) automaton.clear();
    for (const states of this.states) states.clear();
    this.forgotten++;
  }

  private automatonOf(effort: number): InteractionAutomaton {
    const automaton = this.automata[effort];
    if (automaton === undefined) throw new Error('No such effort.');
    return automaton;
  }

  private stepAll(interaction: Interaction): boolean {
    for (let message = 0; message < interaction.messages.length; message++) {
      if (!this.step(interaction, message)) return false;
    }
    return true;
  }

  /** @returns false if no explanation that is followed has a place for the message */
  private step(interaction: Interaction, message: number): boolean {
    const { situation, recentTimes, knownAddresses, effort, messages } = interaction;
    const letter = messages.letterOf(message);
    if (letter === undefined) return true;
    const timeMs = messages.timeOf(message);
    const own = this.asKnown(letter, knownAddresses);
    const transition = this.automatonOf(effort).next(situation, own, situation.over(recentTimes, timeMs));
    if (transition.cost > 0 && effort < FIRST_DEVIATING) return false;
    messages.follow(message, transition);
    interaction.situation = transition.to;
    renumberTimes(recentTimes, transition, timeMs);
    if (!transition.keepsAddresses) {
      interaction.knownAddresses = knownAfter(knownAddresses, transition.addresses, letter.from, letter.to);
    }
    return true;
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

/** More explanations that conform help only if some were dropped. */
function nextEffort({ effort, situation }: Interaction): number {
  return situation.dropped < Number.POSITIVE_INFINITY ? Math.min(effort + 1, FIRST_DEVIATING) : FIRST_DEVIATING;
}

/** The times while they are renumbered. */
const former: number[] = [];

/** Numbers the times of an interaction as they are after a message. */
function renumberTimes(list: number[], { times }: Transition, now: number): void {
  for (let index = 0; index < list.length; index++) former[index] = list[index] ?? now;
  for (let index = 0; index < times.length; index++) {
    const time = times[index] ?? 0;
    list[index] = time === 0 ? now : (former[time - 1] ?? now);
  }
}
