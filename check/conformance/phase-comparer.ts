import { type Players, playersKey, statesKey } from '../exploration/configuration.js';
import type { EvaluationContext } from '../exploration/three-valued.js';
import type { EnteredPhase, PhaseTransitions } from '../exploration/transitions.js';
import type { FlowPhase, Step } from '../model/flow.js';
import { type Item, isInferred, type Model, type ModelPhase, type Row } from '../model/model.js';
import { PhaseIndex } from '../model/phase-index.js';
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
import { decidingStates } from './deciding-states.js';
import { withSpares } from './duplicate-exchanges.js';
import { Effort, withinEffort } from './effort.js';
import { lateCopies } from './lateness.js';
import { matchCopies } from './matching.js';
import { type Choices, choicesOfPhase, obligationsOf, type Slot } from './obligations.js';
import { judgeOrder } from './order.js';

/** Up to this many ways to choose the members of a phase's `one of`s are all tried. */
const MAX_CHOICES = 64;
/** Without a choice made, the first member of each `one of` counts. */
const NO_CHOICES: Choices = new Map();

/** The facts that a comparison depends on, and the limits that it reached. */
interface Notes {
  /** Facts without a value of the flow's own that it turned on. */
  readonly decidingFacts: Set<number>;
  bounded: boolean;
  boundedOrder: boolean;
}

interface Judged {
  /** Null if it takes more effort than allowed. */
  readonly comparison: Comparison | null;
  readonly notes: Readonly<Notes>;
  /** Looks at rows that it took. */
  readonly effort: number;
}

/** Shared by the many comparisons that have no facts to note. */
const BLANK: Readonly<Notes> = newNotes();

/** The comparisons that were made of a flow under some facts. */
export interface ComparisonMemory {
  readonly model: Model;
  readonly facts: readonly number[];
  /** By phase, then by all else that a comparison depends on. */
  readonly comparisons: WeakMap<FlowPhase, Map<string, Judged>>;
  /** The states by which the content of a phase distinguishes parties. */
  readonly deciding: WeakMap<FlowPhase, ReadonlySet<number>>;
}

/** Compares phases with what they realize, each context once. */
export class PhaseComparer {
  /** The comparisons so far, for another comparer of the same flow, or of its next version. */
  readonly memory: ComparisonMemory;
  private readonly before: ComparisonMemory['comparisons'] | undefined;
  private readonly index: PhaseIndex;

  /** Too many ways to choose the members of `one of`s, and those that were tried do not conform. */
  bounded = false;

  /** Too many ways to assign steps to rows of one letter to decide whether they keep the order. */
  boundedOrder = false;

  /** A phase has more steps and rows than are compared. */
  boundedSize = false;

  /** Looks at rows that the comparisons took. */
  effort = 0;

  /**
   * @param memory of the same flow and facts, to be shared
   * @param before the comparer of the flow before some phases' steps and targets changed: its results for the others still hold
   */
  constructor(
    private readonly model: Model,
    private readonly transitions: PhaseTransitions,
    memory?: ComparisonMemory,
    before?: ComparisonMemory,
  ) {
    const { facts } = transitions;
    this.memory = memory ?? { model, facts, comparisons: new WeakMap(), deciding: new WeakMap() };
    const isAlike = before?.model === model && before.facts.join() === facts.join();
    this.before = isAlike ? before.comparisons : undefined;
    this.index = PhaseIndex.of(model);
  }

  /** How a phase as entered compares; null if it realizes no known model phase, or is too large to be compared. */
  compare(phase: FlowPhase, entered: EnteredPhase): Comparison | null {
    const { realized, players, configuration } = entered;
    if (realized === null) return null;
    const key = this.keyOf(phase, realized, players, configuration);
    const { comparisons } = this.memory;
    const known = comparisons.get(phase) ?? new Map<string, Judged>();
    comparisons.set(phase, known);
    let judged = known.get(key);
    if (judged === undefined) {
      judged = this.before?.get(phase)?.get(key);
      if (judged === undefined) {
        const notes = newNotes();
        const effort = new Effort();
        const context = this.transitions.context(configuration.states, players);
        const comparison = withinEffort(() => this.judge(phase, realized, context, notes, effort)) ?? null;
        judged = { comparison, notes: isBlank(notes) ? BLANK : notes, effort: effort.spent };
      }
      this.addNotes(judged.notes);
      this.boundedSize ||= judged.comparison === null;
      this.effort += judged.effort;
      known.set(key, judged);
    }
    return judged.comparison;
  }

  private addNotes({ decidingFacts, bounded, boundedOrder }: Readonly<Notes>): void {
    for (const fact of decidingFacts) this.transitions.decidingFacts.add(fact);
    this.bounded ||= bounded;
    this.boundedOrder ||= boundedOrder;
  }

  /**
   * How a phase as entered compares with each way through the `one of`s that its steps leave open; with the only way
   * if they leave none open.
   */
  openAlternatives(phase: FlowPhase, entered: EnteredPhase): readonly Comparison[] {
    const { realized, players, configuration } = entered;
    if (realized === null) return [];
    const context = this.transitions.context(configuration.states, players);
    const choices = choicesOfPhase(realized).map((choice) => choiceIn(choice, context));
    const only = choices.length === 0 ? this.compare(phase, entered) : null;
    if (only !== null) return [only];
    const notes = newNotes();
    const effort = new Effort();
    const attempt = (chosen: Choices): Attempt | undefined =>
      this.attempt(phase, realized, context, choices, chosen, notes, effort);
    const compareAll = () => {
      const isMany = countChoices(choices) > MAX_CHOICES;
      const tries = isMany ? neighboringChoices(improve(choices, attempt).chosen, choices) : allChoices(choices);
      return [...tries].flatMap((chosen) => attempt(chosen)?.comparison ?? []);
    };
    const tried = withinEffort(compareAll) ?? [];
    this.addNotes(notes);
    const fewest = Math.min(...tried.map(superfluous));
    return tried.filter((comparison) => superfluous(comparison) === fewest);
  }

