import { NO_ENTRY } from '../analysis/configuration.js';
import { pathTo, startTargets, targetsOf, type Visit, type Way } from '../analysis/explore.js';
import type { FlowAnalysis } from '../analysis/flow-analysis.js';
import type { Target } from '../model/flow.js';

/** When the steps of a phase are sent, counted from the start of a shortest path to it. */
export interface ArrivalTimes {
  /** Names of the phases that lead there, the phase itself last. */
  readonly path: readonly string[];
  /** Per step, milliseconds; null where no delay is known. */
  readonly steps: readonly (number | null)[];
}

/** Times along the shortest paths of a flow, reckoned as the timeline reckons them along one path. */
export class ShortestPathTimes {
  /** By visit: when its last step is sent. */
  private readonly ends: number[] = [];

  constructor(private readonly analysis: FlowAnalysis) {
    // The visit before another on a shortest path has a smaller number.
    for (const visit of analysis.exploration.visits) this.ends.push(this.walk(visit).end);
  }

  /** The times of a phase's steps; undefined where the phase is never reached. */
  of(phase: number): ArrivalTimes | undefined {
    const { exploration, flow } = this.analysis;
    const visit = exploration.visits[exploration.byPhase[phase]?.[0] ?? -1];
    return visit === undefined
      ? undefined
      : { path: pathTo(exploration, visit.index, flow), steps: this.walk(visit).steps };
  }

  private walk(visit: Visit): { end: number; steps: (number | null)[] } {
    const target = this.targetTo(visit);
    const delay = target?.kind === 'phase' ? target.delayMs : null;
    const previous = visit.parent === null ? 0 : (this.ends[visit.parent] ?? 0);
    let clock = delay === null ? previous : this.origin(visit) + delay;
    const phase = this.analysis.flow.phases[visit.phase];
    const steps = (phase?.steps ?? []).map(({ delayMs }, index) => {
      clock += delayMs ?? 0;
      const entersKnown = index === 0 && (delay !== null || visit.parent === null);
      return delayMs !== null || entersKnown ? clock : null;
    });
    return { end: clock, steps };
  }

  /** A timeout's delay counts from the phase that made the party pending, any other from the phase before. */
  private origin({ entered, parent }: Visit): number {
    const { exploration, entering } = this.analysis;
    if (parent === null) return 0;
    const previous = this.ends[parent] ?? 0;
    if (entered.realized?.trigger?.kind !== 'timeout') return previous;
    const makers = exploration.visits[parent]?.entered.configuration.makers ?? [];
    for (const [participant, maker] of makers.entries()) {
      if (maker === NO_ENTRY || entered.configuration.makers[participant] === maker) continue;
      const made = entering.entries.get(maker)?.phase;
      for (let at: number | null = parent; at !== null; at = exploration.visits[at]?.parent ?? null) {
        if (exploration.visits[at]?.phase === made) return this.ends[at] ?? 0;
      }
    }
    return previous;
  }

  private targetTo({ index, parent, phase }: Visit): Target | null {
    const { exploration, flow } = this.analysis;
    const ways: readonly Way[] = parent === null ? exploration.starts : (exploration.visits[parent]?.ways ?? []);
    const targets = parent === null ? startTargets(flow) : targetsOf(flow, exploration.visits[parent]?.phase ?? -1);
    const position = ways.findIndex((way) => way.kind === 'visit' && way.visit === index);
    return targets[position] ?? targets.find((target) => target?.kind === 'phase' && target.phase === phase) ?? null;
  }
}
