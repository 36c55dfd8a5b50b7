import type { Timeline, TimelineOperand } from '../types/timeline.js';

/** Where a frame of alternatives begins, continues with its next operand, or ends. */
export type FrameMark = OperandMark | { readonly kind: 'close'; readonly fragment: number; readonly depth: number };

export interface OperandMark {
  readonly kind: 'open' | 'next';
  /** Index into the timeline's fragments, and of the operand in it. */
  readonly fragment: number;
  readonly index: number;
  readonly operand: TimelineOperand;
  /** Number of frames around this one. */
  readonly depth: number;
}

/** The positions of the frames of a picture of all paths between its visits. */
export interface FramePlan {
  /** The marks before the first visit, then after each one, in the order of `timeline.phases`. */
  readonly marks: readonly (readonly FrameMark[])[];
  /** Number of frames around each visit. */
  readonly depths: readonly number[];
}

/** Puts frames and visits in one order. Every visit is there once; if one path is drawn, there are no frames. */
export function framePlan(timeline: Timeline): FramePlan {
  return new Planner(timeline).plan();
}

class Planner {
  private readonly marks: FrameMark[][] = [[]];
  private readonly depths: number[] = [];
  private readonly after: ReadonlyMap<number | null, number>;
  private readonly places: ReadonlyMap<number, number>;
  private depth = 0;

  constructor(private readonly timeline: Timeline) {
    this.after = new Map(timeline.fragments.map((fragment, index) => [fragment.after, index]));
    this.places = new Map(timeline.phases.map((phase, place) => [phase.visit, place]));
  }

  plan(): FramePlan {
    const first = this.after.get(null);
    if (first !== undefined) this.fragment(first);
    this.visits(this.timeline.phases.length - 1);
    return { marks: this.marks, depths: this.depths };
  }

  /** The visits up to a place, each with the fragment that follows it. */
  private visits(last: number): void {
    while (this.depths.length <= last) {
      const phase = this.timeline.phases[this.depths.length];
      this.depths.push(this.depth);
      this.marks.push([]);
      const fragment = this.after.get(phase?.visit ?? -1);
      if (fragment !== undefined) this.fragment(fragment);
    }
  }

  private fragment(fragment: number): void {
    const depth = this.depth;
    this.depth += 1;
    for (const [index, operand] of (this.timeline.fragments[fragment]?.operands ?? []).entries()) {
      this.mark({ kind: index === 0 ? 'open' : 'next', fragment, index, operand, depth });
      if (operand.visits !== null) this.visits(this.places.get(operand.visits[1]) ?? -1);
    }
    this.depth = depth;
    this.mark({ kind: 'close', fragment, depth });
  }

  private mark(mark: FrameMark): void {
    this.marks[this.marks.length - 1]?.push(mark);
  }
}
