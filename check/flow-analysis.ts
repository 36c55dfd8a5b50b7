import type { Comparison } from './conformance/comparison.js';
import type { ComparisonMemory } from './conformance/phase-comparer.js';
import type { Exploration } from './exploration/explore.js';
import type { PhaseTransitions } from './exploration/transitions.js';
import type { FindingDraft } from './findings/finding.js';
import type { Flow } from './model/flow.js';
import type { Model } from './model/model.js';
import type { ShapeRule } from './rules/shape-rules.js';
import type { Simulation } from './simulation.js';

/** The result of the check of one flow: its findings, and the exploration and comparisons that they come from. */
export interface FlowAnalysis {
  readonly flow: Flow;
  /** The union of the models followed; an empty one if the flow follows none. */
  readonly model: Model;
  /** Answers what can be asked of the flow after the check. */
  readonly simulation: Simulation;
  readonly exploration: Exploration;
  /** How each visit of the exploration compares with its model phase, by its index; null if it has none. */
  readonly comparisons: readonly (Comparison | null)[];
  readonly findings: readonly FindingDraft[];
  /** The results that the check of the flow's next version can reuse. */
  readonly kept: KeptCheck;
  /** Whether the check stopped at a limit, so that there can be more findings. */
  readonly bounded: boolean;
  /** Pairs of phase and configuration explored, under all assumptions together: the work of the check. */
  readonly exploredPairs: number;
}

/** The results of a check that the check of the flow's next version can reuse. */
interface KeptCheck {
  /** The comparisons made: those of unchanged phases hold. */
  readonly memory: ComparisonMemory;
  /** Looks at rows that they took. */
  readonly effort: number;
  /** The results that hold while phases lead where they did; undefined if a fact or a comparison is open. */
  readonly shape?: CheckedShape;
}

/** The results of a check that depend on which phases lead where, but not on their steps. */
export interface CheckedShape {
  readonly transitions: PhaseTransitions;
  /** Rules that found nothing. */
  readonly quiet: ReadonlySet<ShapeRule>;
  /** Whether the text leads to each phase. */
  readonly connected: boolean;
}
