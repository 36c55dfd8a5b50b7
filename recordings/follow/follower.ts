import type { InteractionAutomaton } from './automaton.js';
import { AutomatonGroup } from './automaton-group.js';
import { ASTRAY, type Bounds, EFFORTS, FIRST_DEVIATING } from './candidates.js';
import { ConformingOutlines } from './conforming-outlines.js';
import type { ExplanationSet, MessageTransition } from './explanation-set.js';
import type { Interaction } from './interaction.js';
import { knownAfter } from './interaction-parties.js';
import type { Letter, Letters } from './letter.js';
import type { MessageInterpreter } from './message-interpreter.js';
import type { TransitionTable } from './transition-table.js';

/** Limit on sets of explanations that are remembered of interactions that conform so far: about 3 KB each, twice. */
const MAX_EXPLANATION_SETS = 50_000;
/** The part of it for those that deviate: few do, and hardly two in the same way. */
const DEVIATING_PART = 1 / 4;

/** Follows interactions: with few explanations while nothing deviates, and again with more once that is not enough. */
export class Follower {
  readonly outlines: ConformingOutlines;
  /** What conforms is found out once for most interactions: what deviates must not displace it. */
  private readonly conforming: AutomatonGroup;
  private readonly deviating: AutomatonGroup;
  private readonly astray: AutomatonGroup;
  /** One for each of `EFFORTS`. */
  private readonly automata: readonly InteractionAutomaton[];
  /** Those of which open interactions have not let go yet. */
  private readonly forgotten = new Set<AutomatonGroup>();

  /** How often all that was known of interactions was forgotten. */
  timesForgotten = 0;

  constructor(
    readonly interpreter: MessageInterpreter,
    private readonly letters: Letters,
    private readonly transitions: TransitionTable,
    maxExplanationSets = MAX_EXPLANATION_SETS,
  ) {
    this.outlines = new ConformingOutlines(interpreter);
    const newGroup = (bounds: readonly Bounds[], most: number) =>
      new AutomatonGroup(interpreter, letters, bounds, transitions, most, (group) => {
        this.forgotten.add(group);
        this.timesForgotten++;
      });
    this.conforming = newGroup(EFFORTS.slice(0, FIRST_DEVIATING), maxExplanationSets);
    this.deviating = newGroup(EFFORTS.slice(FIRST_DEVIATING, ASTRAY), maxExplanationSets * DEVIATING_PART);
    this.astray = newGroup(EFFORTS.slice(ASTRAY), maxExplanationSets * DEVIATING_PART);
    this.automata = [...this.conforming.automata, ...this.deviating.automata, ...this.astray.automata];
  }

  /** Sets of explanations found so far. */
  get size(): number {
    return this.conforming.size + this.deviating.size + this.astray.size;
  }

  /** The explanations of an interaction of which nothing has come. */
  start(kind: Interaction['start']): ExplanationSet {
    return this.automatonOf(0).start(kind);
  }

  /**
   * Follows the last message of an interaction. One that deviates is followed as a whole when that is asked for, by
   * `retrace`: its explanations are many, few others need them, and they would be forgotten before it ends.
   */
  followLast(interaction: Interaction): void {
    const last = interaction.messages.length - 1;
    const { isFollowed } = interaction.messages;
    if (!isFollowed && interaction.effort >= FIRST_DEVIATING) return;
    const isPlaced = last === 0 || isFollowed ? this.step(interaction, last) : this.followAll(interaction);
    if (!isPlaced) this.raiseEffort(interaction);
  }

  /** Follows an interaction again from its beginning, with more explanations. */
  again(interaction: Interaction): void {
    this.raiseEffort(interaction);
    this.retrace(interaction);
  }

  /** Follows an interaction that is over again from its beginning, in one of `EFFORTS`. */
  followAs(interaction: Interaction, effort: number): void {
    interaction.effort = effort;
    interaction.messages.forget();
    this.retrace(interaction);
  }

  /** Follows with more explanations that conform; what deviates is not followed until `retrace`. */
  private raiseEffort(interaction: Interaction): void {
    interaction.effort = nextEffort(interaction);
    if (interaction.effort >= FIRST_DEVIATING) {
      interaction.messages.forget();
      this.begin(interaction);
    } else if (!this.followAll(interaction)) this.raiseEffort(interaction);
  }

