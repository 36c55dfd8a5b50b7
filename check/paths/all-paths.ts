import type { TimelineFragment, TimelineOperand } from '../../timeline/types/timeline.js';
import { type Edge, startTargets, targetsOf } from '../exploration/explore.js';
import type { FlowAnalysis } from '../flow-analysis.js';
import type { Target } from '../model/flow.js';
import { delayOrigin, type ReplayedVisit } from './replay.js';
import { targetDelay } from './target-delay.js';

/** Most visits that are drawn in one picture (docs/language.md). */
const MAX_VISITS = 300;

/** All paths of a flow laid out one after another. */
export interface Unfolded {
  /** Depth first, targets in the order written. */
  readonly visits: readonly ReplayedVisit[];
  readonly fragments: readonly TimelineFragment[];
  /** Whether a bound was hit: there is more than is drawn. */
  readonly truncated: boolean;
}

/**
 * Draws every phase in every configuration that reaches it, each once. Where paths branch, each branch is an operand of a
 * fragment; one that comes to what is drawn already says where that is.
 */
export function unfold(analysis: FlowAnalysis, maxVisits = MAX_VISITS): Unfolded {
  const unfolding = new Unfolding(analysis, maxVisits);
  unfolding.follow(null, startTargets(analysis.flow), analysis.exploration.starts);
  return unfolding;
}

/** A target that can be taken, and the explored visit that it leads to; null for the end. */
interface Open {
  readonly target: Target | null;
  readonly visit: number | null;
}

class Unfolding implements Unfolded {
  readonly visits: ReplayedVisit[] = [];
  readonly fragments: TimelineFragment[] = [];
  truncated = false;
  /** By explored visit, the one that draws it. */
  private readonly drawn = new Map<number, number>();

  constructor(
    private readonly analysis: FlowAnalysis,
    private readonly maxVisits: number,
  ) {}

  /** Draws what follows a visit, or the start. */
  follow(after: number | null, targets: readonly (Target | null)[], edges: readonly Edge[]): void {
    const open = this.openOf(targets, edges);
    const [only] = open;
    if (only === undefined || open.every(({ visit }) => visit === null)) return;
    if (open.length === 1 && only.visit !== null && this.hasRoomFor(only.visit)) {
      this.draw(only.visit, only.target, after);
      return;
    }
    const operands: TimelineOperand[] = [];
    this.fragments.push({ after, operands });
    for (const edge of open) operands.push(this.operand(edge, after));
  }

  private openOf(targets: readonly (Target | null)[], edges: readonly Edge[]): Open[] {
    const open: Open[] = [];
    for (const [position, target] of targets.entries()) {
      const edge = edges[position];
      if (edge?.kind === 'visit') open.push({ target, visit: edge.visit });
      else if (edge?.kind === 'end' && !open.some(({ visit }) => visit === null)) open.push({ target, visit: null });
      // The target leads to a phase that was not explored because the check stopped at its bound, or for a mistake.
      else if (edge?.kind === 'unknown' && target?.kind !== 'unknown') {
        this.truncated ||= this.analysis.exploration.bounded;
      }
    }
    return open;
  }

  private operand({ target, visit }: Open, after: number | null): TimelineOperand {
    if (visit === null) return { phase: null, delayMs: null, visits: null, continuesAtVisit: null };
    const begun = { phase: this.nameOf(visit), delayMs: targetDelay(this.analysis.flow, target, after === null) };
    const continuesAtVisit = this.drawn.get(visit);
    if (continuesAtVisit !== undefined) return { ...begun, visits: null, continuesAtVisit };
    if (!this.hasRoomFor(visit)) {
      this.truncated = true;
      return { ...begun, visits: null, continuesAtVisit: null };
    }
    const first = this.visits.length;
    this.draw(visit, target, after);
    return { ...begun, visits: [first, this.visits.length - 1], continuesAtVisit: null };
  }

  private hasRoomFor(visit: number): boolean {
    return !this.drawn.has(visit) && this.visits.length < this.maxVisits;
  }

  private draw(number: number, target: Target | null, parent: number | null): void {
    const { flow, simulation, exploration } = this.analysis;
    const visit = exploration.visits[number];
    const phase = flow.phases[visit?.phase ?? -1];
    if (visit === undefined || phase === undefined) return;
    const index = this.visits.length;
    const before = parent === null ? simulation.initial : this.visits[parent]?.entered.configuration;
    if (before === undefined) return;
    const { entered } = visit;
    const delayFrom = delayOrigin(this.analysis, phase, entered, before, this.visits, parent);
    const comparison = simulation.compare(phase, entered);
    const delayMs = targetDelay(flow, target, parent === null);
    this.visits.push({ index, parent, phase, before, entered, comparison, delayFrom, delayMs });
    this.drawn.set(number, index);
    this.follow(index, targetsOf(flow, phase.index), visit.edges);
  }

  private nameOf(visit: number): string {
    const { flow, exploration } = this.analysis;
    return flow.phases[exploration.visits[visit]?.phase ?? -1]?.name ?? '';
  }
}
