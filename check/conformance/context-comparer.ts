import type { EvaluationContext } from '../exploration/three-valued.js';
import type { FlowPhase, Step } from '../model/flow.js';
import { isInferred, type Model, type ModelPhase, type Row } from '../model/model.js';
import { type Attempt, improve, isBetter, NO_COMPARISON } from './choice-attempts.js';
import {
  allChoices,
  choiceIn,
  countChoices,
  firstChoices,
  firstStepOf,
  isIdle,
  neighboringChoices,
  type OpenChoice,
  rowsOfMember,
} from './choice-combinations.js';
import { type Comparison, type Difference, type MatchedCopy, markedReceiver } from './comparison.js';
import { copiesOf } from './copies.js';
import { withSpares } from './duplicate-exchanges.js';
import { Effort } from './effort.js';
import { lateCopies } from './lateness.js';
import { matchCopies } from './matching.js';
import { type Choices, choicesOfPhase, obligationsOf, type Slot } from './obligations.js';
import { judgeOrder } from './order.js';

/** Up to this many ways to choose the members of a phase's `one of`s are all tried. */
const MAX_CHOICES = 64;
/** Without a choice made, the first member of each `one of` counts. */
const NO_CHOICES: Choices = new Map();

/** The facts that a comparison depends on, and the limits that it reached. */
export interface ComparisonNotes {
  /** Facts without a value of the flow's own that it turned on. */
  readonly decidingFacts: Set<number>;
  bounded: boolean;
  boundedOrder: boolean;
}

/** Shared by the many comparisons that have no facts to note. */
const BLANK: Readonly<ComparisonNotes> = newNotes();

/** Compares one phase with what it realizes, in one context. */
export class ContextComparer {
  /** Looks at rows that its comparisons took. */
  readonly effort = new Effort();
  private readonly found = newNotes();
  private readonly choices: readonly OpenChoice[];

  constructor(
    private readonly phase: FlowPhase,
    private readonly realized: ModelPhase,
    private readonly context: EvaluationContext,
    private readonly model: Model,
  ) {
    this.choices = choicesOfPhase(realized).map((choice) => choiceIn(choice, context));
  }

  /** What its comparisons depended on so far. */
  get notes(): Readonly<ComparisonNotes> {
    return isBlank(this.found) ? BLANK : this.found;
  }

  /**
   * The comparison with each way through the `one of`s that the steps leave open; with the only way if they leave none
   * open.
   */
  openAlternatives(): readonly Comparison[] {
    const { choices } = this;
    const isMany = countChoices(choices) > MAX_CHOICES;
    const tries = isMany ? neighboringChoices(improve(choices, this.attempt).chosen, choices) : allChoices(choices);
    const tried = [...tries].flatMap((chosen) => this.attempt(chosen)?.comparison ?? []);
    const fewest = Math.min(...tried.map(superfluous));
    return tried.filter((comparison) => superfluous(comparison) === fewest);
  }

  /** The comparison with the members of `one of`s that leave the fewest findings. */
  compare(): Comparison {
    const { choices, attempt } = this;
    if (choices.length === 0) return this.compareChosen(NO_CHOICES);
    // Without braces the first way is what is sent.
    if (!this.phase.braces) return attempt(firstChoices(choices))?.comparison ?? NO_COMPARISON;
    if (countChoices(choices) > MAX_CHOICES) {
      const best = improve(choices, attempt).comparison;
      this.found.bounded ||= best.differences.length > 0;
      return best;
    }
    let best: Attempt | undefined;
    for (const chosen of allChoices(choices)) {
      const next = attempt(chosen);
      if (isBetter(next, best)) best = next;
    }
    return best?.comparison ?? NO_COMPARISON;
  }

  /** The comparison under one choice of members; undefined if a chosen member is not required. */
  private readonly attempt = (chosen: Choices): Attempt | undefined => {
    const { choices, phase } = this;
    const comparison = this.compareChosen(chosen);
    this.effort.add(choices.length * comparison.copies.length);
    if (choices.some((choice) => isIdle(choice, chosen, comparison))) return undefined;
    const rows = new Set([...chosen].flatMap(rowsOfMember));
    const ofTheirOwn = phase.steps.filter(hasOwnFinding).map(({ index }) => index);
    const faulty = new Set([...comparison.differences.map(({ step }) => step), ...ofTheirOwn]);
    const met = comparison.copies.filter(({ step }) => !faulty.has(step));
    return { comparison, met: firstStepOf(rows, met), tried: firstStepOf(rows, comparison.copies) };
  };

