import { joinWithAnd, joinWithOr } from '../timeline/types/join-words.js';
import { isProblem } from '../timeline/types/problems.js';
import { type Checkpoint, noCheckpoint } from './checkpoint.js';
import type { Comparison } from './conformance/comparison.js';
import { type ComparisonMemory, PhaseComparer } from './conformance/phase-comparer.js';
import { type Exploration, explore, isEntered, type Visit } from './exploration/explore.js';
import { type Assumption, assumptionsFor, unstatedFacts } from './exploration/facts.js';
import { PhaseTransitions } from './exploration/transitions.js';
import { brief } from './findings/brief.js';
import type { FindingDraft } from './findings/finding.js';
import { type FlowChange, flowChange } from './flow-shape.js';
import type { Flow } from './model/flow.js';
import { type Model, NO_MODEL, UNKNOWN } from './model/model.js';
import { PhaseIndex } from './model/phase-index.js';
import { MAX_REPLACED } from './model/role-use.js';
import { addContentFindings } from './rules/content-findings.js';
import { MessageText, quoted } from './rules/message-text.js';
import { emptyPhases, unreachablePhases, unusedParticipants } from './rules/reachability-findings.js';
import { type ShapeRule, shapeFindings } from './rules/shape-rules.js';
import { toFinding, VisitFindings } from './rules/visit-findings.js';
import { type Simulation, simulationOf } from './simulation.js';

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

interface CheckedShape {
  readonly transitions: PhaseTransitions;
  /** Rules that found nothing. */
  readonly quiet: ReadonlySet<ShapeRule>;
  /** Whether the text leads to each phase. */
  readonly connected: boolean;
}

const COMPARISONS_BETWEEN_CHECKS = 64;

/** The most looks at rows in all comparisons of a flow: some seconds; see `Effort`. */
const MAX_EFFORT = 60_000_000;

/**
 * Checks one flow against the models it follows (docs/language.md).
 * @param bound the most pairs of phase and configuration explored
 * @param checkpoint called between pieces of the work; what it throws ends the check
 * @param before of the flow before the steps or targets of some of its phases changed, and nothing else: what it says
 * of the other phases is kept
 */
export async function analyzeFlow(
  flow: Flow,
  bound: number,
  checkpoint: Checkpoint = noCheckpoint,
  before?: FlowAnalysis,
): Promise<FlowAnalysis> {
  const model = flow.model ?? NO_MODEL;
  const words = new MessageText(flow, model);
  const { best, runs, assumptions, bounded, exhausted } = await chooseFacts(flow, model, bound, (assumption) =>
    runWith(assumption, flow, model, words, bound, checkpoint, before),
  );
  const { transitions, comparer, exploration, quiet, kept } = best;
  const assumed = runs.length > 1 ? withAssumptions(best, runs, flow, model) : best.findings;
  const open = decidingFacts(best, flow, model);
  const unbound = unboundKinds(best.findings, model);
  const unreachable = kept?.connected ? [] : unreachablePhases(flow);
  const others = [
    ...unreachable,
    ...unusedParticipants(flow, () => reachedByAll(best.comparisons), unbound),
    ...emptyPhases(flow, exploration),
  ];
  const values = flow.phases
    .filter((phase) => isEntered(phase, exploration))
    .flatMap(({ steps }) => steps.flatMap(({ valueFindings }) => valueFindings));
  const bounds: Bound[] = [
    ...(exploration.bounded || exhausted
      ? [{ limit: `${bound.toLocaleString('en')} pairs of a phase and a configuration`, remedy: RAISE }]
      : []),
    ...(bounded
      ? [{ limit: `${assumptions} combinations of facts that the flow does not state`, remedy: 'State these facts.' }]
      : []),
    ...(comparer.bounded ? [{ limit: 'the combinations of `one of` members in a phase', remedy: SPLIT_PHASE }] : []),
    ...(PhaseIndex.of(model).hasLongChain
      ? [{ limit: `${MAX_REPLACED} phases of the model, each replacing the next`, remedy: 'Shorten the chain.' }]
      : []),
    ...(comparer.boundedSize
      ? [{ limit: 'the steps and rows of a phase that are compared with each other', remedy: SPLIT_PHASE }]
      : []),
    ...(best.exhausted ? [{ limit: 'the phases that are compared with their rows', remedy: 'Split the flow.' }] : []),
    ...(comparer.boundedOrder
      ? [{ limit: 'the ways to assign steps to equal rows of a phase', remedy: SPLIT_PHASE }]
      : []),
  ];
  return {
    flow,
    model,
    simulation:
      kept?.simulation.ofVersion(flow, comparer.memory) ?? simulationOf(flow, model, transitions, comparer.memory),
    exploration,
    comparisons: best.comparisons,
    kept: {
      memory: comparer.memory,
      effort: best.effort,
      ...(runs.length > 1 || open.length > 0 || exhausted || bounded || isIncomplete(best)
        ? {}
        : { shape: { transitions, quiet, connected: unreachable.length === 0 } }),
    },
    bounded: exploration.bounded || comparer.bounded || comparer.boundedSize || best.exhausted,
    exploredPairs: runs.reduce((sum, run) => sum + run.exploration.visits.length, 0),
    findings: [...assumed, ...others, ...values, ...openFacts(open, flow, model, best), ...inconclusive(bounds, flow)],
  };
}

