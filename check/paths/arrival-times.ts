import { NO_ENTRY } from '../exploration/configuration.js';
import { type Edge, pathTo, startTargets, targetsOf, type Visit } from '../exploration/explore.js';
import type { FlowAnalysis } from '../flow-analysis.js';
import type { Target } from '../model/flow.js';
import { isTimeoutPhase } from '../model/model.js';
import { type Moment, type VisitTimes, visitTimes } from './elapsed-time.js';
import { targetDelay } from './target-delay.js';

/** When the steps of a phase are sent, counted from the start of a shortest path to it. */
export interface ArrivalTimes {
  /** Names of the phases that lead there, the phase itself last. */
  readonly path: readonly string[];
  /** Per step; null if no delay is known. */
  readonly steps: readonly (Moment | null)[];
}

/** Times along the shortest paths of a flow, reckoned as the timeline reckons them along one path. */
export class ShortestPathTimes {
  /** By visit: when its last step is sent. */
  private readonly ends: Moment[] = [];

  constructor(private readonly analysis: FlowAnalysis) {
    // The visit before another on a shortest path has a smaller number.
    for (const visit of analysis.exploration.visits) this.ends.push(this.walk(visit).end);
  }

  /** The times of a phase's steps; undefined if the phase is never reached. */
  of(phase: number): ArrivalTimes | undefined {
    const { exploration, flow } = this.analysis;
    const visit = exploration.visits[exploration.byPhase[phase]?.[0] ?? -1];
    return visit === undefined
      ? undefined
      : { path: pathTo(exploration, visit.index, flow), steps: this.walk(visit).steps };
  }

  private walk(visit: Visit): VisitTimes {
    const { flow } = this.analysis;
    const phase = flow.phases[visit.phase];
    return visitTimes(
      {
        previous: this.endOf(visit.parent),
        origin: this.origin(visit),
        delayMs: targetDelay(flow, this.targetTo(visit), visit.parent === null),
      },
      (phase?.steps ?? []).map(({ delayMs }) => ({ delayMs, sent: true })),
    );
  }

  /** A timeout's delay counts from the phase that made the party pending, any other from the phase before. */
  private origin({ entered, parent }: Visit): Moment | null {
    const { exploration, simulation } = this.analysis;
    if (parent === null || entered.realized === null || !isTimeoutPhase(entered.realized)) return this.endOf(parent);
    const before = exploration.visits[parent]?.entered.configuration ?? simulation.initial;
    for (const [participant, maker] of before.makers.entries()) {
      if (maker === NO_ENTRY || entered.configuration.makers[participant] === maker) continue;
      const made = simulation.makerOf(participant, before)?.phase;
      for (let at: number | null = parent; at !== null; at = exploration.visits[at]?.parent ?? null) {
        if (exploration.visits[at]?.phase === made) return this.endOf(at);
      }
    }
    return this.endOf(parent);
  }

  private endOf(visit: number | null): Moment | null {
    return visit === null ? null : (this.ends[visit] ?? null);
  }

  private targetTo({ index, parent, phase }: Visit): Target | null {
    const { exploration, flow } = this.analysis;
    const edges: readonly Edge[] = parent === null ? exploration.starts : (exploration.visits[parent]?.edges ?? []);
    const targets = parent === null ? startTargets(flow) : targetsOf(flow, exploration.visits[parent]?.phase ?? -1);
    const position = edges.findIndex((edge) => edge.kind === 'visit' && edge.visit === index);
    return targets[position] ?? targets.find((target) => target?.kind === 'phase' && target.phase === phase) ?? null;
  }
}
