import type { Difference } from '../conformance/comparison.js';
import { ANY_PARTICIPANT, type Slot } from '../conformance/obligations.js';
import type { EvaluationContext } from '../exploration/three-valued.js';
import { briefList } from '../findings/brief.js';
import type { FlowPhase, Step } from '../model/flow.js';
import type { ModelPhase } from '../model/model.js';
import type { MessageText } from './message-text.js';
import type { VisitFinding } from './visit-findings.js';

/** A difference, and where it was found. */
export interface FoundDifference {
  readonly difference: Difference;
  readonly phase: FlowPhase;
  readonly realized: ModelPhase;
  readonly words: MessageText;
  readonly context: EvaluationContext;
  /** The other members of a `one of`, if no message of it is sent. */
  readonly others: readonly (readonly Slot[])[];
}

/** The parts that the texts of all rules need, computed once. */
export interface Description extends FoundDifference {
  readonly step: Step | undefined;
  /** The first of the slots. */
  readonly slot: Slot | undefined;
  /** The message's name in quotes. */
  readonly message: string;
  /** The model phase, as `Model.Phase`. */
  readonly where: string;
  /** The steps that would meet the slots, as an author writes them. */
  readonly expected: readonly string[];
}

/** The part of a finding that differs from rule to rule. */
export type DifferenceText = Pick<VisitFinding, 'fact' | 'remedy'> &
  Partial<Pick<VisitFinding, 'brief' | 'data' | 'related'>>;

/** `Write` or `Add` with the steps as an author writes them. */
export function instruction(verb: 'Add' | 'Write', steps: readonly string[]): string {
  return steps.length === 0 ? `${verb} it.` : `${verb} \`${steps.join('`, `')}\`.`;
}

/** ` from A to B`, as a brief has room for it; unknown ends are omitted. */
export function briefArrow(slots: readonly Slot[], words: MessageText): string {
  const names = (indices: readonly number[]) =>
    briefList([...new Set(indices)].filter((index) => index !== ANY_PARTICIPANT).map((index) => words.name(index)));
  const from = names(slots.map((slot) => slot.sender));
  const to = names(slots.map((slot) => slot.receiver));
  return `${from === '' ? '' : ` from ${from}`}${to === '' ? '' : ` to ${to}`}`;
}

/** ` from A to B`, as the step has it; ends that do not resolve are omitted. */
export function copyArrow(difference: Difference, words: MessageText): string {
  const { copy } = difference;
  if (copy === null) return '';
  const from = copy.sender === ANY_PARTICIPANT ? '' : ` from ${words.participant(copy.sender)}`;
  const to = copy.receiver === ANY_PARTICIPANT ? '' : ` to ${words.participant(copy.receiver)}`;
  return from + to;
}
