import { groupBy } from '../../timeline/types/group-by.js';
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
  /** Slots from which no unmet required row is reached, whichever copies move on. */
  private readonly deadEnds = new Set<Slot>();
  /** Slots from which no free row is reached. */
  private readonly fullSlots = new Set<Slot>();

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
    this.forgetSearches();
    for (const copy of copies) if (copy.open) this.meet(copy, mayMeet);
    if (this.hasValues) this.preferSharedValues();
  }

  /** Copies in their order, those first whose values most are some row's. */
  private valuesFirst(): readonly CandidateCopy[] {
    if (!this.hasValues) return this.assignment.copies;
    const shared = (copy: Copy) => {
      let most = 0;
      for (const slot of this.assignment.slotsOf(copy.message)) {
        if (mayMeet(copy, slot)) most = Math.max(most, sharedValues(copy, slot));
      }
      return most;
    };
    return this.assignment.copies
      .map((copy) => ({ copy, rank: shared(copy) }))
      .sort((a, b) => b.rank - a.rank)
      .map(({ copy }) => copy);
  }

  /**
   * Gives a copy to the row that it fits best: a required one that nothing met yet, otherwise one that may be met, and
   * of several the one that has most of its values. Copies that met a row before move on if that lets more be met.
   */
  private meet(copy: CandidateCopy, fits: Fits): void {
    const fitting = this.assignment.slotsOf(copy.message).filter((slot) => fits(copy, slot));
    if (fitting.length === 0) return;
    const free = fitting.filter((slot) => this.assignment.isFree(slot));
    const best = this.assignment.bestOf(free, copy);
    const isUnmetRequired = (slot: Slot) => this.assignment.isUnmetRequired(slot);
    const isMet =
      (best !== undefined && isUnmetRequired(best)) ||
      this.moveOn(copy, fits, isUnmetRequired, this.deadEnds) ||
      best !== undefined ||
      this.moveOn(copy, fits, (slot) => this.assignment.isFree(slot), this.fullSlots) ||
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
   * @param hopeless slots that searches before found to lead to no goal, which stays so: rows that are met remain met.
   * Those that this one finds are added
   */
  private moveOn(copy: CandidateCopy, fits: Fits, isGoal: (slot: Slot) => boolean, hopeless: Set<Slot>): boolean {
    // Only rows that differ in their values, or unknown ends, leave a choice.
    if (!this.hasChoice) return false;
    const queue: CandidateCopy[] = [copy];
    const cameFrom = new Map<Slot, CandidateCopy>();
    let unseen = this.assignment.slotsOf(copy.message).filter((slot) => !hopeless.has(slot));
    for (const current of queue) {
      this.assignment.effort.add(unseen.length);
      const others: Slot[] = [];
      for (const slot of unseen) {
        if (slot === current.slot || slot.spent || !fits(current, slot)) {
          others.push(slot);
          continue;
        }
        cameFrom.set(slot, current);
        if (isGoal(slot)) {
          this.shift(slot, copy, cameFrom);
          return true;
        }
        if (slot.source === 'trigger' || slot.repeated) continue;
        const holder = this.assignment.holderOf(slot);
        if (holder !== undefined) queue.push(holder);
      }
      unseen = others;
    }
    for (const slot of cameFrom.keys()) hopeless.add(slot);
    return false;
  }

  private forgetSearches(): void {
    this.deadEnds.clear();
    this.fullSlots.clear();
  }

  /**
   * Lets a copy show its trigger in place of another trigger, if what shows that one may be sent at any time as well.
   * False if it may not.
   */
  private showInstead(copy: CandidateCopy, fits: Fits): boolean {
    const { assignment } = this;
    const trigger = assignment
      .slotsOf(copy.message)
      .find((slot) => slot.source === 'trigger' && !slot.spent && fits(copy, slot));
    if (trigger === undefined) return false;
    assignment.effort.add(assignment.copies.length);
    const moves = assignment.copies
      .filter((other) => other.slot?.source === 'trigger' && meetsRow(other))
      .map((other) => ({
        other,
        slot: assignment.slotsOf(other.message).find((slot) => slot.source === 'anytime' && fits(other, slot)),
      }));
    for (const { slot } of moves) if (slot === undefined) return false;
    for (const { other, slot } of moves) if (slot !== undefined) assignment.give(other, slot);
    // The rows of the trigger that is shown now are free, those of the other no longer.
    this.forgetSearches();
    if (!assignment.isFree(trigger)) return false;
    assignment.give(copy, trigger);
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
    const byMessage = groupBy(this.assignment.copies.filter(meetsRow), ({ message }) => message);
    for (const settled of byMessage.values()) {
      // Values are exchanged with a copy that gives some.
      if (settled.some(({ values }) => values.length > 0)) this.exchange(settled);
    }
  }

  private exchange(settled: readonly CandidateCopy[]): void {
    for (let changed = true; changed; ) {
      changed = false;
      for (const [index, copy] of settled.entries()) {
        this.assignment.effort.add(settled.length - index);
        for (let at = index + 1; at < settled.length; at++) {
          const other = settled[at];
          if (other !== undefined) changed = this.swapForValues(copy, other) || changed;
        }
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
