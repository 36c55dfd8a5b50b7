import { inconclusive, limitsReached } from './check-limits.js';
import { type Checkpoint, noCheckpoint } from './checkpoint.js';
import type { Comparison } from './conformance/comparison.js';
import { isEntered } from './exploration/explore.js';
import { chooseFacts, decidingFacts, openFactFindings, withAssumptions } from './fact-assumptions.js';
import type { FindingDraft } from './findings/finding.js';
import type { FlowAnalysis } from './flow-analysis.js';
import { isIncomplete, runWith } from './flow-run.js';
import type { Flow } from './model/flow.js';
import { type Model, NO_MODEL } from './model/model.js';
import { MessageText } from './rules/message-text.js';
import { emptyPhases, unreachablePhases, unusedParticipants } from './rules/reachability-findings.js';
import { simulationOf } from './simulation.js';

/**
 * Checks one flow against the models it follows (docs/language.md).
 * @param bound the most pairs of phase and configuration explored
 * @param checkpoint called between pieces of the work; what it throws ends the check
 * @param before of a former version of the flow: what it says of phases that are the same objects is kept
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
    // A row that cannot be read may reach any participant.
    ...(model.rowsIncomplete ? [] : unusedParticipants(flow, () => reachedByAll(best.comparisons), unbound)),
    ...emptyPhases(flow, exploration),
  ];
  const values = flow.phases
    .filter((phase) => isEntered(phase, exploration))
    .flatMap(({ steps }) => steps.flatMap(({ valueFindings }) => valueFindings));
  const limits = limitsReached(best, model, {
    pairs: exploration.bounded || exhausted ? bound : null,
    assumptions: bounded ? assumptions : null,
  });
  return {
    flow,
    model,
    simulation: simulationOf(flow, model, transitions, comparer.memory),
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
    findings: [
      ...assumed,
      ...others,
      ...values,
      ...openFactFindings(open, flow, model, best),
      ...inconclusive(limits, flow),
    ],
  };
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
