import type { Severity } from '../types/timeline.js';
import type { Box, TextLine } from './box.js';
import type { FixBox } from './event-boxes.js';

export interface OutcomesBox {
  readonly label: TextLine;
  readonly chips: readonly ChipBox[];
  /** The number of outcomes that there is no room for, and its place; null if all are shown. */
  readonly more: { readonly box: Box; readonly text: TextLine; readonly title: string } | null;
}

export interface ChipBox {
  readonly box: Box;
  /** Index into the phase's outcomes; -1 for one that is missing. */
  readonly index: number;
  readonly taken: boolean;
  readonly possible: boolean;
  /** Whether a recording never takes it. */
  readonly unrecorded: boolean;
  /** The finding that it shows: a missing time, a missing outcome; null if it shows none. */
  readonly flaw: { readonly finding: string; readonly kind: 'flawed' | 'ghost'; readonly severity: Severity } | null;
  readonly icon: Box | null;
  readonly text: TextLine;
  /** Its problem in words: `no time`. */
  readonly remark: TextLine | null;
  readonly fix: FixBox | null;
  readonly title: string;
  /** The button that repeats the loop that it leads into; null if it leads into none. */
  readonly repeat: Box | null;
}
