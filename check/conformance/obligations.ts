import { memoize } from '../../timeline/types/memoize.js';
import { hasUnknownPlayer, playersOfAll, UNDECIDED } from '../exploration/configuration.js';
import { and, type EvaluationContext, judgeAll, type Ternary } from '../exploration/three-valued.js';
import { nestedItems } from '../model/items.js';
import type { End, Item, ModelHeader, ModelPhase, Row, RowValue } from '../model/model.js';
import { messageTriggers, UNKNOWN } from '../model/model.js';
import type { Message, Protocol } from '../model/vocabulary.js';
import { Effort } from './effort.js';
import { valuesMeet } from './values.js';

/** An unknown participant: it meets any. */
export const ANY_PARTICIPANT = -1;

/**
 * One copy of a message that a phase requires or allows: a letter ⟨message, protocol, sender, receiver, values⟩ with
 * how often it may be met.
 */
export interface Slot {
  readonly row: Row;
  /** Which of the row's receivers. */
  readonly arrow: number;
  readonly message: Message | null;
  readonly messageName: string;
  /** Those of the row. */
  readonly values: readonly RowValue[];
  /** Null meets any. */
  readonly protocol: Protocol | null;
  readonly sender: number;
  readonly receiver: number;
  /** Whether one end is `all …`. */
  readonly all: boolean;
  readonly required: boolean;
  readonly repeated: boolean;
  readonly source: 'row' | 'trigger' | 'anytime';
  /** A trigger that is not the one to be shown: a row repeats another one. */
  readonly spent: boolean;
  /** A trigger, or a row that repeats one: the phase begins with it. */
  readonly begins: boolean;
  /** Number of the `in order` block, and of the row within it; null outside. */
  readonly order: { readonly block: number; readonly position: number } | null;
}

/** The slots of a phase in one context, with one member chosen of each `one of`. */
export interface Obligations {
  /** In the model's order; trigger and `anytime` messages last. */
  readonly slots: Slot[];
  /** Rows whose condition is false, expanded as if it held: of the members not chosen too. */
  readonly unmet: Slot[];
  /** Rows of the members not chosen. */
  readonly unchosen: Slot[];
  /** Rows that apply but have no receiver here: they require no copy. */
  readonly idle: Row[];
  readonly blocks: number;
}

/** A `one of` met on the way, with the member chosen of it. */
export type Choices = ReadonlyMap<Item, number>;

/** Expands a phase's rows, trigger and the model's `anytime` messages in a context after the moves. */
export function obligationsOf(
  phase: ModelPhase,
  anytime: readonly Row[],
  context: EvaluationContext,
  choices: Choices,
  decided?: Set<number>,
  effort = Effort.unlimited(),
): Obligations {
  const expander = new Expander(context, choices, effort, decided, phase.model);
  expander.items(phase.items, 'yes', 'chosen', null);
  expander.triggers(messageTriggers(phase).map(({ row }) => row));
  expander.anytime(anytime);
  return expander.obligations;
}

/** Whether a row has a message on a protocol, between any ends; an unknown protocol matches any. */
export function carries(row: Row, message: Message | null, protocol: Protocol | null): boolean {
  if (row.message !== message) return false;
  return protocol === null || row.arrows.some((arrow) => arrow.protocol === null || arrow.protocol === protocol);
}

/** Every `one of` of a phase, outer ones first. */
export const choicesOfPhase = memoize(({ items }: ModelPhase): readonly Item[] =>
  nestedItems(items).flatMap(({ item }) => (item.kind === 'choice' ? [item] : [])),
);

/** A participant that an end means, certainly or possibly. */
interface Expanded {
  readonly participant: number;
  readonly certain: boolean;
}

const ANY_UNCERTAIN: readonly Expanded[] = [{ participant: ANY_PARTICIPANT, certain: false }];
const CERTAIN: (readonly Expanded[])[] = [];

/** A single certain participant: a shared value, as this is needed for every row of every visit. */
function certainly(participant: number): readonly Expanded[] {
  CERTAIN[participant] ??= [{ participant, certain: true }];
  return CERTAIN[participant];
}

const NO_VALUES: readonly RowValue[] = [];

/** How many looks at a row a slot is worth: it takes memory, too. */
const LOOKS_PER_SLOT = 20;

type BlockSelection = 'chosen' | 'unchosen';
interface Block {
  readonly block: number;
  position: number;
}

class Expander {
  readonly obligations: Obligations & { blocks: number } = {
    slots: [],
    unmet: [],
    unchosen: [],
    idle: [],
    blocks: 0,
  };

  constructor(
    private readonly context: EvaluationContext,
    private readonly choices: Choices,
    private readonly effort: Effort,
    private readonly decided: Set<number> | undefined,
    /** Header of the phase's model; null for rows of all models. */
    private header: ModelHeader | null,
  ) {}

  anytime(rows: readonly Row[]): void {
    this.header = null;
    for (const row of rows) this.row(row, 'anytime', 'yes', 'chosen', null);
  }

