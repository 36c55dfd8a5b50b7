import { type Players, playersKey, statesKey } from '../exploration/configuration.js';
import type { EnteredPhase, PhaseTransitions } from '../exploration/transitions.js';
import type { FlowPhase } from '../model/flow.js';
import type { Model, ModelPhase } from '../model/model.js';
import { PhaseIndex } from '../model/phase-index.js';
import type { Comparison } from './comparison.js';
import { type ComparisonNotes, ContextComparer } from './context-comparer.js';
import { decidingStates } from './deciding-states.js';
import { withinEffort } from './effort.js';
import { choicesOfPhase } from './obligations.js';

/** A comparison that was made, or attempted. */
interface Judged {
  /** Null if it takes more effort than allowed. */
  readonly comparison: Comparison | null;
  readonly notes: Readonly<ComparisonNotes>;
  /** Looks at rows that it took. */
  readonly effort: number;
}

/** The comparisons that were made of a flow under some facts. */
export interface ComparisonMemory {
  readonly model: Model;
  readonly facts: readonly number[];
  /** By phase, then by all else that a comparison depends on. */
  readonly comparisons: WeakMap<FlowPhase, Map<string, Judged>>;
  /** The states by which the content of a phase distinguishes parties. */
  readonly deciding: WeakMap<FlowPhase, ReadonlySet<number>>;
}

/** Compares phases with what they realize, each context once. */
export class PhaseComparer {
  /** The comparisons so far, for another comparer of the same flow, or of its next version. */
  readonly memory: ComparisonMemory;
  private readonly before: ComparisonMemory['comparisons'] | undefined;
  private readonly index: PhaseIndex;

  /** Too many ways to choose the members of `one of`s, and those that were tried do not conform. */
  bounded = false;

  /** Too many ways to assign steps to rows of one letter to decide whether they keep the order. */
  boundedOrder = false;

  /** A phase has more steps and rows than are compared. */
  boundedSize = false;

  /** Looks at rows that the comparisons took. */
  effort = 0;

  /**
   * @param memory of the same flow and facts, to be shared
   * @param before the comparer of the flow before some phases' steps and targets changed: its results for the others still hold
   */
  constructor(
    private readonly model: Model,
    private readonly transitions: PhaseTransitions,
    memory?: ComparisonMemory,
    before?: ComparisonMemory,
  ) {
    const { facts } = transitions;
    this.memory = memory ?? { model, facts, comparisons: new WeakMap(), deciding: new WeakMap() };
    const isAlike = before?.model === model && before.facts.join() === facts.join();
    this.before = isAlike ? before.comparisons : undefined;
    this.index = PhaseIndex.of(model);
  }

  /** How a phase as entered compares; null if it realizes no known model phase, or is too large to be compared. */
  compare(phase: FlowPhase, entered: EnteredPhase): Comparison | null {
    const { realized, players, configuration } = entered;
    if (realized === null) return null;
    const key = this.keyOf(phase, realized, players, configuration);
    const { comparisons } = this.memory;
    const judgedByKey = comparisons.get(phase) ?? new Map<string, Judged>();
    comparisons.set(phase, judgedByKey);
    let judged = judgedByKey.get(key);
    if (judged === undefined) {
      judged = this.before?.get(phase)?.get(key);
      if (judged === undefined) {
        const comparer = this.inContext(phase, realized, entered);
        const comparison = withinEffort(() => comparer.compare()) ?? null;
        judged = { comparison, notes: comparer.notes, effort: comparer.effort.spent };
      }
      this.addNotes(judged.notes);
      this.boundedSize ||= judged.comparison === null;
      this.effort += judged.effort;
      judgedByKey.set(key, judged);
    }
    return judged.comparison;
  }

  private addNotes({ decidingFacts, bounded, boundedOrder }: Readonly<ComparisonNotes>): void {
    for (const fact of decidingFacts) this.transitions.decidingFacts.add(fact);
    this.bounded ||= bounded;
    this.boundedOrder ||= boundedOrder;
  }

  /**
   * How a phase as entered compares with each way through the `one of`s that its steps leave open; with the only way
   * if they leave none open.
   */
  openAlternatives(phase: FlowPhase, entered: EnteredPhase): readonly Comparison[] {
    const { realized } = entered;
    if (realized === null) return [];
    const only = choicesOfPhase(realized).length === 0 ? this.compare(phase, entered) : null;
    if (only !== null) return [only];
    const comparer = this.inContext(phase, realized, entered);
    const tried = withinEffort(() => comparer.openAlternatives()) ?? [];
    this.addNotes(comparer.notes);
    return tried;
  }

  private inContext(phase: FlowPhase, realized: ModelPhase, { players, configuration }: EnteredPhase): ContextComparer {
    return new ContextComparer(phase, realized, this.transitions.context(configuration.states, players), this.model);
  }

  /** Key of everything that can change the comparison: usually just the players. */
  private keyOf(
    phase: FlowPhase,
    realized: ModelPhase,
    players: Players,
    configuration: EnteredPhase['configuration'],
  ): string {
    let deciding = this.memory.deciding.get(phase);
    if (deciding === undefined) {
      deciding = decidingStates(phase, realized, this.model);
      this.memory.deciding.set(phase, deciding);
    }
    const playing = this.index.movesPending(realized) ? playersKey(players) : '';
    return `${playing}|${deciding.size === 0 ? '' : statesKey(configuration.states, deciding)}`;
  }
}