  /** Whether something was forgotten that open interactions have not let go of yet. */
  get hasForgotten(): boolean {
    return this.forgotten.size > 0;
  }

  /**
   * Lets open interactions let go of what was forgotten since this was last called: they would keep all of it. What
   * became of their messages is computed again on demand.
   */
  releaseForgotten(open: Iterable<Interaction>): void {
    for (const interaction of open) {
      const group = this.groupOf(interaction.effort);
      if (!this.forgotten.has(group)) continue;
      interaction.messages.forget();
      this.begin(interaction);
    }
    this.forgotten.clear();
    this.transitions.forgetRetired();
  }

  /** Finds out again what became of the messages of an interaction that has let go of it. */
  retrace(interaction: Interaction): void {
    if (interaction.messages.length === 0 || interaction.messages.isFollowed) return;
    if (!this.followAll(interaction)) this.again(interaction);
  }

  private begin(interaction: Interaction): void {
    interaction.explanations = this.automatonOf(interaction.effort).start(interaction.start);
    interaction.knownAddresses = [];
  }

  private groupOf(effort: number): AutomatonGroup {
    if (effort < FIRST_DEVIATING) return this.conforming;
    return effort < ASTRAY ? this.deviating : this.astray;
  }

  private automatonOf(effort: number): InteractionAutomaton {
    const automaton = this.automata[effort];
    if (automaton === undefined) throw new Error('No such effort.');
    return automaton;
  }

  /** Follows all messages. @returns false if no explanation that is followed has a place for one of them */
  private followAll(interaction: Interaction): boolean {
    this.begin(interaction);
    for (let message = 0; message < interaction.messages.length; message++) {
      if (!this.step(interaction, message)) return false;
    }
    return true;
  }

  /** @returns false if no explanation that is followed has a place for the message */
  private step(interaction: Interaction, message: number): boolean {
    const { explanations, recentTimes, knownAddresses, effort, messages } = interaction;
    const letter = messages.letterOf(message);
    if (letter === undefined) return true;
    const timeMs = messages.timeOf(message);
    const own = this.asKnown(letter, knownAddresses);
    const transition = this.automatonOf(effort).next(explanations, own, explanations.over(recentTimes, timeMs));
    if (transition.cost > 0 && effort < FIRST_DEVIATING) return false;
    messages.follow(message, transition);
    interaction.explanations = transition.to;
    renumberTimes(recentTimes, transition, timeMs);
    if (!transition.keepsAddresses) {
      interaction.knownAddresses = knownAfter(knownAddresses, transition.addresses, letter.from, letter.to);
    }
    return true;
  }

  /** A letter by the numbers that a set has for addresses; those it does not know come after them. */
  private asKnown(letter: Letter, knownAddresses: readonly number[]): Letter {
    let { from, to } = letter;
    let next = knownAddresses.length;
    if (from >= 0) {
      const at = knownAddresses.indexOf(from);
      from = at >= 0 ? at : next++;
    }
    if (to >= 0) {
      const at = knownAddresses.indexOf(to);
      to = at >= 0 ? at : letter.to === letter.from ? from : next;
    }
    return from === letter.from && to === letter.to ? letter : this.letters.between(letter.kind, from, to);
  }
}

/** The next way to follow an interaction: more explanations that conform help only if some were dropped. */
function nextEffort({ effort, explanations }: Interaction): number {
  if (effort >= FIRST_DEVIATING) return effort + 1;
  return explanations.dropped < Number.POSITIVE_INFINITY ? Math.min(effort + 1, FIRST_DEVIATING) : FIRST_DEVIATING;
}

/** The times while they are renumbered. */
const former: number[] = [];

/** Numbers the times of an interaction as they are after a message. */
function renumberTimes(list: number[], { times }: MessageTransition, now: number): void {
  for (let index = 0; index < list.length; index++) former[index] = list[index] ?? now;
  for (let index = 0; index < times.length; index++) {
    const time = times[index] ?? 0;
    list[index] = time === 0 ? now : (former[time - 1] ?? now);
  }
}
