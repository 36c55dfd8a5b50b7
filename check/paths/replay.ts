import type { Comparison } from '../conformance/comparison.js';
import { type Configuration, NO_ENTRY } from '../exploration/configuration.js';
import { startTargets, targetsOf } from '../exploration/explore.js';
import { type EnteredPhase, isBlocked } from '../exploration/transitions.js';
import type { FlowAnalysis } from '../flow-analysis.js';
import type { FlowPhase } from '../model/flow.js';
import { isTimeoutPhase } from '../model/model.js';
import type { Simulation } from '../simulation.js';
import { targetDelay } from './target-delay.js';

/** One phase of a path as it is gone through. */
export interface ReplayedVisit {
  readonly index: number;
  /** The visit before it on its path, which has a smaller index; null at the start. */
  readonly parent: number | null;
  readonly phase: FlowPhase;
  readonly before: Configuration;
  readonly entered: EnteredPhase;
  /** Null if the phase is drawn only. */
  readonly comparison: Comparison | null;
  /** The visit whose last step its delay counts from; null at the start. */
  readonly delayFrom: number | null;
  /** The delay of the target that led here; null if it has none, or if the path leaves the flow's targets. */
  readonly delayMs: number | null;
}

/**
 * Goes through a path phase by phase, as the check does. A phase that cannot be taken is drawn all the same, without
 * its moves; names that are no phase are left out.
 */
export function replay(analysis: FlowAnalysis, path: readonly string[]): ReplayedVisit[] {
  const { flow, simulation } = analysis;
  const byName = new Map<string, FlowPhase>();
  for (const phase of flow.phases) if (!byName.has(phase.name)) byName.set(phase.name, phase);
  const visits: ReplayedVisit[] = [];
  let configuration = simulation.initial;
  for (const name of path) {
    const phase = byName.get(name);
    if (phase === undefined) continue;
    const last = visits.at(-1);
    const targets = last === undefined ? startTargets(flow) : targetsOf(flow, last.phase.index);
    const target = targets.find((candidate) => candidate?.kind === 'phase' && candidate.phase === phase.index) ?? null;
    const result = simulation.enter(phase, configuration);
    const entered = isBlocked(result) ? stay(simulation, phase, configuration) : result;
    const parent = last?.index ?? null;
    visits.push({
      index: visits.length,
      parent,
      phase,
      before: configuration,
      entered,
      comparison: simulation.compare(phase, entered),
      delayFrom: delayOrigin(analysis, phase, entered, configuration, visits, parent),
      delayMs: targetDelay(flow, target, parent === null),
    });
    configuration = entered.configuration;
  }
  return visits;
}

function stay(simulation: Simulation, phase: FlowPhase, configuration: Configuration): EnteredPhase {
  const realized = phase.realizes?.phase ?? null;
  const players = simulation.players(phase, configuration);
  return { realized, players, wrongRoles: [], certain: true, configuration };
}

/**
 * The visit whose last step a delay counts from: for a timeout the phase that made the party pending, otherwise the
 * phase before; null at the start.
 * @param parent the visit before
 */
export function delayOrigin(
  { simulation }: FlowAnalysis,
  phase: FlowPhase,
  entered: EnteredPhase,
  before: Configuration,
  visits: readonly ReplayedVisit[],
  parent: number | null,
): number | null {
  const realized = phase.realizes?.phase;
  if (!realized || !isTimeoutPhase(realized)) return parent;
  for (const [participant, maker] of before.makers.entries()) {
    if (maker === NO_ENTRY || entered.configuration.makers[participant] === maker) continue;
    const made = simulation.makerOf(participant, before)?.phase;
    for (let visit = visits[parent ?? -1]; visit !== undefined; visit = visits[visit.parent ?? -1]) {
      if (visit.phase.index === made) return visit.index;
    }
  }
  return parent;
}
