import { editDistance } from '../findings/nearest-name.js';
import { isArrowInferred, type ModelPhase } from '../model/model.js';
import type { Assignment, CandidateCopy } from './assignment.js';
import type { DifferenceList } from './difference-list.js';
import { mayMeet, sameArrow, sameProtocol } from './letters.js';
import { ANY_PARTICIPANT, type Slot } from './obligations.js';
import { sharedValues, valuesMeet } from './values.js';

/** How far a misspelled message may be from a missing row's. */
const MAX_DISTANCE = 2;
/** How many looks at a row the distance of two names is worth. */
const LOOKS_PER_DISTANCE = 10;

/**
 * Takes faulty copies for rows that they differ from in one respect, so that such a row is not missing as well: steps 1
 * to 4 of docs/language.md, "Content of a phase".
 */
export class FaultyCopies {
  constructor(
    private readonly assignment: Assignment,
    private readonly phase: ModelPhase,
    private readonly differences: DifferenceList,
  ) {}

  /** A participant that does not resolve meets any missing row of its message; nothing else is reported on the step. */
  meetAny(copy: CandidateCopy): void {
    if (copy.sender !== ANY_PARTICIPANT && copy.receiver !== ANY_PARTICIPANT) return;
    const own = this.phase.partial ? [] : this.assignment.slotsOf(copy.message);
    const candidates = [
      ...this.assignment.missingOf(copy.message),
      ...own.filter((slot) => this.assignment.isUnmetOptional(slot)),
    ];
    const best =
      candidates.find((slot) => sameProtocol(copy, slot) && mayMeet(copy, slot)) ??
      candidates.find((slot) => sameProtocol(copy, slot)) ??
      candidates[0];
    if (best !== undefined) this.assignment.take(copy, best, 'alone');
    this.assignment.settle(copy, 'alone');
  }

  /** 1: never sent on that protocol. */
  takeNearest(copy: CandidateCopy): void {
    const candidates = this.assignment.missingOf(copy.message);
    const nearest = candidates.find((slot) => sameArrow(copy, slot)) ?? candidates[0];
    if (nearest !== undefined) {
      this.assignment.take(copy, nearest, 'disallowed');
      if (copy.short) this.assignment.markTaken(candidates.filter((slot) => slot.protocol === nearest.protocol));
    }
    this.assignment.settle(copy, 'disallowed');
  }

  /**
   * 2: same message and arrow, other protocol.
   * @param slots of the copy's message
   */
  otherProtocol(copy: CandidateCopy, slots: readonly Slot[]): void {
    if (copy.message === null) return;
    // The short form has the model's arrows, whichever they are: it means all its rows on the other protocol.
    const wide = isWide(copy);
    const fitting = slots.filter(
      (s) => this.assignment.isAvailable(s) && (wide || sameArrow(copy, s)) && !sameProtocol(copy, s),
    );
    const [slot] = fitting;
    if (slot === undefined || (wide && slots.some((s) => this.isOfOtherValues(copy, s)))) return;
    this.assignment.take(copy, slot, 'wrong-protocol');
    const fittingSlots = wide ? fitting.filter((s) => s.protocol === slot.protocol) : [slot];
    this.assignment.markTaken(fittingSlots);
    this.differences.add('wrong-protocol', copy, 'protocol', fittingSlots);
  }

  /** Whether a short form stands for a row with other values: if none on its protocol has them, that is its finding. */
  private isOfOtherValues(copy: CandidateCopy, slot: Slot): boolean {
    return this.assignment.isAvailable(slot) && sameProtocol(copy, slot) && !valuesMeet(copy, slot);
  }

  /**
   * 2: same message, arrow and protocol, other value.
   * @param slots of the copy's message
   */
  otherValues(copy: CandidateCopy, slots: readonly Slot[]): void {
    if (copy.message === null) return;
    const wide = isWide(copy);
    const fitting = slots.filter(
      (s) =>
        this.assignment.isAvailable(s) &&
        (wide || sameArrow(copy, s)) &&
        sameProtocol(copy, s) &&
        (copy.surplus || !valuesMeet(copy, s)),
    );
    const [slot] = [...fitting].sort((a, b) => sharedValues(copy, b) - sharedValues(copy, a));
    if (slot === undefined) return;
    this.assignment.take(copy, slot, 'wrong-value');
    const fittingSlots = wide ? fitting : [slot];
    this.assignment.markTaken(fittingSlots);
    this.differences.add('wrong-value', copy, 'value', fittingSlots);
  }

  /**
   * 3: same message, other sender or receiver.
   * @param slots of the copy's message; those of its protocol and values, unless these do not matter
   */
  otherArrow(copy: CandidateCopy, slots: readonly Slot[]): void {
    if (copy.message === null || copy.short) return;
    const candidates = slots.filter((s) => this.assignment.isAvailable(s));
    // A row without values may be left for a copy whose value no row gives.
    const most = candidates.reduce((shared, s) => Math.max(shared, sharedValues(copy, s)), 0);
    const best = candidates.filter((s) => sharedValues(copy, s) === most);
    const slot = best.find((s) => s.sender === copy.sender || s.receiver === copy.receiver) ?? best[0];
    if (slot === undefined) return;
    this.assignment.take(copy, slot, 'wrong-direction');
    const at = slot.sender === ANY_PARTICIPANT || slot.sender === copy.sender ? 'receiver' : 'sender';
    this.differences.add('wrong-direction', copy, at, [slot], isArrowInferred(slot.row, this.phase.model));
  }

  /**
   * 4: a message that does not resolve takes the missing row of the nearest name; one that cannot be read takes any.
   */
  misspelled(copy: CandidateCopy): void {
    if (copy.message !== null) return;
    const missing = this.assignment.missing();
    this.assignment.effort.add(missing.length * LOOKS_PER_DISTANCE);
    const near = missing
      .map((slot) => ({ slot, distance: editDistance(copy.messageName, slot.messageName, MAX_DISTANCE) }))
      .filter(({ distance }) => distance <= MAX_DISTANCE || copy.messageName === '')
      .sort((a, b) => a.distance - b.distance);
    const best = near.find(({ slot }) => sameArrow(copy, slot)) ?? near[0];
    if (best !== undefined) {
      this.assignment.take(copy, best.slot, 'alone');
      if (copy.short) {
        const same = near.flatMap(({ slot }) => (slot.message === best.slot.message ? [slot] : []));
        this.assignment.markTaken(same);
      }
    }
    this.assignment.settle(copy, 'alone');
  }
}

/** Whether a copy is of a short form that means all its rows: no row has it, or it is sent once too often. */
function isWide(copy: CandidateCopy): boolean {
  return copy.short && (copy.sender === ANY_PARTICIPANT || copy.surplus);
}