  items(items: readonly Item[], truth: Ternary, selection: BlockSelection, block: Block | null): void {
    for (const item of items) {
      switch (item.kind) {
        case 'row':
          this.row(item.row, 'row', truth, selection, block);
          if (block !== null) block.position++;
          break;
        case 'when': {
          const own = judgeAll(item.conditions, this.context, truth === 'no' ? undefined : this.decided);
          this.items(item.items, and(truth, own), selection, block);
          break;
        }
        case 'order':
          // A nested block keeps its place in the outer one: its rows simply follow each other.
          this.items(item.items, truth, selection, block ?? { block: this.obligations.blocks++, position: 0 });
          break;
        case 'choice': {
          const chosen = this.choices.get(item) ?? 0;
          item.items.forEach((member, index) => {
            this.items([member], truth, index === chosen ? selection : 'unchosen', block);
          });
          break;
        }
      }
    }
  }

  row(row: Row, source: Slot['source'], truth: Ternary, selection: BlockSelection, block: Block | null): void {
    const order = block === null ? null : { block: block.block, position: block.position };
    const { slots, unmet, unchosen } = this.obligations;
    const target = selection === 'unchosen' ? unchosen : truth === 'no' ? unmet : slots;
    const before = target.length;
    for (const [index, arrow] of row.arrows.entries()) {
      const senders = this.expand(row.sender, true);
      const receivers = this.expand(arrow.receiver, false);
      const all = row.sender.kind === 'all' || arrow.receiver.kind === 'all';
      this.effort.add(senders.length * receivers.length * LOOKS_PER_SLOT);
      for (const sender of senders) {
        for (const receiver of receivers) {
          // The sender is never among `all`.
          if (all && sender.participant === receiver.participant && sender.participant !== ANY_PARTICIPANT) continue;
          const certain = truth === 'yes' && sender.certain && receiver.certain && !row.faulty;
          target.push({
            row,
            arrow: index,
            message: row.message,
            messageName: row.messageName,
            values: row.faulty ? NO_VALUES : row.values,
            protocol: row.faulty ? null : arrow.protocol,
            sender: sender.participant,
            receiver: receiver.participant,
            all,
            required: source === 'row' && !row.optional && certain,
            // If an end is unknown, any number may be meant.
            repeated: row.repeated || source === 'anytime' || row.faulty || [sender, receiver].some(isAnyParticipant),
            source,
            spent: false,
            begins: source === 'trigger',
            order,
          });
        }
      }
    }
    if (target === unchosen && truth === 'no') for (const slot of unchosen.slice(before)) unmet.push(slot);
    if (target === slots && target.length === before) this.obligations.idle.push(row);
  }

  /** One of the triggers may be shown, once; a row that repeats one makes showing that one required. */
  triggers(rows: readonly Row[]): void {
    const { slots } = this.obligations;
    const before = slots.length;
    for (const row of rows) this.row(row, 'trigger', 'yes', 'chosen', null);
    const added = slots.splice(before);
    this.effort.add(added.length * slots.length);
    const isRepeated = (slot: Slot) => slots.some((other) => sameSlot(slot, other));
    const repeated = new Set(added.filter(isRepeated).map(({ row }) => row));
    const others = added.filter((slot) => !isRepeated(slot));
    for (const [index, slot] of slots.entries()) {
      if (added.some((other) => sameSlot(slot, other))) slots[index] = { ...slot, begins: true };
    }
    for (const slot of others) {
      slots.push(repeated.size === 0 || repeated.has(slot.row) ? slot : { ...slot, spent: true });
    }
  }

  private optional(role: number): readonly Expanded[] {
    const { optionalIn } = this.context.roles[role] ?? {};
    return optionalIn === undefined || this.header === null || optionalIn.has(this.header) ? [] : ANY_UNCERTAIN;
  }

  /** The participants that an end means; those that are only possible are not certain. */
  private expand(end: End, sends: boolean): readonly Expanded[] {
    const { players, parties, states } = this.context;
    if (end.kind === 'role') {
      const list = end.role === UNKNOWN ? null : players[end.role];
      // An optional role without a player: then there is no copy from or to it.
      if (list?.length === 0 && (this.context.roles[end.role]?.optionalIn.size ?? 0) > 0)
        return this.optional(end.role);
      if (list === undefined || list === null || list.length === 0) return ANY_UNCERTAIN;
      if (list.length === 1) return certainly(list[0] ?? ANY_PARTICIPANT);
      // Several systems of one role: a copy to each. Several parties, or several senders: it is unknown which.
      const systems = list.every((participant) => !parties.includes(participant));
      return systems && !sends ? list.map((participant) => ({ participant, certain: true })) : ANY_UNCERTAIN;
    }
    const left = playersOfAll(end.except, players);
    const certain = !hasUnknownPlayer(end.except, players);
    const found: Expanded[] = [];
    for (const participant of parties) {
      if (left.includes(participant)) continue;
      const state = states[participant];
      if (state === end.state && end.state !== UNKNOWN) found.push({ participant, certain });
      else if (state === UNDECIDED || end.state === UNKNOWN) found.push({ participant, certain: false });
    }
    return found;
  }
}

function isAnyParticipant({ participant }: Expanded): boolean {
  return participant === ANY_PARTICIPANT;
}

function sameSlot(a: Slot, b: Slot): boolean {
  return (
    a.message === b.message &&
    a.protocol === b.protocol &&
    a.sender === b.sender &&
    a.receiver === b.receiver &&
    valuesMeet(a, b)
  );
}
