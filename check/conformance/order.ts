import type { Copy } from './copies.js';
import type { Slot } from './obligations.js';
import { sharedValues, valuesMeet } from './values.js';

/** A step of a later row that a step of an earlier row follows. */
export interface OrderViolation {
  readonly copy: Copy;
  readonly later: Copy;
}

/** What the `in order` blocks of a phase show. */
export interface OrderJudgement {
  readonly violations: readonly OrderViolation[];
  /** Too many ways to give copies to rows of one letter: nothing is said then. */
  readonly bounded: boolean;
}

/** Beyond this many ways to spread copies over rows of one letter, they count in the order written. */
const MAX_WAYS = 256;
/** Most placements of copies that are tried to find one that keeps every order. */
const MAX_PLACEMENTS = 20_000;

/**
 * Checks the `in order` blocks: per block the first step that a step of an earlier row follows. Copies of one letter
 * count for whichever row of it keeps the order (docs/language.md).
 */
export function judgeOrder(copies: readonly Copy[], slots: readonly Slot[], blocks: number): OrderJudgement {
  if (blocks === 0) return { violations: [], bounded: false };
  const met = copies.filter((copy) => copy.slot !== null && copy.status === 'ok');
  const violations = violationsIn(met, blocks);
  const groups = violations.length === 0 ? [] : sharedLetters(met, slots);
  if (groups.length === 0) return { violations, bounded: false };
  const placement = new Placement(met, groups).find();
  if (placement === 'bounded') return { violations: [], bounded: true };
  if (placement === null) {
    spreadOverRows(met, groups);
    return { violations: violationsIn(met, blocks), bounded: false };
  }
  for (const [copy, slot] of placement) copy.slot = slot;
  return { violations: [], bounded: false };
}

function violationsIn(met: readonly Copy[], blocks: number): OrderViolation[] {
  const violations: OrderViolation[] = [];
  for (let block = 0; block < blocks; block++) {
    const inBlock = met.filter((copy) => copy.slot?.order?.block === block).sort((a, b) => a.step - b.step);
    const violation = firstViolation(inBlock);
    if (violation !== undefined) violations.push(violation);
  }
  return violations;
}

/** Looks for a way to give copies to rows of their letter that keeps every order. */
class Placement {
  private readonly copies: readonly Copy[];
  private readonly options = new Map<Copy, readonly Slot[]>();
  private readonly required = new Set<Slot>();
  private readonly numbers = new Map<Slot, number>();
  private readonly chosen: Slot[] = [];
  /** Situations from which no way keeps every order. */
  private readonly hopeless = new Set<string>();
  private tried = 0;

  constructor(met: readonly Copy[], groups: readonly Group[]) {
    this.copies = [...met].sort((a, b) => a.step - b.step);
    for (const { group, rows } of groups) {
      for (const copy of group) this.options.set(copy, optionsOf(copy, rows));
      for (const slot of rows) {
        this.numbers.set(slot, this.numbers.size);
        if (slot.required && group.some((copy) => copy.slot === slot)) this.required.add(slot);
      }
    }
  }

  find(): ReadonlyMap<Copy, Slot> | null | 'bounded' {
    const found = this.place(0);
    if (found === 'bounded') return found;
    if (!found) return null;
    return new Map(
      this.copies.flatMap((copy, index) => {
        const slot = this.chosen[index];
        return slot === undefined ? [] : [[copy, slot] as const];
      }),
    );
  }

  private place(index: number): boolean | 'bounded' {
    const copy = this.copies[index];
    if (copy === undefined) return [...this.required].every((slot) => this.chosen.includes(slot));
    if (++this.tried > MAX_PLACEMENTS) return 'bounded';
    const beginsStep = this.copies[index - 1]?.step !== copy.step;
    const key = beginsStep ? this.keyAt(index) : '';
    if (beginsStep && this.hopeless.has(key)) return false;
    const outside = new Set<string>();
    for (const slot of this.options.get(copy) ?? [copy.slot]) {
      if (slot === null || (this.options.has(copy) && !slot.repeated && this.chosen.includes(slot))) continue;
      // Rows outside every order are one as good as the other.
      const kind = `${slot.required}/${slot.repeated}`;
      if (slot.order === null && this.options.has(copy) && outside.has(kind)) continue;
      if (slot.order === null) outside.add(kind);
      if (!this.keepsOrder(slot, copy, index)) continue;
      this.chosen[index] = slot;
      const found = this.place(index + 1);
      if (found !== false) return found;
    }
    this.chosen.length = index;
    if (beginsStep) this.hopeless.add(key);
    return false;
  }

