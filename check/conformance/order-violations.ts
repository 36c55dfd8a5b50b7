import type { PlacedCopy } from './duplicate-exchanges.js';
import type { Slot } from './obligations.js';

/** A step of a later row that a step of an earlier row follows. */
export interface OrderViolation {
  readonly copy: PlacedCopy;
  readonly later: PlacedCopy;
}

/** The first violation in each `in order` block. */
export function violationsIn(placed: readonly PlacedCopy[], blocks: number): OrderViolation[] {
  const byBlock: PlacedCopy[][] = Array.from({ length: blocks }, () => []);
  for (const copy of placed) if (copy.slot.order !== null) byBlock[copy.slot.order.block]?.push(copy);
  return byBlock.flatMap((inBlock) => firstViolation(inBlock.sort(byStep)) ?? []);
}

/** Compares copies by the number of their step. */
export function byStep(a: PlacedCopy, b: PlacedCopy): number {
  return a.copy.step - b.copy.step;
}

/** @param inBlock in the order of their steps */
function firstViolation(inBlock: readonly PlacedCopy[]): OrderViolation | undefined {
  const copy = firstOutOfOrder(inBlock);
  const later = copy && inBlock.find((other) => mustPrecede(other, copy));
  return copy && later && { copy, later };
}

/** The first copy that a copy of an earlier row is sent after: from the last step on, the earliest rows so far are known. */
function firstOutOfOrder(inBlock: readonly PlacedCopy[]): PlacedCopy | undefined {
  let found: PlacedCopy | undefined;
  const earliest = new EarliestRows();
  let ofStep: PlacedCopy[] = [];
  for (const copy of [...inBlock].reverse()) {
    if (ofStep[0] !== undefined && ofStep[0].copy.step !== copy.copy.step) {
      for (const { slot } of ofStep) earliest.add(slot);
      ofStep = [];
    }
    ofStep.push(copy);
    if (earliest.hasBefore(copy.slot)) found = copy;
  }
  return found;
}

/** The first positions of rows in a block: of any row, and of `all` rows by party. */
class EarliestRows {
  private any = Number.POSITIVE_INFINITY;
  private single = Number.POSITIVE_INFINITY;
  private readonly ofParty = new Map<number, number>();

  add(slot: Slot): void {
    const position = slot.order?.position ?? Number.POSITIVE_INFINITY;
    this.any = Math.min(this.any, position);
    if (!slot.all) this.single = Math.min(this.single, position);
    else this.ofParty.set(partyOf(slot), Math.min(this.ofParty.get(partyOf(slot)) ?? position, position));
  }

  /** Whether one of them comes before a row (see `comesBefore`). */
  hasBefore(slot: Slot): boolean {
    const position = slot.order?.position ?? 0;
    if (!slot.all) return this.any < position;
    return Math.min(this.single, this.ofParty.get(partyOf(slot)) ?? Number.POSITIVE_INFINITY) < position;
  }
}

/** Whether a copy that is sent after another one belongs before it. */
export function mustPrecede(later: PlacedCopy, earlier: PlacedCopy): boolean {
  return later.copy.step > earlier.copy.step && comesBefore(later.slot, earlier.slot);
}

/** Whether one row comes before another of its block; between two `all` rows party by party. */
export function comesBefore(a: Slot, b: Slot): boolean {
  if (a.order === null || a.order.block !== b.order?.block || a.order.position >= b.order.position) return false;
  return !(a.all && b.all) || partyOf(a) === partyOf(b);
}

function partyOf(slot: Slot): number {
  const arrow = slot.row.arrows[slot.arrow];
  return arrow?.receiver.kind === 'all' ? slot.receiver : slot.sender;
}
