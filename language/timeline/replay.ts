import type { Comparison } from '../analysis/comparison.js';
import { type Configuration, NO_ENTRY } from '../analysis/configuration.js';
import { type Entered, isRefusal } from '../analysis/entering.js';
import { startTargets, targetsOf } from '../analysis/explore.js';
import type { FlowAnalysis } from '../analysis/flow-analysis.js';
import type { FlowPhase, Target } from '../model/flow.js';

/** One phase of a path as it is gone through. */
export interface ReplayedVisit {
  readonly index: number;
  readonly phase: FlowPhase;
  readonly before: Configuration;
  readonly entered: Entered;
  /** Null where the phase is drawn only. */
  readonly comparison: Comparison | null;
  /** The target that led here; null where the path leaves the flow's targets. */
  readonly target: Target | null;
  /** The visit whose last step the target's delay counts from; null at the start. */
  readonly delayFrom: number | null;
}

/**
 * Goes through a path phase by phase, as the check does. A phase that cannot be taken is drawn all the same, and moves
 * nobody; names that are no phase are left out.
 */
export function replay(analysis: FlowAnalysis, path: readonly string[]): ReplayedVisit[] {
  const { flow, entering, judge } = analysis;
  const byName = new Map<string, FlowPhase>();
  for (const phase of flow.phases) if (!byName.has(phase.name)) byName.set(phase.name, phase);
  const visits: ReplayedVisit[] = [];
  let configuration = entering.initial();
  for (const name of path) {
    const phase = byName.get(name);
    if (phase === undefined) continue;
    const last = visits.at(-1);
    const targets = last === undefined ? startTargets(flow) : targetsOf(flow, last.phase.index);
    const target = targets.find((candidate) => candidate?.kind === 'phase' && candidate.phase === phase.index) ?? null;
    const result = entering.enter(phase, configuration);
    const entered = isRefusal(result) ? stay(analysis, phase, configuration) : result;
    visits.push({
      index: visits.length,
      phase,
      before: configuration,
      entered,
      comparison: judge.compare(phase, entered),
      target,
      delayFrom: delayOrigin(analysis, phase, entered, configuration, visits),
    });
    configuration = entered.configuration;
  }
  return visits;
}

function stay(analysis: FlowAnalysis, phase: FlowPhase, configuration: Configuration): Entered {
  const realized = phase.realizes?.phase ?? null;
  const players = realized === null ? [] : analysis.entering.roles.cast(phase, realized, configuration).players;
  return { realized, players, wrongRoles: [], configuration };
}

/** A timeout's delay counts from the phase that made the party pending, any other from the phase before. */
function delayOrigin(
  analysis: FlowAnalysis,
  phase: FlowPhase,
  entered: Entered,
  before: Configuration,
  visits: readonly ReplayedVisit[],
): number | null {
  const previous = visits.length === 0 ? null : visits.length - 1;
  if (phase.realizes?.phase?.trigger?.kind !== 'timeout') return previous;
  for (const [participant, maker] of before.makers.entries()) {
    if (maker === NO_ENTRY || entered.configuration.makers[participant] === maker) continue;
    const made = analysis.entering.entries.get(maker)?.phase;
    const visit = visits.findLastIndex((candidate) => candidate.phase.index === made);
    if (visit >= 0) return visit;
  }
  return previous;
}
