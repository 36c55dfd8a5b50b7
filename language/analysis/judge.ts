import type { FlowPhase } from '../model/flow.js';
import type { Item, Model, ModelPhase } from '../model/model.js';
import type { Comparison, Difference } from './comparison.js';
import { configurationKey, type Players, playersKey } from './configuration.js';
import { copiesOf } from './copies.js';
import type { Entered, Entering } from './entering.js';
import { type Choices, choicesOfPhase, obligationsOf } from './obligations.js';
import { orderViolations } from './order.js';
import { Pairing } from './pairing.js';
import type { Situation } from './truth.js';

/** Up to this many ways to choose the members of a phase's `one of`s are all tried. */
const MAX_CHOICES = 64;
/** Without a choice made, the first member of each `one of` counts. */
const NO_CHOICES: Choices = new Map();

/** Compares phases with what they realize, each situation once. */
export class Judge {
  private readonly known = new Map<string, Comparison>();
  private readonly sensitive = new Map<FlowPhase, boolean>();

  /** Too many ways to choose the members of `one of`s: not all were tried. */
  bounded = false;

  constructor(
    private readonly model: Model,
    private readonly entering: Entering,
  ) {}

  /** How a phase as entered compares; null where it realizes no known model phase. */
  compare(phase: FlowPhase, entered: Entered): Comparison | null {
    const { realized, players, configuration } = entered;
    if (realized === null) return null;
    const key = this.keyOf(phase, realized, players, configuration);
    let comparison = this.known.get(key);
    if (comparison === undefined) {
      comparison = this.judge(phase, realized, this.entering.situation(configuration.states, players));
      this.known.set(key, comparison);
    }
    return comparison;
  }

  private judge(phase: FlowPhase, realized: ModelPhase, situation: Situation): Comparison {
    const choices = choicesOfPhase(realized);
    if (choices.length === 0 || !phase.braces) return this.judgeChosen(phase, realized, situation, NO_CHOICES);
    this.bounded ||= waysIn(choices) > MAX_CHOICES;
    let best: { comparison: Comparison; met: number } | undefined;
    for (const choice of waysToChoose(choices)) {
      const comparison = this.judgeChosen(phase, realized, situation, choice);
      const met = firstChosenStep(comparison, choices, choice);
      const fewer = best === undefined || comparison.differences.length < best.comparison.differences.length;
      const tie = best !== undefined && comparison.differences.length === best.comparison.differences.length;
      if (fewer || (tie && best !== undefined && met < best.met)) best = { comparison, met };
    }
    return best?.comparison ?? { copies: [], slots: [], differences: [] };
  }

  private judgeChosen(phase: FlowPhase, realized: ModelPhase, situation: Situation, choices: Choices): Comparison {
    const { anytime } = this.model;
    const obligations = obligationsOf(realized, anytime, situation, choices, this.entering.decidingFacts);
    const copies = copiesOf(phase, obligations, situation);
    const pairing = new Pairing(copies, obligations, realized, this.model.protocols);
    pairing.matchExactly();
    pairing.pairRest();
    const differences = pairing.differences;
    if (differences.length === 0 && obligations.blocks === 0) return { copies, slots: obligations.slots, differences };
    const order = orderViolations(copies, obligations.slots, obligations.blocks).map(
      ({ copy, later }): Difference => ({
        code: 'order-violation',
        lenient: false,
        step: copy.step,
        at: 'message',
        receiverIndex: copy.receiverIndex,
        copy,
        slots: [copy.slot, later.slot].filter((slot) => slot !== null),
        otherStep: later.step,
      }),
    );
    return { copies, slots: obligations.slots, differences: oncePerStep([...differences, ...order]) };
  }

  /** Only what can change the comparison: mostly just who plays what. */
  private keyOf(
    phase: FlowPhase,
    realized: ModelPhase,
    players: Players,
    configuration: Entered['configuration'],
  ): string {
    let sensitive = this.sensitive.get(phase);
    if (sensitive === undefined) {
      sensitive = dependsOnStates(phase, realized, this.model);
      this.sensitive.set(phase, sensitive);
    }
    const cast = this.entering.roles.movesPending(realized) ? playersKey(players) : '';
    return `${phase.index}|${cast}|${sensitive ? configurationKey({ ...configuration, makers: [] }) : ''}`;
  }
}

/** Several copies of one step that are wrong in one way are one finding. */
function oncePerStep(differences: readonly Difference[]): Difference[] {
  const seen = new Set<string>();
  return differences.filter((difference) => {
    if (difference.step < 0) return true;
    const key = `${difference.code}/${difference.step}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The first step that met a row of a chosen member: of equally good members, the one met first counts. */
function firstChosenStep(comparison: Comparison, choices: readonly Item[], chosen: Choices): number {
  const rows = new Set(
    choices.flatMap((choice) => {
      const member = choice.kind === 'row' ? undefined : choice.items[chosen.get(choice) ?? 0];
      return member === undefined ? [] : rowsIn(member);
    }),
  );
  const steps = comparison.copies
    .filter((copy) => copy.slot !== null && rows.has(copy.slot.row))
    .map((copy) => copy.step);
  return Math.min(...steps, Number.POSITIVE_INFINITY);
}

function rowsIn(item: Item): unknown[] {
  return item.kind === 'row' ? [item.row] : item.items.flatMap(rowsIn);
}

/** Every way to choose one member of each `one of`, the first ones as written first; bounded. */
function* waysToChoose(choices: readonly Item[]): Generator<Map<Item, number>> {
  const total = Math.min(waysIn(choices), MAX_CHOICES);
  for (let way = 0; way < total; way++) {
    const chosen = new Map<Item, number>();
    let rest = way;
    choices.forEach((choice) => {
      const size = sizeOf(choice);
      chosen.set(choice, rest % size);
      rest = Math.floor(rest / size);
    });
    yield chosen;
  }
}

function waysIn(choices: readonly Item[]): number {
  return choices.reduce((product, choice) => product * sizeOf(choice), 1);
}

function sizeOf(choice: Item): number {
  return choice.kind === 'row' ? 1 : Math.max(choice.items.length, 1);
}

function dependsOnStates(phase: FlowPhase, realized: ModelPhase, model: Model): boolean {
  const rows = [
    ...realized.rows,
    ...model.anytime,
    ...(realized.trigger?.kind === 'message' ? [realized.trigger.row] : []),
  ];
  return (
    rows.some((row) => row.sender.kind === 'all' || row.arrows.some((arrow) => arrow.receiver.kind === 'all')) ||
    hasStateCondition(realized.items) ||
    phase.steps.some((step) => step.arrow?.receivers.some((receiver) => receiver.kind === 'all') ?? false)
  );
}

function hasStateCondition(items: readonly Item[]): boolean {
  return items.some((item) => {
    if (item.kind === 'row') return false;
    if (item.kind === 'when' && item.conditions.some((condition) => condition.kind !== 'fact')) return true;
    return hasStateCondition(item.items);
  });
}
