import type { Interaction } from './interaction.js';
import type { Letter } from './letter.js';
import type { InteractionOutcome } from './outcome.js';
import type { PhaseResult } from './result.js';
import type { Transition } from './situation.js';
import { deviationOf, type TimeLimit } from './timing.js';

/** Most traces that are remembered at once. */
const MAX_TRACES = 10_000;

/** Most traces of which only is remembered that they were taken. */
const MAX_TAKEN = 200_000;

/** A phase of a trace. */
export interface TracePhase extends Pick<PhaseResult, 'visit' | 'name' | 'modelPhase'> {
  /** Numbers of its first and last message. */
  readonly first: number;
  readonly last: number;
}

/** A message of a trace. */
interface TraceStep {
  readonly letter: Letter | undefined;
  readonly transition: Transition | null;
}

/** What all interactions have in common that conform with the same messages, but for their times. */
export interface Trace {
  /** What came, and what became of it. */
  readonly steps: readonly TraceStep[];
  readonly start: Interaction['start'];
  readonly outcome: InteractionOutcome;
  readonly phases: readonly TracePhase[];
  readonly limits: readonly TimeLimit[];
}

/** The traces of interactions that conform, from the second that takes one: each is then judged no more. */
export class KnownTraces {
  private readonly known = new Map<number, Trace[]>();
  /** Of traces that were taken: many are taken once only, and to keep them would be for nothing. */
  private readonly taken = new Set<number>();
  private count = 0;

  /** The trace that an interaction took, if it is known and no time deviates. */
  of(interaction: Interaction): Trace | undefined {
    const traces = this.known.get(hashOf(interaction));
    const trace = traces?.find((own) => own.start === interaction.start && isTaken(own, interaction));
    if (trace === undefined) return undefined;
    for (const limit of trace.limits) if (deviationOf(limit, interaction.messages) !== null) return undefined;
    return trace;
  }

  clear(): void {
    this.known.clear();
    this.taken.clear();
    this.count = 0;
  }

  add(trace: Omit<Trace, 'start' | 'steps'>, interaction: Interaction): void {
    if (this.count >= MAX_TRACES || this.taken.size >= MAX_TAKEN) this.clear();
    const hash = hashOf(interaction);
    if (!this.taken.has(hash)) {
      this.taken.add(hash);
      return;
    }
    this.count++;
    const own: Trace = { ...trace, start: interaction.start, steps: stepsOf(interaction) };
    const traces = this.known.get(hash);
    if (traces === undefined) this.known.set(hash, [own]);
    else traces.push(own);
  }
}

function stepsOf({ messages }: Interaction): TraceStep[] {
  return Array.from({ length: messages.length }, (_, message) => {
    return { letter: messages.letterOf(message), transition: messages.transitionOf(message) };
  });
}

function isTaken({ steps }: Trace, { messages }: Interaction): boolean {
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