/** One check under one assumption about the facts that the flow leaves open. */
interface Run {
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
  readonly faults: number;
  /** Whether phases were left because the comparisons took too much effort in all. */
  readonly exhausted: boolean;
  /** Looks at rows that the comparisons took; with those of the versions before whose comparisons are kept. */
  readonly effort: number;
}

/** Whether something was not compared, or not in every way. */
function isIncomplete({ comparer, exhausted }: Run): boolean {
  return exhausted || comparer.bounded || comparer.boundedOrder || comparer.boundedSize;
}

/**
 * Checks under the facts in the author's favor: the first values as declared with the fewest errors and
 * warnings. Only facts that an answer turns on are varied.
 * @param bound the most pairs explored in all: under several assumptions a flow is explored as often
 */
async function chooseFacts(
  flow: Flow,
  model: Model,
  bound: number,
  run: (assumption: Assumption) => Promise<Run>,
): Promise<{ best: Run; runs: readonly Run[]; assumptions: number; bounded: boolean; exhausted: boolean }> {
  const done = new Map<string, Run>();
  let pairs = 0;
  let open: number[] = [];
  for (;;) {
    const { assumptions, bounded } = assumptionsFor(flow, model, open);
    let best: Run | undefined;
    let exhausted = false;
    for (const assumption of assumptions) {
      const key = assumption.values.join();
      const known = done.get(key);
      exhausted ||= known === undefined && pairs >= bound;
      if (exhausted) break;
      const result = known ?? (await run(assumption));
      if (known === undefined) pairs += result.exploration.visits.length;
      done.set(key, result);
      if (best === undefined || result.faults < best.faults) best = result;
      if (result.faults === 0) break;
    }
    const runs = [...done.values()];
    const turnedOn = [...new Set(runs.flatMap((result) => decidingFacts(result, flow, model)))].sort((a, b) => a - b);
    if (best === undefined) throw new Error('A flow has at least one assumption to check it under.');
    if (best.faults === 0 || turnedOn.length === open.length || exhausted) {
      return { best, runs, assumptions: assumptions.length, bounded, exhausted };
    }
    open = turnedOn;
  }
}

async function runWith(
  assumption: Assumption,
  flow: Flow,
  model: Model,
  words: MessageText,
  bound: number,
  checkpoint: Checkpoint,
  before: FlowAnalysis | undefined,
): Promise<Run> {
  const shape = shapeBefore(flow, assumption, before);
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
  const findings = [...ofShape.findings, ...visitFindings.findings()];
  const faults = findings.filter(isProblem).length;
  return {
    assumption,
    transitions,
    comparer,
    exploration,
    comparisons,
    findings,
    quiet: ofShape.quiet,
    kept,
    faults,
    exhausted,
    effort: effort + comparer.effort,
  };
}

/** The results of the version before that still hold, and the phases to compare again. */
interface KeptShape extends CheckedShape, Pick<FlowAnalysis, 'exploration' | 'comparisons' | 'simulation'> {
  readonly memory: ComparisonMemory;
  readonly changed: ReadonlySet<number>;
}

/** Undefined where something was left open in the version before, or it followed others or under other facts. */
function shapeBefore(flow: Flow, { values }: Assumption, before: FlowAnalysis | undefined): CheckedShape | undefined {
  const shape = before?.kept.shape;
  const isAlike = before?.flow.model === flow.model && values.join() === shape?.transitions.facts.join();
  return isAlike ? shape : undefined;
}

