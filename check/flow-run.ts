import { isProblem } from '../timeline/types/problems.js';
import type { Checkpoint } from './checkpoint.js';
import type { Comparison } from './conformance/comparison.js';
import { type ComparisonMemory, PhaseComparer } from './conformance/phase-comparer.js';
import { type Exploration, explore, type Visit } from './exploration/explore.js';
import type { Assumption } from './exploration/facts.js';
import { PhaseTransitions } from './exploration/transitions.js';
import type { FindingDraft } from './findings/finding.js';
import type { CheckedShape, FlowAnalysis } from './flow-analysis.js';
import { type FlowChange, flowChange } from './flow-shape.js';
import type { Flow } from './model/flow.js';
import type { Model } from './model/model.js';
import { addContentFindings } from './rules/content-findings.js';
import type { MessageText } from './rules/message-text.js';
import { scenarioFindings } from './rules/scenario-findings.js';
import { type ShapeRule, shapeFindings } from './rules/shape-rules.js';
import { VisitFindings } from './rules/visit-findings.js';

/** Comparisons between two checkpoints. */
const COMPARISONS_BETWEEN_CHECKS = 64;

/** The most looks at rows in all comparisons of a flow: some seconds; see `Effort`. */
const MAX_EFFORT = 60_000_000;

/** The most configurations of all versions of a flow that are kept, as a multiple of those that one may have. */
const MAX_EXPLORATIONS = 4;

/** One check under one assumption about the facts that the flow leaves open. */
export interface FlowRun {
  readonly assumption: Assumption;
  readonly transitions: PhaseTransitions;
  readonly comparer: PhaseComparer;
  readonly exploration: Exploration;
  readonly comparisons: readonly (Comparison | null)[];
  readonly findings: readonly FindingDraft[];
  /** Rules of the flow's shape that found nothing. */
  readonly quiet: ReadonlySet<ShapeRule>;
  /** The results of the version before that hold while phases lead where they did. */
  readonly kept: KeptShape | undefined;
  /** Errors and warnings. */
  readonly problems: number;
  /** Whether phases were left because the comparisons took too much effort in all. */
  readonly exhausted: boolean;
  /** Looks at rows that the comparisons took; with those of the versions before whose comparisons are kept. */
  readonly effort: number;
}

/** Whether something was not compared, or not in every way. */
export function isIncomplete({ comparer, exhausted }: FlowRun): boolean {
  return exhausted || comparer.bounded || comparer.boundedOrder || comparer.boundedSize;
}

/**
 * Checks a flow under one assumption.
 * @param before of the flow before some of its phases changed
 */
export async function runWith(
  assumption: Assumption,
  flow: Flow,
  model: Model,
  words: MessageText,
  bound: number,
  checkpoint: Checkpoint,
  before: FlowAnalysis | undefined,
): Promise<FlowRun> {
  const shape = shapeBefore(flow, assumption, bound, before);
  const change = shape === undefined || before === undefined ? undefined : flowChange(flow, before.flow);
  const kept = shape && before && change && keptShape(shape, change, bound, before);
  // For this version only: the version before, which may be checked again, keeps its own deciding facts.
  const transitions =
    (change && shape?.transitions.ofVersion(flow)) ?? new PhaseTransitions(flow, model, assumption.values);
  const comparer = new PhaseComparer(model, transitions, kept?.memory, before?.kept.memory);
  const exploration = kept?.exploration ?? (await explore(flow, transitions, bound, checkpoint));
  const comparisons: (Comparison | null)[] = kept === undefined ? [] : [...kept.comparisons];
  let compared = 0;
  const effort = kept === undefined ? 0 : (before?.kept.effort ?? 0);
  let exhausted = false;
  for (const visit of exploration.visits) {
    if (kept !== undefined && !kept.changed.has(visit.phase)) continue;
    if (compared++ % COMPARISONS_BETWEEN_CHECKS === 0) await checkpoint();
    const phase = flow.phases[visit.phase];
    exhausted ||= effort + comparer.effort > MAX_EFFORT;
    comparisons[visit.index] = phase === undefined || exhausted ? null : comparer.compare(phase, visit.entered);
  }
  // What the version before took for phases that have changed does not count.
  if (exhausted && kept !== undefined) return runWith(assumption, flow, model, words, bound, checkpoint, undefined);
  const visitFindings = new VisitFindings(flow, exploration);
  addContentFindings(exploration, comparisons, visitFindings, words, transitions);
  const ofShape = shapeFindings(exploration, transitions, visitFindings, words, kept?.quiet ?? new Set());
  const findings = [...ofShape.findings, ...scenarioFindings(exploration, words), ...visitFindings.findings()];
  const problems = findings.filter(isProblem).length;
  return {
    assumption,
    transitions,
    comparer,
    exploration,
    comparisons,
    findings,
    quiet: ofShape.quiet,
    kept,
    problems,
    exhausted,
    effort: effort + comparer.effort,
  };
}

/** The results of the version before that still hold, and the phases to compare again. */
interface KeptShape extends CheckedShape, Pick<FlowAnalysis, 'exploration' | 'comparisons'> {
  readonly memory: ComparisonMemory;
  readonly changed: ReadonlySet<number>;
}

/**
 * Undefined where something was left open in the version before, it followed others or under other facts, or what was
 * entered in all versions so far takes too much memory.
 */
function shapeBefore(
  flow: Flow,
  { values }: Assumption,
  bound: number,
  before: FlowAnalysis | undefined,
): CheckedShape | undefined {
  const shape = before?.kept.shape;
  if (shape === undefined || before?.flow.model !== flow.model) return undefined;
  const { facts, configurations } = shape.transitions;
  return values.join() === facts.join() && configurations.size <= MAX_EXPLORATIONS * bound ? shape : undefined;
}

/** Undefined where phases are entered otherwise, or lead to others, than in the version before. */
function keptShape(
  shape: CheckedShape,
  { phases, isExploredAnew }: FlowChange,
  bound: number,
  { kept: { memory }, exploration, comparisons }: FlowAnalysis,
): KeptShape | undefined {
  const isBeyond = exploration.visits.length > bound || (exploration.bounded && exploration.visits.length < bound);
  if (isExploredAnew || isBeyond) return undefined;
  // A wrong binding is reported at the binding.
  const isPlain = ({ phase, entered }: Visit) => !phases.has(phase) || entered.wrongRoles.length === 0;
  if (!exploration.visits.every(isPlain)) return undefined;
  return { ...shape, memory, exploration, comparisons, changed: phases };
}
