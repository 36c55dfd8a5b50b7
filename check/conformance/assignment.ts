import type { Message } from '../model/vocabulary.js';
import type { CopyStatus } from './comparison.js';
import type { Copy } from './copies.js';
import type { Effort } from './effort.js';
import type { Slot } from './obligations.js';
import { groupByMessage, type SlotsByMessage } from './slots-by-message.js';
import { sharedValues } from './values.js';

/** A copy while it is matched. */
export interface CandidateCopy extends Copy {
  slot: Slot | null;
  /** `alone` while it is open. */
  status: CopyStatus;
  /** Until it has met a row or is judged. */
  open: boolean;
  /** Whether there are more of its letter than the rows allow. */
  surplus: boolean;
}

/** Written out: what is spread takes half as much memory again, and comparisons keep their copies. */
function candidate(copy: Copy): CandidateCopy {
  const { step, receiverIndex, message, messageName, values, protocol, disallowed, sender, receiver, short, ofRow } =
    copy;
  return {
    step,
    receiverIndex,
    message,
    messageName,
    values,
    protocol,
    disallowed,
    sender,
    receiver,
    short,
    ofRow,
    slot: null,
    status: 'alone',
    open: true,
    surplus: false,
  };
}

const NO_SLOTS: readonly Slot[] = [];

/** Which copies meet which rows of one phase, while they are matched. */
export class Assignment {
  readonly copies: readonly CandidateCopy[];
  private readonly counts = new Map<Slot, number>();
  private readonly takenSlots = new Set<Slot>();
  /** Per slot the copy that met it last. */
  private readonly holders = new Map<Slot, CandidateCopy>();
  private readonly byMessage: SlotsByMessage;
  private readonly triggers: readonly Slot[];

  constructor(
    copies: readonly Copy[],
    readonly slots: readonly Slot[],
    readonly effort: Effort,
  ) {
    this.copies = copies.map(candidate);
    this.byMessage = groupByMessage(slots);
    this.triggers = slots.filter(({ source }) => source === 'trigger');
  }

  /** The slots that a copy of a message may meet, in their order. */
  slotsOf(message: Message | null): readonly Slot[] {
    const slots = this.byMessage.get(message) ?? NO_SLOTS;
    this.effort.add(slots.length);
    return slots;
  }

  /** The copy that meets a slot that only one may meet. */
  holderOf(slot: Slot): CandidateCopy | undefined {
    return this.isMet(slot) ? this.holders.get(slot) : undefined;
  }

  open(): CandidateCopy[] {
    return this.copies.filter((copy) => copy.open);
  }

  isMet(slot: Slot): boolean {
    return (this.counts.get(slot) ?? 0) > 0;
  }

  /** Whether a faulty copy took its place: it is not missing any more. */
  isTaken(slot: Slot): boolean {
    return this.takenSlots.has(slot);
  }

  /** Whether no copy meets a row or has taken its place. */
  isUntouched(slot: Slot): boolean {
    return !this.isMet(slot) && !this.isTaken(slot);
  }

  isUnmetRequired(slot: Slot): boolean {
    return slot.required && this.isUntouched(slot);
  }

  /** The required rows that nothing met or took. */
  missing(): Slot[] {
    this.effort.add(this.slots.length);
    return this.slots.filter((slot) => this.isUnmetRequired(slot));
  }

  /** Those of them that have a message. */
  missingOf(message: Message | null): Slot[] {
    return this.slotsOf(message).filter((slot) => this.isUnmetRequired(slot));
  }

  isUnmetOptional(slot: Slot): boolean {
    return !slot.required && slot.source !== 'anytime' && this.isAvailable(slot);
  }

  /** Whether one more copy may meet a row; of several triggers one is shown. */
  isFree(slot: Slot): boolean {
    if (slot.spent || (this.isMet(slot) && !slot.repeated)) return false;
    return slot.source !== 'trigger' || !this.isOtherTriggerShown(slot);
  }

  /** Whether a faulty copy may take the place of a row: no copy has, and of several triggers none is shown. */
  isAvailable(slot: Slot): boolean {
    return this.isUntouched(slot) && this.isFree(slot);
  }

  private isOtherTriggerShown({ row }: Slot): boolean {
    return this.triggers.some((slot) => slot.row !== row && !this.isUntouched(slot));
  }

  /** Lets a copy meet a row, and leave the one that it met before. */
  give(copy: CandidateCopy, slot: Slot): void {
    if (copy.slot !== null) this.counts.set(copy.slot, (this.counts.get(copy.slot) ?? 0) - 1);
    this.counts.set(slot, (this.counts.get(slot) ?? 0) + 1);
    this.holders.set(slot, copy);
    copy.slot = slot;
    copy.surplus = false;
    this.settle(copy, copy.disallowed ? 'disallowed' : 'ok');
  }

  /** Lets two copies that meet rows change them. */
  swap(copy: CandidateCopy, other: CandidateCopy): void {
    const { slot } = copy;
    copy.slot = other.slot;
    other.slot = slot;
  }

  /** Lets a faulty copy take the place of a row. */
  take(copy: CandidateCopy, slot: Slot, status: CopyStatus): void {
    this.markTaken([slot]);
    copy.slot = slot;
    this.settle(copy, status);
  }

  settle(copy: CandidateCopy, status: CopyStatus): void {
    copy.status = status;
    copy.open = false;
  }

  /** Claims rows that are no longer missing, because a faulty copy is taken for them. */
  markTaken(slots: readonly Slot[]): void {
    for (const slot of slots) this.takenSlots.add(slot);
  }

  /** The row that a copy meets first; of equal ones the one that has most of its values, then the first. */
  bestOf(slots: readonly Slot[], copy: Copy): Slot | undefined {
    let best: Slot | undefined;
    for (const slot of slots) {
      const difference = best === undefined ? -1 : this.preference(slot) - this.preference(best);
      if (best === undefined || difference < 0) best = slot;
      else if (difference === 0 && sharedValues(copy, slot) > sharedValues(copy, best)) best = slot;
    }
    return best;
  }

  /** Which of several rows of one letter a copy meets first. */
  private preference(slot: Slot): number {
    if (slot.required) return this.isMet(slot) ? 1 : 0;
    if (slot.source === 'row') return 2;
    return slot.source === 'trigger' ? 3 : 4;
  }

  metSlots(): ReadonlySet<Slot> {
    return new Set([...this.counts].flatMap(([slot, count]) => (count > 0 ? [slot] : [])));
  }
}

/** Whether a copy meets a row. */
export function meetsRow({ status }: CandidateCopy): boolean {
  return status === 'ok' || status === 'disallowed';
}