/** Undefined where phases lead to others than in the version before. */
function keptShape(
  shape: CheckedShape,
  { phases, leadsElsewhere }: FlowChange,
  bound: number,
  { kept: { memory }, exploration, comparisons, simulation }: FlowAnalysis,
): KeptShape | undefined {
  const isBeyond = exploration.visits.length > bound || (exploration.bounded && exploration.visits.length < bound);
  if (leadsElsewhere || isBeyond) return undefined;
  // A wrong binding is reported at the binding.
  const isPlain = ({ phase, entered }: Visit) => !phases.has(phase) || entered.wrongRoles.length === 0;
  if (!exploration.visits.every(isPlain)) return undefined;
  return { ...shape, memory, exploration, comparisons, simulation, changed: phases };
}

function reachedByAll(comparisons: readonly (Comparison | null)[]): Set<number> {
  const reached = new Set<number>();
  for (const comparison of comparisons) {
    for (const { all, sender, receiver } of comparison?.slots ?? []) if (all) reached.add(sender).add(receiver);
  }
  return reached;
}

/** Kinds of the roles that are reported to have no player, or that may have one where roles or states could not be read. */
function unboundKinds(findings: readonly FindingDraft[], model: Model): Set<string> {
  const unbound = new Set(findings.filter(({ code }) => code === 'unbound-role').map(({ subject }) => subject));
  const kinds = new Set<string>(model.roles.filter(({ name }) => unbound.has(name)).map(({ kind }) => kind));
  const { incompleteKinds } = model;
  return incompleteKinds.has('state') || incompleteKinds.has('role') ? kinds.add('party') : kinds;
}

/** Facts the flow leaves open and an answer turned on. */
function decidingFacts(run: Run, flow: Flow, model: Model): number[] {
  return [...run.transitions.decidingFacts].filter((fact) => unstatedFacts(flow, model).includes(fact));
}

/** Marks findings that hold under this assumption only. */
function withAssumptions(best: Run, runs: readonly Run[], flow: Flow, model: Model): FindingDraft[] {
  const keyOf = ({ code, range, subject }: FindingDraft) => `${code}/${JSON.stringify(range)}/${subject ?? ''}`;
  const keysOfRuns = runs.map((run) => new Set(run.findings.map(keyOf)));
  const suffix = ` (Assumed because the flow does not state it: ${assumedFacts(best, flow, model)}.)`;
  return best.findings.map((finding) =>
    keysOfRuns.every((keys) => keys.has(keyOf(finding))) ? finding : { ...finding, message: finding.message + suffix },
  );
}

function assumedFacts(run: Run, flow: Flow, model: Model): string {
  return joinWithAnd(
    decidingFacts(run, flow, model).map((index) => {
      const fact = model.facts[index];
      return `${quoted(fact?.name ?? '?')} is ${quoted(fact?.values[run.assumption.values[index] ?? UNKNOWN] ?? '?')}`;
    }),
  );
}

function openFacts(open: readonly number[], flow: Flow, model: Model, run: Run): FindingDraft[] {
  return open.flatMap((index) => {
    const fact = model.facts[index];
    // A value that does not resolve is reported at its name.
    if (fact === undefined || flow.facts[index] !== null) return [];
    const values = joinWithOr(fact.values.map(quoted));
    const assumed = fact.values[run.assumption.values[index] ?? UNKNOWN] ?? '?';
    return toFinding(
      {
        code: 'fact-not-stated',
        subject: fact.name,
        brief: brief`Depends on ${fact.name}: ${assumed} is assumed`,
        place: flow.namePlace,
        fact: `Fact ${quoted(fact.name)} is not stated: ${quoted(assumed)} is assumed. What flow ${quoted(flow.name)} must send depends on it (${values})`,
        remedy: `Add \`${fact.name} is ${assumed}\`.`,
        related: [{ uri: fact.place.uri, range: fact.place.range, message: `fact ${quoted(fact.name)}` }],
        data: { candidates: fact.values, expected: fact.values.map((value) => `${fact.name} is ${value}`) },
      },
      flow,
    );
  });
}

/** A limit at which the check stopped, and what the author can do. */
interface Bound {
  readonly limit: string;
  readonly remedy: string;
}

const RAISE = 'Split the flow, or raise the limit (setting `confer.check.maxConfigurations`).';
const SPLIT_PHASE = 'Split the phase.';

function inconclusive(bounds: readonly Bound[], flow: Flow): FindingDraft[] {
  return bounds.map(({ limit, remedy }, index) =>
    toFinding(
      {
        code: 'check-inconclusive',
        subject: String(index),
        place: flow.namePlace,
        fact: `The check of flow ${quoted(flow.name)} stopped at a limit: ${limit}`,
        remedy: `The findings so far are valid, but there may be more. ${remedy}`,
      },
      flow,
    ),
  );
}