  private judge(
    phase: FlowPhase,
    realized: ModelPhase,
    context: EvaluationContext,
    notes: Notes,
    effort: Effort,
  ): Comparison {
    const choices = choicesOfPhase(realized).map((choice) => choiceIn(choice, context));
    if (choices.length === 0) return this.judgeChosen(phase, realized, context, NO_CHOICES, notes, effort);
    const attempt = (chosen: Choices) => this.attempt(phase, realized, context, choices, chosen, notes, effort);
    // Without braces the first way is what is sent.
    if (!phase.braces) return attempt(firstChoices(choices))?.comparison ?? NOTHING;
    if (countChoices(choices) > MAX_CHOICES) {
      const best = improve(choices, attempt).comparison;
      notes.bounded ||= best.differences.length > 0;
      return best;
    }
    let best: Attempt | undefined;
    for (const chosen of allChoices(choices)) {
      const next = attempt(chosen);
      if (isBetter(next, best)) best = next;
    }
    return best?.comparison ?? NOTHING;
  }

  /** The comparison under one choice of members; undefined if a chosen member is not required. */
  private attempt(
    phase: FlowPhase,
    realized: ModelPhase,
    context: EvaluationContext,
    choices: readonly OpenChoice[],
    chosen: Choices,
    notes: Notes,
    effort: Effort,
  ): Attempt | undefined {
    const comparison = this.judgeChosen(phase, realized, context, chosen, notes, effort);
    effort.add(choices.length * comparison.copies.length);
    if (choices.some((choice) => isIdle(choice, chosen, comparison))) return undefined;
    const rows = new Set([...chosen].flatMap(rowsOfMember));
    const ofTheirOwn = phase.steps.filter(hasOwnFinding).map(({ index }) => index);
    const faulty = new Set([...comparison.differences.map(({ step }) => step), ...ofTheirOwn]);
    const met = comparison.copies.filter(({ step }) => !faulty.has(step));
    return { comparison, met: firstStepOf(rows, met), tried: firstStepOf(rows, comparison.copies) };
  }

  private judgeChosen(
    phase: FlowPhase,
    realized: ModelPhase,
    context: EvaluationContext,
    choices: Choices,
    notes: Notes,
    effort: Effort,
  ): Comparison {
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
    const late = phase.hasSkippedText ? [] : lateCopies(copies, phase.steps).map(({ copy }) => tooLate(copy));
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

  /** Key of everything that can change the comparison: usually just the players. */
  private keyOf(
    phase: FlowPhase,
    realized: ModelPhase,
    players: Players,
    configuration: EnteredPhase['configuration'],
  ): string {
    let deciding = this.memory.deciding.get(phase);
    if (deciding === undefined) {
      deciding = decidingStates(phase, realized, this.model);
      this.memory.deciding.set(phase, deciding);
    }
    const playing = this.index.movesPending(realized) ? playersKey(players) : '';
    return `${playing}|${deciding.size === 0 ? '' : statesKey(configuration.states, deciding)}`;
  }
}

function isBlank({ decidingFacts, bounded, boundedOrder }: Notes): boolean {
  return decidingFacts.size === 0 && !bounded && !boundedOrder;
}

function newNotes(): Notes {
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
  const seen = new Set<string>();
  return differences.filter((difference) => {
    if (difference.step < 0) return true;
    const key = `${difference.code}/${difference.step}/${markedReceiver(difference) ?? ''}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** A comparison under one combination of choices. */
interface Attempt {
  readonly comparison: Comparison;
  /** The first step without a finding that met a chosen member; infinity if none does. */
  readonly met: number;
  /** The first step that is a row of a chosen member, with a finding or without. */
  readonly tried: number;
}

const NOTHING: Comparison = { copies: [], slots: [], met: new Set(), differences: [], unchosen: NO_ROWS };

/** The fewest findings; of equally good combinations, the one met first. */
function isBetter(next: Attempt | undefined, best: Attempt | undefined): next is Attempt {
  if (next === undefined || best === undefined) return next !== undefined;
  const more = next.comparison.differences.length - best.comparison.differences.length;
  if (more !== 0 || next.met !== best.met) return more < 0 || (more === 0 && next.met < best.met);
  return next.tried < best.tried;
}

/** Tries the members of one choice after the other and keeps the best: for combinations too many to try all. */
function improve(
  choices: readonly OpenChoice[],
  attempt: (chosen: Choices) => Attempt | undefined,
): { readonly chosen: Map<Item, number>; readonly comparison: Comparison } {
  let chosen = firstChoices(choices);
  let best = attempt(chosen);
  for (const { choice, members } of choices) {
    for (const member of members.slice(1)) {
      const other = new Map(chosen).set(choice, member);
      const next = attempt(other);
      if (!isBetter(next, best)) continue;
      best = next;
      chosen = other;
    }
  }
  return { chosen, comparison: best?.comparison ?? NOTHING };
}

/** Number of steps that a combination has no use for. */
function superfluous({ differences }: Comparison): number {
  return differences.filter(({ step }) => step >= 0).length;
}
