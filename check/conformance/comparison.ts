import type { ContentRule } from '../findings/rules.js';
import type { Row } from '../model/model.js';
import type { Copy } from './copies.js';
import type { Slot } from './obligations.js';

/** A copy, and what the comparison came to for it. */
export interface MatchedCopy extends Copy {
  /** The row that it meets, or took the place of. */
  readonly slot: Slot | null;
  readonly status: CopyStatus;
}

/** `alone`: the author's own, or nothing is known about it. */
export type CopyStatus =
  | 'ok'
  | 'alone'
  | 'disallowed'
  | 'unexpected'
  | 'wrong-protocol'
  | 'wrong-value'
  | 'wrong-direction'
  | 'condition'
  | 'duplicate';

/** One difference between what a phase sends and what its model phase requires, in one configuration. */
export interface Difference {
  readonly code: ContentRule;
  /** Whether it is one severity lower: everything that requires it is inferred, or the arrows are and only the arrow differs. */
  readonly lenient: boolean;
  /** The step it is reported on; -1 for the phase. */
  readonly step: number;
  readonly at: 'step' | 'message' | 'protocol' | 'value' | 'delay' | 'sender' | 'receiver' | 'receivers' | 'phase';
  /** Which of the step's receivers, where `at` is `receiver`. */
  readonly receiverIndex: number;
  /** The copy it is reported on; null for a missing message. */
  readonly copy: MatchedCopy | null;
  /** The slots that the model has instead, or requires; of the same row. */
  readonly slots: readonly Slot[];
  /** For an order: the later step of the earlier row. For a duplicate: the step that comes too early, if one does. */
  readonly otherStep: number;
}

/** Which of its step's receivers a difference is reported on; null if it is not reported on one of them. */
export function markedReceiver({ at, receiverIndex }: Difference): number | null {
  return at === 'receiver' ? receiverIndex : null;
}

/** How one phase compares with its model phase in one configuration. */
export interface Comparison {
  /** In the order of their steps. */
  readonly copies: readonly MatchedCopy[];
  readonly slots: readonly Slot[];
  /** The slots that a copy meets. */
  readonly met: ReadonlySet<Slot>;
  readonly differences: readonly Difference[];
  /** Rows of the members of a `one of` that were not chosen. */
  readonly unchosen: ReadonlySet<Row>;
}