  private keepsOrder(slot: Slot, copy: Copy, index: number): boolean {
    if (slot.order === null) return true;
    for (let before = 0; before < index; before++) {
      const other = this.chosen[before];
      const step = this.copies[before]?.step ?? 0;
      if (other !== undefined && step < copy.step && comesBefore(slot, other)) return false;
    }
    return true;
  }

  private keyAt(index: number): string {
    const used = this.chosen.slice(0, index).flatMap((slot) => this.numbers.get(slot) ?? []);
    return `${index}|${[...new Set(used)].sort((a, b) => a - b).join()}`;
  }
}

/** Rows that a copy may count for: with as many of its values as the one it met. */
function optionsOf(copy: Copy, rows: readonly Slot[]): Slot[] {
  const { slot: own } = copy;
  if (own === null) return [];
  const shared = sharedValues(copy, own);
  return rows.filter((slot) => slot === own || (valuesMeet(copy, slot) && sharedValues(copy, slot) === shared));
}

function firstViolation(copies: readonly Copy[]): OrderViolation | undefined {
  for (const copy of copies) {
    const later = copies.find((other) => other.step > copy.step && mustPrecede(other, copy));
    if (later !== undefined) return { copy, later };
  }
  return undefined;
}

function mustPrecede(first: Copy, second: Copy): boolean {
  return first.slot !== null && second.slot !== null && comesBefore(first.slot, second.slot);
}

/** Whether one row stands before another of its block; between two `all` rows party by party. */
function comesBefore(a: Slot, b: Slot): boolean {
  if (a.order === null || a.order.block !== b.order?.block || a.order.position >= b.order.position) return false;
  return !(a.all && b.all) || partyOf(a) === partyOf(b);
}

function partyOf(slot: Slot): number {
  const arrow = slot.row.arrows[slot.arrow];
  return arrow?.receiver.kind === 'all' ? slot.receiver : slot.sender;
}

function violationCount(copies: readonly Copy[]): number {
  let count = 0;
  for (const copy of copies) {
    for (const other of copies) {
      if (copy.slot?.order?.block === other.slot?.order?.block && other.step > copy.step && mustPrecede(other, copy)) {
        count++;
      }
    }
  }
  return count;
}

/** Copies of one letter, and the rows that have it. */
interface Group {
  readonly group: readonly Copy[];
  readonly rows: readonly Slot[];
}

/** Where no way keeps every order: gives copies to the rows that keep the order best. */
function spreadOverRows(copies: readonly Copy[], groups: readonly Group[]): void {
  for (const { group, rows } of groups) {
    if (rows.length ** group.length > MAX_WAYS) continue;
    let best = violationCount(copies);
    if (best === 0) return;
    let bestSlots = group.map((copy) => copy.slot);
    const options = group.map((copy) => optionsOf(copy, rows));
    for (const way of waysToSpread(options, rows)) {
      group.forEach((copy, index) => {
        copy.slot = way[index] ?? copy.slot;
      });
      const count = violationCount(copies);
      if (count < best) {
        best = count;
        bestSlots = [...way];
      }
    }
    group.forEach((copy, index) => {
      copy.slot = bestSlots[index] ?? copy.slot;
    });
  }
}

function sharedLetters(copies: readonly Copy[], slots: readonly Slot[]): Group[] {
  const groups: Group[] = [];
  const seen = new Set<Copy>();
  for (const copy of copies) {
    const letter = copy.slot;
    if (letter === null || seen.has(copy)) continue;
    const same = (slot: Slot | null) =>
      slot !== null &&
      !slot.spent &&
      slot.message === letter.message &&
      slot.protocol === letter.protocol &&
      slot.sender === letter.sender &&
      slot.receiver === letter.receiver;
    const rows = slots.filter(same);
    const group = copies.filter((other) => same(other.slot));
    for (const other of group) seen.add(other);
    if (rows.length > 1 && rows.some((slot) => slot.order !== null)) groups.push({ group, rows });
  }
  return groups;
}

/** Every way to give copies to rows so that each row gets what it may and each required one something. */
function* waysToSpread(
  options: readonly (readonly Slot[])[],
  rows: readonly Slot[],
  chosen: Slot[] = [],
): Generator<readonly Slot[]> {
  const own = options[chosen.length];
  if (own === undefined) {
    if (rows.every((row) => !row.required || row.met === 0 || chosen.includes(row))) yield chosen;
    return;
  }
  for (const row of own) {
    if (!row.repeated && chosen.includes(row)) continue;
    yield* waysToSpread(options, rows, [...chosen, row]);
  }
}
