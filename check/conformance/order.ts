import type { Copy } from './copies.js';
import type { Slot } from './obligations.js';

/** A step of a later row that a step of an earlier row follows. */
export interface OrderViolation {
  readonly copy: Copy;
  readonly later: Copy;
}

/** Beyond this many ways to spread copies over rows of one letter, they count in the order written. */
const MAX_WAYS = 256;

/**
 * Checks the `in order` blocks: per block the first step that a step of an earlier row follows. Copies of one letter
 * count for whichever row of it keeps the order (docs/language.md).
 */
export function orderViolations(copies: readonly Copy[], slots: readonly Slot[], blocks: number): OrderViolation[] {
  if (blocks === 0) return [];
  const met = copies.filter((copy) => copy.slot !== null && copy.status === 'ok');
  spreadOverRows(met, slots);
  const violations: OrderViolation[] = [];
  for (let block = 0; block < blocks; block++) {
    const inBlock = met.filter((copy) => copy.slot?.order?.block === block).sort((a, b) => a.step - b.step);
    const violation = firstViolation(inBlock);
    if (violation !== undefined) violations.push(violation);
  }
  return violations;
}

function firstViolation(copies: readonly Copy[]): OrderViolation | undefined {
  for (const copy of copies) {
    const later = copies.find((other) => other.step > copy.step && mustPrecede(other, copy));
    if (later !== undefined) return { copy, later };
  }
  return undefined;
}

/** Whether the row of the first stands before the row of the second; between two `all` rows party by party. */
function mustPrecede(first: Copy, second: Copy): boolean {
  const a = first.slot;
  const b = second.slot;
  if (!a?.order || !b?.order || a.order.position >= b.order.position) return false;
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

/** Gives copies of a letter that several rows have to the rows that keep the order best. */
function spreadOverRows(copies: readonly Copy[], slots: readonly Slot[]): void {
  for (const { group, rows } of sharedLetters(copies, slots)) {
    if (rows.length ** group.length > MAX_WAYS) continue;
    let best = violationCount(copies);
    if (best === 0) return;
    let bestSlots = group.map((copy) => copy.slot);
    for (const way of waysToSpread(group.length, rows)) {
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

function sharedLetters(copies: readonly Copy[], slots: readonly Slot[]): { group: Copy[]; rows: Slot[] }[] {
  const groups: { group: Copy[]; rows: Slot[] }[] = [];
  const seen = new Set<Copy>();
  for (const copy of copies) {
    const letter = copy.slot;
    if (letter === null || seen.has(copy)) continue;
    const same = (slot: Slot | null) =>
      slot !== null &&
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
function* waysToSpread(count: number, rows: readonly Slot[], chosen: Slot[] = []): Generator<readonly Slot[]> {
  if (chosen.length === count) {
    if (rows.every((row) => !row.required || chosen.includes(row))) yield chosen;
    return;
  }
  for (const row of rows) {
    if (!row.repeated && chosen.includes(row)) continue;
    yield* waysToSpread(count, rows, [...chosen, row]);
  }
}