  private compareChosen(choices: Choices): Comparison {
    const { phase, realized, context, found: notes, effort } = this;
    const { anytime, protocols } = this.model;
    const obligations = obligationsOf(realized, anytime, context, choices, notes.decidingFacts, effort);
    const { slots, blocks } = obligations;
    const copiesSent = copiesOf(phase, obligations, context, effort);
    const matches = matchCopies(copiesSent, obligations, realized, protocols, effort);
    const { met } = matches;
    const differences = matches.differences.filter(({ code }) => !phase.hasSkippedText || code !== 'missing-message');
    const unchosen = rowsIn(obligations.unchosen);
    const { violations, moved, spares, bounded } = judgeOrder(matches, slots, blocks);
    notes.boundedOrder ||= bounded;
    const now = new Map(
      moved.map(({ copy, slot }): [MatchedCopy, MatchedCopy] => [copy, { ...copy, slot, status: 'ok' }]),
    );
    for (const { copy, isFirst } of spares) {
      if (!isFirst) now.set(copy, { ...copy, slot: null, status: 'duplicate' });
    }
    const copies = now.size === 0 ? matches.copies : matches.copies.map((copy) => now.get(copy) ?? copy);
    // A copy that counts for another row to keep the order has the time of that row.
    const late = phase.hasSkippedText ? [] : lateCopies(copies, phase.steps).map(tooLate);
    if (differences.length === 0 && violations.length === 0 && late.length === 0)
      return { copies, slots, met, differences, unchosen };
    const order = violations.map(
      ({ copy: { copy, slot }, later }): Difference => ({
        code: 'order-violation',
        lenient: false,
        step: copy.step,
        at: 'step',
        receiverIndex: copy.receiverIndex,
        copy,
        slots: [slot, later.slot],
        otherStep: later.copy.step,
      }),
    );
    return {
      copies,
      slots,
      met,
      differences: oncePerStep([...withSpares(differences, spares), ...order, ...late]).map((difference) => {
        const copy = difference.copy === null ? undefined : now.get(difference.copy);
        return copy === undefined ? difference : { ...difference, copy };
      }),
      unchosen,
    };
  }
}

function isBlank({ decidingFacts, bounded, boundedOrder }: ComparisonNotes): boolean {
  return decidingFacts.size === 0 && !bounded && !boundedOrder;
}

function newNotes(): ComparisonNotes {
  return { decidingFacts: new Set(), bounded: false, boundedOrder: false };
}

function tooLate(copy: MatchedCopy): Difference {
  const slots = copy.slot === null ? [] : [copy.slot];
  return {
    code: 'too-late',
    lenient: slots.some(({ row }) => isInferred(row.ground)),
    step: copy.step,
    at: 'delay',
    receiverIndex: copy.receiverIndex,
    copy,
    slots,
    otherStep: -1,
  };
}

/** Whether something is found at a step whatever it is compared with: a name, a protocol or a value. */
function hasOwnFinding({ message, on, valueFindings }: Step): boolean {
  return message === null || (on !== null && on.kind !== 'known') || valueFindings.length > 0;
}

const NO_ROWS: ReadonlySet<Row> = new Set();

/** The rows that slots were expanded from, usually none. */
function rowsIn(slots: readonly Slot[]): ReadonlySet<Row> {
  return slots.length === 0 ? NO_ROWS : new Set(slots.map(({ row }) => row));
}

/** Several copies of one step that are wrong in one way, at one place, are one finding: each wrong receiver is one. */
function oncePerStep(differences: readonly Difference[]): Difference[] {
  const differenceKeys = new Set<string>();
  return differences.filter((difference) => {
    if (difference.step < 0) return true;
    const key = `${difference.code}/${difference.step}/${markedReceiver(difference) ?? ''}`;
    if (differenceKeys.has(key)) return false;
    differenceKeys.add(key);
    return true;
  });
}

/** Number of steps that a combination has no use for. */
function superfluous({ differences }: Comparison): number {
  return differences.filter(({ step }) => step >= 0).length;
}
