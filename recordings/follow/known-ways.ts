import type { Interaction } from './interaction.js';
import type { Letter } from './letter.js';
import type { Outcome } from './outcome.js';
import type { PhaseResult } from './result.js';
import type { Transition } from './situation.js';
import { deviationOf, type TimeLimit } from './timing.js';

/** Most ways that are remembered at once. */
const MAX_WAYS = 10_000;

/** Most ways of which only is remembered that they were taken. */
const MAX_TAKEN = 200_000;

/** A phase of a way. */
export interface WayPhase extends Pick<PhaseResult, 'visit' | 'name' | 'modelPhase'> {
  /** Numbers of its first and last message. */
  readonly first: number;
  readonly last: number;
}

/** A message of a way. */
interface WayStep {
  readonly letter: Letter | undefined;
  readonly transition: Transition | null;
}

/** What all interactions have in common that conform with the same messages, but for their times. */
export interface Way {
  /** What came, and what became of it. */
  readonly steps: readonly WayStep[];
  readonly start: Interaction['start'];
  readonly outcome: Outcome;
  readonly phases: readonly WayPhase[];
  readonly limits: readonly TimeLimit[];
}

/** The ways of interactions that conform, from the second that takes one: each is then judged no more. */
export class KnownWays {
  private readonly known = new Map<number, Way[]>();
  /** Of ways that were taken: many are taken once only, and to keep them would be for nothing. */
  private readonly taken = new Set<number>();
  private count = 0;

  /** The way that an interaction took, if it is known and no time deviates. */
  of(interaction: Interaction): Way | undefined {
    const ways = this.known.get(hashOf(interaction));
    const way = ways?.find((own) => own.start === interaction.start && isTaken(own, interaction));
    if (way === undefined) return undefined;
    for (const limit of way.limits) if (deviationOf(limit, interaction.messages) !== null) return undefined;
    return way;
  }

  clear(): void {
    this.known.clear();
    this.taken.clear();
    this.count = 0;
  }

  add(way: Omit<Way, 'start' | 'steps'>, interaction: Interaction): void {
    if (this.count >= MAX_WAYS || this.taken.size >= MAX_TAKEN) this.clear();
    const hash = hashOf(interaction);
    if (!this.taken.has(hash)) {
      this.taken.add(hash);
      return;
    }
    this.count++;
    const own: Way = { ...way, start: interaction.start, steps: stepsOf(interaction) };
    const ways = this.known.get(hash);
    if (ways === undefined) this.known.set(hash, [own]);
    else ways.push(own);
  }
}

function stepsOf({ messages }: Interaction): WayStep[] {
  return Array.from({ length: messages.length }, (_, message) => {
    return { letter: messages.letterOf(message), transition: messages.transitionOf(message) };
  });
}

function isTaken({ steps }: Way, { messages }: Interaction): boolean {
  if (steps.length !== messages.length) return false;
  return steps.every(({ letter, transition }, message) => {
    return messages.transitionOf(message) === transition && messages.letterOf(message) === letter;
  });
}

function hashOf({ messages }: Interaction): number {
  let hash = 0;
  for (let message = 0; message < messages.length; message++) {
    hash = (Math.imul(hash, 31) + (messages.transitionOf(message)?.id ?? 0)) | 0;
    hash = (Math.imul(hash, 31) + (messages.letterOf(message)?.id ?? 0)) | 0;
  }
  return hash;
}
