import { editDistance } from '../findings/nearest-name.js';
import { isArrowInferred, isInferred, type ModelPhase, messageTriggers } from '../model/model.js';
import type { Protocol } from '../model/vocabulary.js';
import { Assignment, type CandidateCopy } from './assignment.js';
import type { Difference, MatchedCopy } from './comparison.js';
import type { Copy } from './copies.js';
import { matchExactly } from './exact-matching.js';
import { mayMeet, sameArrow, sameProtocol } from './letters.js';
import { ANY_PARTICIPANT, carries, type Obligations, type Slot } from './obligations.js';
import { sharedValues, valuesMeet } from './values.js';

/** How far a misspelled message may be from a missing row's. */
const MAX_DISTANCE = 2;

/** Which copies meet which rows, and what is wrong with the others. */
export interface Matches {
  /** In the order of the copies given. */
  readonly copies: readonly MatchedCopy[];
  /** The slots that a copy meets. */
  readonly met: ReadonlySet<Slot>;
  readonly differences: readonly Difference[];
}

/**
 * Pairs copies with the rows they meet, and what is left over so that one mistake is one difference: the eight steps
 * of docs/language.md, "Content of a phase", in their order.
 */
export function matchCopies(
  copies: readonly Copy[],
  obligations: Obligations,
  phase: ModelPhase,
  modelProtocols: ReadonlySet<Protocol>,
): Matches {
  const assignment = new Assignment(copies, obligations.slots);
  matchExactly(assignment);
  const matching = new Matching(assignment, obligations, phase, modelProtocols);
  matching.setAside();
  matching.pairRest();
  return { copies: assignment.copies, met: assignment.metSlots(), differences: matching.differences };
}

class Matching {
  readonly differences: Difference[] = [];
  private readonly copies: readonly CandidateCopy[];
  private readonly slots: readonly Slot[];

  constructor(
    private readonly assignment: Assignment,
    private readonly obligations: Obligations,
    private readonly phase: ModelPhase,
    private readonly modelProtocols: ReadonlySet<Protocol>,
  ) {
    this.copies = assignment.copies;
    this.slots = obligations.slots;
  }

  /** Sets aside copies that are no row's letter, and about which nothing is known. */
  setAside(): void {
    for (const copy of this.assignment.open()) {
      if (this.isForeign(copy) && !copy.disallowed) this.assignment.settle(copy, 'alone');
      else if (copy.message !== null && !copy.short) this.meetAny(copy);
    }
  }

  /**
   * Whether it is sent on a protocol that the model does not use; if unknown, whether its message has none but such.
   */
  private isForeign({ message, protocol }: Copy): boolean {
    if (protocol !== null) return !this.modelProtocols.has(protocol);
    return (message?.protocolsKnown ?? false) && !message?.protocols.some((known) => this.modelProtocols.has(known));
  }

  /** Pairs the copies and slots that are left over. */
  pairRest(): void {
    if (this.assignment.open().length === 0 && this.missing().length === 0) return;
    for (const copy of this.assignment.open()) if (copy.disallowed && copy.message !== null) this.takeNearest(copy);
    for (const slots of [this.missing(), this.unmetOptional()]) {
      for (const copy of this.assignment.open()) if (!copy.surplus) this.otherProtocol(copy, slots);
      for (const copy of this.assignment.open()) if (!copy.surplus) this.otherValues(copy, slots);
      for (const copy of this.openByValues()) if (!copy.surplus) this.otherArrow(copy, slots, true);
      if (slots.every((slot) => slot.required)) for (const copy of this.assignment.open()) this.misspelt(copy);
    }
    this.incompleteBroadcasts();
    for (const copy of this.assignment.open()) this.unmetCondition(copy);
    for (const copy of this.assignment.open()) if (copy.surplus) this.tooMany(copy);
    this.missingMessages();
    for (const copy of this.assignment.open()) this.unexpected(copy);
  }

  /** Open copies, those that give values first: one that gives none may take what rows are left. */
  private openByValues(): readonly CandidateCopy[] {
    const hasValues = ({ values }: CandidateCopy) => Number(values.length > 0);
    return [...this.assignment.open()].sort((a, b) => hasValues(b) - hasValues(a));
  }

  private missing(): Slot[] {
    return this.slots.filter((slot) => this.assignment.isUnmetRequired(slot));
  }

  /** Optional rows and the trigger, if nothing met them; of a partial list nothing more is known. */
  private unmetOptional(): Slot[] {
    if (this.phase.partial) return [];
    return this.slots.filter(
      (slot) => !slot.required && slot.source !== 'anytime' && this.assignment.isAvailable(slot),
    );
  }

