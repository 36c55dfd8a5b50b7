import type { Timeline, TimelineOperand } from '../types/timeline.js';
import { type FrameMark, framePlan } from './frame-plan.js';

/** The paths that branch at one place, and the phases before the branch, one after another. */
export interface BranchTree {
  readonly branches: readonly BranchNode[];
  readonly phases: readonly PhaseNode[];
}

/** One of the branches, with what is drawn in it. */
export interface BranchNode {
  readonly operand: TimelineOperand;
  readonly phases: readonly PhaseNode[];
}

/** A visit by its place in `timeline.phases`, and the branches after it. */
export interface PhaseNode {
  readonly place: number;
  readonly branches: readonly BranchNode[];
}

/** Branches and all the branches in them as one list, in the order drawn. */
export function flatBranches(branches: readonly BranchNode[]): BranchNode[] {
  return branches.flatMap(({ operand, phases }) => [
    { operand, phases: phases.map(({ place }) => ({ place, branches: [] })) },
    ...flatBranches(phases.flatMap((phase) => phase.branches)),
  ]);
}

/** The nested phases and branches of a timeline; for a single path, its phases in a row. */
export function branchTree(timeline: Timeline): BranchTree {
  const { marks } = framePlan(timeline);
  const root = { branches: [] as BranchNode[], phases: [] as PhaseNode[] };
  /** The lists that phases and branches are added to; the innermost last. */
  const inside: PhaseNode[][] = [root.phases];
  const parting: BranchNode[][] = [];
  const put = (mark: FrameMark, branches: BranchNode[]): void => {
    if (mark.kind !== 'open') inside.pop();
    if (mark.kind === 'close') {
      parting.pop();
      return;
    }
    if (mark.kind === 'open') parting.push(branches);
    const phases: PhaseNode[] = [];
    parting.at(-1)?.push({ operand: mark.operand, phases });
    inside.push(phases);
  };
  for (const mark of marks[0] ?? []) put(mark, root.branches);
  for (const place of timeline.phases.keys()) {
    const branches: BranchNode[] = [];
    inside.at(-1)?.push({ place, branches });
    for (const mark of marks[place + 1] ?? []) put(mark, branches);
  }
  return root;
}
