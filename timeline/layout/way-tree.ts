import type { Timeline, TimelineOperand } from '../types/timeline.js';
import { type FrameMark, framePlan } from './frame-plan.js';

/** The paths that branch at one place, and the phases before the branch, one after another. */
export interface WayTree {
  readonly ways: readonly WayNode[];
  readonly phases: readonly PhaseNode[];
}

/** One of the branches, with what is drawn in it. */
export interface WayNode {
  readonly operand: TimelineOperand;
  readonly phases: readonly PhaseNode[];
}

/** A visit by its place in `timeline.phases`, and the branches after it. */
export interface PhaseNode {
  readonly place: number;
  readonly ways: readonly WayNode[];
}

/** Ways and all the ways in them as one list, in the order drawn. */
export function flatWays(ways: readonly WayNode[]): WayNode[] {
  return ways.flatMap(({ operand, phases }) => [
    { operand, phases: phases.map(({ place }) => ({ place, ways: [] })) },
    ...flatWays(phases.flatMap((phase) => phase.ways)),
  ]);
}

/** Phases and alternatives as they lie in each other; of one path, its phases in a row. */
export function wayTree(timeline: Timeline): WayTree {
  const { marks } = framePlan(timeline);
  const root = { ways: [] as WayNode[], phases: [] as PhaseNode[] };
  /** What phases are put into, and what ways part from; the innermost last. */
  const inside: PhaseNode[][] = [root.phases];
  const parting: WayNode[][] = [];
  const put = (mark: FrameMark, ways: WayNode[]): void => {
    if (mark.kind !== 'open') inside.pop();
    if (mark.kind === 'close') {
      parting.pop();
      return;
    }
    if (mark.kind === 'open') parting.push(ways);
    const phases: PhaseNode[] = [];
    parting.at(-1)?.push({ operand: mark.operand, phases });
    inside.push(phases);
  };
  for (const mark of marks[0] ?? []) put(mark, root.ways);
  for (const place of timeline.phases.keys()) {
    const ways: WayNode[] = [];
    inside.at(-1)?.push({ place, ways });
    for (const mark of marks[place + 1] ?? []) put(mark, ways);
  }
  return root;
}