  /** A participant that does not resolve meets any missing row of its message; nothing else is reported on the step. */
  private meetAny(copy: CandidateCopy): void {
    if (copy.sender !== ANY_PARTICIPANT && copy.receiver !== ANY_PARTICIPANT) return;
    const candidates = [...this.missing(), ...this.unmetOptional()].filter((slot) => slot.message === copy.message);
    const best =
      candidates.find((slot) => sameProtocol(copy, slot) && mayMeet(copy, slot)) ??
      candidates.find((slot) => sameProtocol(copy, slot)) ??
      candidates[0];
    if (best !== undefined) this.assignment.take(copy, best, 'alone');
    this.assignment.settle(copy, 'alone');
  }

  /** 1: never sent on that protocol. */
  private takeNearest(copy: CandidateCopy): void {
    const candidates = this.missing().filter((slot) => slot.message === copy.message);
    const nearest = candidates.find((slot) => sameArrow(copy, slot)) ?? candidates[0];
    if (nearest !== undefined) {
      this.assignment.take(copy, nearest, 'disallowed');
      if (copy.short) this.assignment.markTaken(candidates.filter((slot) => slot.protocol === nearest.protocol));
    }
    this.assignment.settle(copy, 'disallowed');
  }

  /** 2: same message and arrow, other protocol. */
  private otherProtocol(copy: CandidateCopy, slots: readonly Slot[]): void {
    if (copy.message === null) return;
    // The short form has the model's arrows, whichever they are: it means all its rows on the other protocol.
    const wide = copy.short && copy.sender === ANY_PARTICIPANT;
    const fitting = slots.filter(
      (s) =>
        this.assignment.isAvailable(s) &&
        s.message === copy.message &&
        (wide || sameArrow(copy, s)) &&
        !sameProtocol(copy, s),
    );
    const [slot] = fitting;
    if (slot === undefined || (wide && slots.some((s) => this.isOfOtherValues(copy, s)))) return;
    this.assignment.take(copy, slot, 'wrong-protocol');
    const taken = wide ? fitting.filter((s) => s.protocol === slot.protocol) : [slot];
    this.assignment.markTaken(taken);
    this.add('wrong-protocol', copy, 'protocol', taken);
  }

  /** Whether a short form stands for a row with other values: if none on its protocol has them, that is its finding. */
  private isOfOtherValues(copy: CandidateCopy, slot: Slot): boolean {
    const isFree = this.assignment.isAvailable(slot) && slot.message === copy.message;
    return isFree && sameProtocol(copy, slot) && !valuesMeet(copy, slot);
  }

  /** 2: same message, arrow and protocol, other value. */
  private otherValues(copy: CandidateCopy, slots: readonly Slot[]): void {
    if (copy.message === null) return;
    const wide = copy.short && copy.sender === ANY_PARTICIPANT;
    const fitting = slots.filter(
      (s) =>
        this.assignment.isAvailable(s) &&
        s.message === copy.message &&
        (wide || sameArrow(copy, s)) &&
        sameProtocol(copy, s) &&
        (copy.surplus || !valuesMeet(copy, s)),
    );
    const [slot] = [...fitting].sort((a, b) => sharedValues(copy, b) - sharedValues(copy, a));
    if (slot === undefined) return;
    this.assignment.take(copy, slot, 'wrong-value');
    const taken = wide ? fitting : [slot];
    this.assignment.markTaken(taken);
    this.add('wrong-value', copy, 'value', taken);
  }

  /** 3: same message, protocol and values, other sender or receiver. */
  private otherArrow(copy: CandidateCopy, slots: readonly Slot[], protocolMatters: boolean): void {
    if (copy.message === null || copy.short) return;
    const candidates = slots.filter(
      (s) =>
        this.assignment.isAvailable(s) &&
        s.message === copy.message &&
        (!protocolMatters || (sameProtocol(copy, s) && valuesMeet(copy, s))),
    );
    // A row without values may be left for a copy whose value no row gives.
    const most = candidates.reduce((shared, s) => Math.max(shared, sharedValues(copy, s)), 0);
    const best = candidates.filter((s) => sharedValues(copy, s) === most);
    const slot = best.find((s) => s.sender === copy.sender || s.receiver === copy.receiver) ?? best[0];
    if (slot === undefined) return;
    this.assignment.take(copy, slot, 'wrong-direction');
    const at = slot.sender === ANY_PARTICIPANT || slot.sender === copy.sender ? 'receiver' : 'sender';
    this.add('wrong-direction', copy, at, [slot], isArrowInferred(slot.row, this.phase.model));
  }

