import { groupBy } from '../../timeline/types/group-by.js';
import type { PlacedCopy } from './duplicate-exchanges.js';
import type { Effort } from './effort.js';
import type { Slot } from './obligations.js';
import { byStep, comesBefore } from './order-violations.js';
import { groupByMessage } from './slots-by-message.js';
import { haveSameValues, sharedValues, valuesMeet } from './values.js';

/**
 * Most comparisons with copies placed before, to find a placement that keeps every order: some 20,000 placements in a
 * phase of ten steps. It bounds the depth of the search too.
 */
export const MAX_COMPARISONS = 1_000_000;

/** How many looks at a row it is worth to find out whether a copy may count for it. */
const LOOKS_PER_OPTION = 5;

/** Looks for a way to give copies to rows of their letter that keeps every order. */
export class Placement {
  private readonly copies: readonly PlacedCopy[];
  private readonly options = new Map<PlacedCopy, readonly Slot[]>();
  private readonly required = new Set<Slot>();
  private readonly numbers = new Map<Slot, number>();
  private readonly chosen: Slot[] = [];
  /** Situations from which no way keeps every order. */
  private readonly hopeless = new Set<string>();
  private comparisons = 0;

  /** @param takenSlots rows that copies with a finding are taken for: they may be for another row of the same letter */
  constructor(
    placed: readonly PlacedCopy[],
    groups: readonly Group[],
    private readonly takenSlots: readonly Slot[],
    private readonly effort: Effort,
  ) {
    this.copies = [...placed].sort(byStep);
    for (const { group, rows } of groups) {
      for (const placed of group) this.options.set(placed, optionsOf(placed, rows, group, effort));
      for (const slot of rows) {
        this.numbers.set(slot, this.numbers.size);
        if (slot.required && group.some((placed) => placed.slot === slot)) this.required.add(slot);
      }
    }
  }

  find(): readonly PlacedCopy[] | null | 'bounded' {
    const found = this.place(0);
    if (found === 'bounded') return found;
    return found ? this.placed() : null;
  }

  private placed(): readonly PlacedCopy[] {
    return this.copies.map(({ copy, slot }, index) => ({ copy, slot: this.chosen[index] ?? slot }));
  }

  private place(index: number): boolean | 'bounded' {
    const placed = this.copies[index];
    if (placed === undefined) return this.meetsRequired() && sharedIn(this.placed()) >= sharedIn(this.copies);
    const options = this.options.get(placed) ?? [placed.slot];
    this.comparisons += (index + 1) * options.length;
    if (this.comparisons > MAX_COMPARISONS) return 'bounded';
    const { step } = placed.copy;
    const beginsStep = this.copies[index - 1]?.copy.step !== step;
    const key = beginsStep ? this.keyAt(index) : '';
    if (beginsStep && this.hopeless.has(key)) return false;
    const outside = new Set<string>();
    const isShared = this.options.has(placed);
    for (const slot of options) {
      if (isShared && !slot.repeated && this.chosen.includes(slot)) continue;
      // Rows outside every order are one as good as the other.
      const kind = `${slot.required}/${slot.repeated}/${sharedValues(placed.copy, slot)}`;
      if (slot.order === null && isShared && outside.has(kind)) continue;
      if (slot.order === null) outside.add(kind);
      if (!this.keepsOrder(slot, step, index)) continue;
      this.chosen[index] = slot;
      const found = this.place(index + 1);
      if (found !== false) return found;
    }
    this.chosen.length = index;
    if (beginsStep) this.hopeless.add(key);
    return false;
  }

  /** Whether every required row has a copy, or is left to one that was taken for a row that now has another copy. */
  private meetsRequired(): boolean {
    const chosen = new Set(this.chosen);
    const spare = this.takenSlots.filter((slot) => slot.required && chosen.has(slot));
    this.effort.add(chosen.size + this.takenSlots.length + this.required.size * (spare.length + 1));
    return [...this.required].every((slot) => {
      if (chosen.has(slot)) return true;
      const at = spare.findIndex((other) => isSameLetter(slot, other) && haveSameValues(slot, other));
      if (at >= 0) spare.splice(at, 1);
      return at >= 0;
    });
  }

  private keepsOrder(slot: Slot, step: number, index: number): boolean {
    if (slot.order === null) return true;
    for (let before = 0; before < index; before++) {
      const other = this.chosen[before];
      const stepBefore = this.copies[before]?.copy.step ?? 0;
      if (other !== undefined && stepBefore < step && comesBefore(slot, other)) return false;
    }
    return true;
  }

  private keyAt(index: number): string {
    const used = this.chosen.slice(0, index).flatMap((slot) => this.numbers.get(slot) ?? []);
    const shared = sharedIn(this.placed().slice(0, index));
    return `${index}|${shared}|${[...new Set(used)].sort((a, b) => a - b).join()}`;
  }
}

/** Rows that a copy may count for: with as many of its values as the one it met, or that of a copy of the same values. */
export function optionsOf(
  { copy, slot: own }: PlacedCopy,
  rows: readonly Slot[],
  group: readonly PlacedCopy[],
  effort: Effort,
): Slot[] {
  effort.add((rows.length + group.length) * LOOKS_PER_OPTION);
  const shared = sharedValues(copy, own);
  const twins = new Set(group.filter(({ copy: other }) => haveSameValues(copy, other)).map(({ slot }) => slot));
  return rows.filter(
    (slot) => slot === own || (valuesMeet(copy, slot) && (sharedValues(copy, slot) === shared || twins.has(slot))),
  );
}

/** How many values of copies their rows give: no order is kept at the cost of these. */
export function sharedIn(placed: readonly PlacedCopy[]): number {
  return placed.reduce((sum, { copy, slot }) => sum + sharedValues(copy, slot), 0);
}

/** Copies of one letter, and the rows that have it. */
export interface Group {
  readonly group: readonly PlacedCopy[];
  readonly rows: readonly Slot[];
}

function isSameLetter(a: Slot, b: Slot): boolean {
  return a.message === b.message && a.protocol === b.protocol && a.sender === b.sender && a.receiver === b.receiver;
}

/** The letters that several rows have, one of them in an order: which row a copy counts for is open. */
export function sharedLetters(placed: readonly PlacedCopy[], slots: readonly Slot[], effort: Effort): Group[] {
  const groups: Group[] = [];
  const grouped = new Set<PlacedCopy>();
  const byMessage = groupByMessage(slots);
  const sent = groupBy(placed, ({ slot }) => slot.message);
  for (const copy of placed) {
    if (grouped.has(copy)) continue;
    const letter = copy.slot;
    const same = (slot: Slot) => !slot.spent && isSameLetter(slot, letter);
    const own = byMessage.get(letter.message) ?? [];
    const others = sent.get(letter.message) ?? [];
    effort.add(own.length + others.length);
    const rows = own.filter(same);
    const group = others.filter((other) => same(other.slot));
    for (const other of group) grouped.add(other);
    if (rows.length > 1 && rows.some((slot) => slot.order !== null)) groups.push({ group, rows });
  }
  return groups;
}
