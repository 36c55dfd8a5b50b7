import { type Assignment, type CandidateCopy, meetsRow } from './assignment.js';
import type { Copy } from './copies.js';
import { mayMeet, sameLetter } from './letters.js';
import { ANY_PARTICIPANT, type Slot } from './obligations.js';
import { sharedValues } from './values.js';

/**
 * Gives copies to rows of their letter so that most rows are met, and of equally many so that a row gives most of its
 * copy's values (docs/language.md, "Content of a phase"). Copies that meet none stay open.
 */
export function matchExactly(assignment: Assignment): void {
  new ExactMatching(assignment).run();
}

type Fits = (copy: Copy, slot: Slot) => boolean;

class ExactMatching {
  private readonly slots: readonly Slot[];
  private readonly hasValues: boolean;
  /** Whether a copy may meet rows of more than one letter. */
  private readonly hasChoice: boolean;

  constructor(private readonly assignment: Assignment) {
    this.slots = assignment.slots;
    this.hasValues = this.slots.some(({ values }) => values.length > 0);
    this.hasChoice =
      this.hasValues ||
      this.slots.some(({ sender, receiver }) => sender === ANY_PARTICIPANT || receiver === ANY_PARTICIPANT) ||
      assignment.copies.some(({ protocol }) => protocol === null);
  }

  /** First the copies of which everything is known. */
  run(): void {
    const copies = this.valuesFirst().filter(isKnown);
    for (const copy of copies) if (copy.protocol !== null) this.meet(copy, sameLetter);
    for (const copy of copies) if (copy.protocol === null) this.meet(copy, sameLetter);
    for (const copy of copies) if (copy.open) this.meet(copy, mayMeet);
    if (this.hasValues) this.preferSharedValues();
  }

  /** Copies in their order, those first whose values most are some row's. */
  private valuesFirst(): readonly CandidateCopy[] {
    if (!this.hasValues) return this.assignment.copies;
    const shared = (copy: Copy) =>
      Math.max(0, ...this.slots.filter((slot) => mayMeet(copy, slot)).map((slot) => sharedValues(copy, slot)));
    return this.assignment.copies
      .map((copy) => ({ copy, rank: shared(copy) }))
      .sort((a, b) => b.rank - a.rank)
      .map(({ copy }) => copy);
  }

  /**
   * Gives a copy to the row that it fits best: a required one that nothing met yet, otherwise one that may be met, and
   * of several the one that has most of its values. Copies that met a row before move on where that lets more be met.
   */
  private meet(copy: CandidateCopy, fits: Fits): void {
    const fitting = this.slots.filter((slot) => fits(copy, slot));
    if (fitting.length === 0) return;
    const free = fitting.filter((slot) => this.assignment.isFree(slot));
    const best = this.assignment.bestOf(free, copy);
    const isUnmetRequired = (slot: Slot) => this.assignment.isUnmetRequired(slot);
    const isMet =
      (best !== undefined && isUnmetRequired(best)) ||
      this.moveOn(copy, fits, isUnmetRequired) ||
      best !== undefined ||
      this.moveOn(copy, fits, (slot) => this.assignment.isFree(slot)) ||
      this.showInstead(copy, fits);
    if (!isMet) {
      copy.surplus = true;
      return;
    }
    if (copy.slot === null && best !== undefined) this.assignment.give(copy, best);
  }

  /**
   * Lets copies move on from row to row so that the given one finds a place and one more row is met: the shortest such
   * chain. False if there is none.
   */
  private moveOn(copy: CandidateCopy, fits: Fits, isGoal: (slot: Slot) => boolean): boolean {
    // Only rows that differ in their values, or unknown ends, leave a choice.
    if (!this.hasChoice) return false;
    const queue: CandidateCopy[] = [copy];
    const cameFrom = new Map<Slot, CandidateCopy>();
    for (let current = queue.shift(); current !== undefined; current = queue.shift()) {
      for (const slot of this.slots) {
        if (cameFrom.has(slot) || slot === current.slot || slot.spent || !fits(current, slot)) continue;
        cameFrom.set(slot, current);
        if (isGoal(slot)) {
          this.shift(slot, copy, cameFrom);
          return true;
        }
        if (slot.source === 'trigger' || slot.repeated) continue;
        const holder = this.assignment.copies.find((other) => other.slot === slot && meetsRow(other));
        if (holder !== undefined) queue.push(holder);
      }
    }
    return false;
  }

  /**
   * Lets a copy show its trigger in place of another trigger, if what shows that one may be sent at any time as well.
   * False if it may not.
   */
  private showInstead(copy: CandidateCopy, fits: Fits): boolean {
    const trigger = this.slots.find((slot) => slot.source === 'trigger' && !slot.spent && fits(copy, slot));
    if (trigger === undefined) return false;
    const moves = this.assignment.copies
      .filter((other) => other.slot?.source === 'trigger' && meetsRow(other))
      .map((other) => ({ other, slot: this.slots.find((slot) => slot.source === 'anytime' && fits(other, slot)) }));
    for (const { slot } of moves) if (slot === undefined) return false;
    for (const { other, slot } of moves) if (slot !== undefined) this.assignment.give(other, slot);
    if (!this.assignment.isFree(trigger)) return false;
    this.assignment.give(copy, trigger);
    return true;
  }

  private shift(goal: Slot, first: CandidateCopy, cameFrom: ReadonlyMap<Slot, CandidateCopy>): void {
    for (let slot: Slot | null = goal; slot !== null; ) {
      const mover = cameFrom.get(slot);
      if (mover === undefined) return;
      const left: Slot | null = mover.slot;
      this.assignment.give(mover, slot);
      slot = mover === first ? null : left;
    }
  }

  /** Lets two copies change their rows wherever these then give more of their values. */
  private preferSharedValues(): void {
    const settled = this.assignment.copies.filter(meetsRow);
    for (let changed = true; changed; ) {
      changed = false;
      for (const [index, copy] of settled.entries()) {
        for (const other of settled.slice(index + 1)) changed = this.swapForValues(copy, other) || changed;
      }
    }
  }

  private swapForValues(copy: CandidateCopy, other: CandidateCopy): boolean {
    const { slot } = copy;
    const { slot: otherSlot } = other;
    if (slot === null || otherSlot === null || slot === otherSlot) return false;
    if (!mayMeet(copy, otherSlot) || !mayMeet(other, slot)) return false;
    const now = sharedValues(copy, slot) + sharedValues(other, otherSlot);
    if (sharedValues(copy, otherSlot) + sharedValues(other, slot) <= now) return false;
    this.assignment.swap(copy, other);
    return true;
  }
}

/** Whether message and ends of a copy are known. */
function isKnown({ message, ofRow, sender, receiver }: Copy): boolean {
  return message !== null && (ofRow || (sender !== ANY_PARTICIPANT && receiver !== ANY_PARTICIPANT));
}
