import type { FormKind } from './box.js';
import type { Interval } from './intervals.js';
import * as m from './measures.js';

/** The horizontal positions of everything, the same for all phases of a picture. */
export interface Form {
  readonly kind: FormKind;
  readonly width: number;
  /** Middles of the lanes. */
  readonly laneXs: readonly number[];
  /** Whether the heads of the diagram have icons. */
  readonly icons: boolean;
  readonly headWidths: readonly number[];
  /** Where times begin in a phase that is not drawn in. */
  readonly timesX: number;
  /** Of all time columns together. */
  readonly timesWidth: number;
  /** From where times begin to the second column; 0 in the list form, which has the two one below the other. Null: one. */
  readonly recordedX: number | null;
  /** Where the time axis runs, and the first column of the brackets. */
  readonly axisX: number;
  readonly bracketX: number;
  /** In the list form, where labels begin; in the diagram where the widest interval does. */
  readonly wordsX: number;
  readonly intervals: readonly Interval[];
  /** The room for the chips of all phases. */
  readonly chips: Interval;
  /** Where the texts at the right end. */
  readonly right: number;
  /** The width that the diagram form needs. */
  readonly need: number;
}

/** How far a visit is drawn in, from the left edge of the diagram. */
export function indentOf(depth: number): number {
  return depth === 0 ? 0 : (Math.min(depth, m.MAX_INDENTS) - 1) * m.ALTERNATIVE_INDENT + 8;
}
