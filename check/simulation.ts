import type { Checkpoint } from './checkpoint.js';
import type { Comparison } from './conformance/comparison.js';
import { type ComparisonMemory, PhaseComparer } from './conformance/phase-comparer.js';
import { type Configuration, type Entry, NO_ENTRY, type Players } from './exploration/configuration.js';
import type { BlockedEntry } from './exploration/entry-conditions.js';
import { type Exploration, explore } from './exploration/explore.js';
import type { EvaluationContext } from './exploration/three-valued.js';
import { type EnteredPhase, PhaseTransitions } from './exploration/transitions.js';
import type { Flow, FlowPhase } from './model/flow.js';
import type { Model, ModelPhase } from './model/model.js';

/**
 * Answers questions about a flow after its check: whether a phase can be entered, and how it would compare. It answers the
 * same whatever was asked before, and no question changes what the check decided.
 */
export interface Simulation {
  /** Per fact of the model: the value stated or assumed. */
  readonly facts: readonly number[];
  /** Indices of the participants that are parties. */
  readonly parties: readonly number[];
  /** The players of each role that no phase binds. */
  readonly defaultPlayers: Players;
  /** Every party in the state it is initially in. */
  readonly initial: Configuration;
  /** Parties that are pending for certain. */
  pending(configuration: Configuration): readonly number[];
  /** Parties that a phase of the same model made pending in a role. */
  pendingIn(role: number, phase: ModelPhase, configuration: Configuration): readonly number[];
  /** How the phase was entered that made a party pending; undefined if none did. */
  makerOf(party: number, configuration: Configuration): Entry | undefined;
  /** The context in which the conditions of a phase are judged. */
  context(states: readonly number[], players: Players): EvaluationContext;
  /** The players of each role in a phase, whether it can be entered or not; empty if it realizes no model phase. */
  players(phase: FlowPhase, from: Configuration): Players;
  /** Enters a phase of the flow, or another version of one. */
  enter(phase: FlowPhase, from: Configuration): EnteredPhase | BlockedEntry;
  /** How a phase as entered compares; null if it realizes no known model phase. */
  compare(phase: FlowPhase, entered: EnteredPhase): Comparison | null;
  /** As `compare`, with each way through the `one of`s that the phase's steps leave open. */
  openAlternatives(phase: FlowPhase, entered: EnteredPhase): readonly Comparison[];
  /** The same of a flow with more phases. @param phases their indices follow those of the flow's own */
  withPhases(phases: readonly FlowPhase[]): Simulation;
}

/**
 * The simulation of a flow.
 * @param explored the transitions that it was explored with: its configurations mean the same here
 * @param memory comparisons made already
 */
export function simulationOf(
  flow: Flow,
  model: Model,
  explored: PhaseTransitions,
  memory?: ComparisonMemory,
): Simulation {
  const transitions = explored.ofVersion(flow);
  const comparer = new PhaseComparer(model, transitions, memory);
  const { facts, parties, roles } = transitions;
  return {
    facts,
    parties,
    defaultPlayers: roles.defaults,
    initial: transitions.initial(),
    pending: (configuration) => transitions.pending(configuration),
    pendingIn: (role, phase, configuration) => roles.pendingIn(role, phase, configuration),
    makerOf: (party, { makers }) => transitions.entries.get(makers[party] ?? NO_ENTRY),
    context: (states, players) => transitions.context(states, players),
    players(phase, from) {
      const realized = phase.realizes?.phase ?? null;
      return realized === null ? [] : roles.bind(phase, realized, from).players;
    },
    enter: (phase, from) => transitions.enter(phase, from),
    compare: (phase, as) => comparer.compare(phase, as),
    openAlternatives: (phase, as) => comparer.openAlternatives(phase, as),
    withPhases(phases) {
      const { configurations, entries } = transitions;
      const shared = { configurations: configurations.copy(), entries: entries.copy(), entered: new WeakMap() };
      const extended = { ...flow, phases: [...flow.phases, ...phases] };
      return simulationOf(extended, model, new PhaseTransitions(extended, model, facts, shared));
    },
  };
}

/**
 * Explores a flow without checking it.
 * @param facts per fact of the model, the value to assume
 * @param bound the most pairs of phase and configuration explored
 */
export async function simulate(
  flow: Flow,
  model: Model,
  facts: readonly number[],
  bound: number,
  checkpoint: Checkpoint,
): Promise<{ readonly exploration: Exploration; readonly simulation: Simulation }> {
  const transitions = new PhaseTransitions(flow, model, facts);
  const exploration = await explore(flow, transitions, bound, checkpoint);
  return { exploration, simulation: simulationOf(flow, model, transitions) };
}