  /**
   * 4: a message that does not resolve takes the missing row of the nearest name; one that cannot be read takes any.
   */
  private misspelt(copy: CandidateCopy): void {
    if (copy.message !== null) return;
    const near = this.missing()
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

  /** 5: an `all` row some of whose copies are there. */
  private incompleteBroadcasts(): void {
    for (const [first, ...rest] of groupByArrow(this.slots.filter((slot) => slot.all && slot.source === 'row'))) {
      if (first === undefined) continue;
      const group = [first, ...rest];
      const missing = group.filter((slot) => this.assignment.isUnmetRequired(slot));
      const carrier = this.copies.find(
        (copy) => copy.status === 'ok' && copy.slot !== null && group.includes(copy.slot),
      );
      if (missing.length === 0 || carrier === undefined) continue;
      this.assignment.markTaken(missing);
      this.add('incomplete-broadcast', carrier, 'receivers', missing);
    }
  }

  /** 6: a step whose row has a false condition. */
  private unmetCondition(copy: CandidateCopy): void {
    if (this.couldBeFaultyRow(copy)) return;
    const slot = this.obligations.unmet.find((s) => copy.message !== null && mayMeet(copy, s));
    if (slot === undefined) return;
    copy.slot = slot;
    this.assignment.settle(copy, 'condition');
    this.add('condition-not-met', copy, 'message', [slot]);
  }

  /** 7: a letter met more often than its rows allow. */
  private tooMany(copy: CandidateCopy): void {
    const missing = this.missing();
    this.otherProtocol(copy, missing);
    if (copy.open) this.otherValues(copy, missing);
    if (copy.open) this.otherArrow(copy, missing, false);
    if (!copy.open) return;
    const last = this.lastLike(copy);
    this.assignment.settle(last, 'duplicate');
    const slots = this.slots.filter((slot) => mayMeet(copy, slot));
    this.add('duplicate-message', last, 'step', slots);
  }

  /** The last copy is the duplicate: if its protocol is unknown, a later step may match the row. */
  private lastLike(copy: CandidateCopy): CandidateCopy {
    const later = this.copies.findLast(
      (other) => other.status === 'ok' && other.step > copy.step && other.slot !== null && mayMeet(copy, other.slot),
    );
    if (later === undefined) return copy;
    copy.slot = later.slot;
    this.assignment.settle(copy, 'ok');
    return later;
  }

  /** 8: what is not sent, one per row. */
  private missingMessages(): void {
    const byRow = new Map<Slot['row'], Slot[]>();
    for (const slot of this.missing()) {
      const slots = byRow.get(slot.row);
      if (slots === undefined) byRow.set(slot.row, [slot]);
      else slots.push(slot);
    }
    for (const slots of byRow.values()) this.add('missing-message', null, 'phase', slots);
  }

  /** 8: what no row allows. */
  private unexpected(copy: CandidateCopy): void {
    // Even in a partial list, a second member of a `one of` is a duplicate.
    const further = this.phase.partial && !this.obligations.unchosen.some((slot) => mayMeet(copy, slot));
    if (copy.message === null || further || this.couldBeFaultyRow(copy)) {
      this.assignment.settle(copy, 'alone');
      return;
    }
    this.assignment.settle(copy, 'unexpected');
    // By the rows as written: an `all` row has its message even if no party is in that state.
    const { rows, model } = this.phase;
    const known = [...rows, ...messageTriggers(this.phase).map(({ row }) => row)].filter((row) =>
      carries(row, copy.message, copy.protocol),
    );
    const lenient = known.some((row) => isArrowInferred(row, model));
    const { slots, unmet, unchosen } = this.obligations;
    const same = [...slots, ...unmet, ...unchosen].filter((slot) => known.includes(slot.row));
    this.add('unexpected-message', copy, 'message', same, lenient);
  }

  private couldBeFaultyRow(copy: Copy): boolean {
    return this.phase.rows.some((row) => row.faulty && (row.message === copy.message || row.message === null));
  }

  private add(
    code: Difference['code'],
    copy: MatchedCopy | null,
    at: Difference['at'],
    slots: readonly Slot[],
    lenient = slots.length > 0 && isLenient(code) && slots.every(({ row }) => isInferred(row.ground)),
  ): void {
    const step = copy?.step ?? -1;
    const receiverIndex = copy?.receiverIndex ?? -1;
    this.differences.push({ code, lenient, step, at, receiverIndex, copy, slots, otherStep: -1 });
  }
}

/** Whether a finding is one severity lower where every row that asks for it is inferred. */
function isLenient(code: Difference['code']): boolean {
  return code === 'missing-message' || code === 'incomplete-broadcast' || code.startsWith('wrong-');
}

/** Slots of one receiver of one row. */
function groupByArrow(slots: readonly Slot[]): Iterable<Slot[]> {
  const groups = new Map<string, Slot[]>();
  for (const slot of slots) {
    const key = `${slot.row.index}/${slot.arrow}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [slot]);
    else group.push(slot);
  }
  return groups.values();
}
