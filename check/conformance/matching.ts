import { editDistance } from '../findings/nearest-name.js';
import { isArrowInferred, isInferred, type ModelPhase, messageTriggers } from '../model/model.js';
import type { Protocol } from '../model/vocabulary.js';
import type { Difference } from './comparison.js';
import type { Copy } from './copies.js';
import { mayMeet, sameArrow, sameLetter, sameProtocol } from './letters.js';
import { bestOf, give, isSettled, isUnmetRequired, take } from './meeting.js';
import { ANYBODY, carries, type Obligations, type Slot } from './obligations.js';
import { sharedValues, valuesMeet } from './values.js';

/** How far a misspelt message may lie from a missing row's. */
const MAX_DISTANCE = 2;

/**
 * Pairs copies with the rows they meet, and what is left over so that one mistake is one difference: the eight steps
 * of docs/language.md, "Content of a phase", in their order. Marks copies and slots as it goes.
 */
export class Matching {
  readonly differences: Difference[] = [];
  private readonly slots: readonly Slot[];
  /** Whether a copy may meet rows of more than one letter. */
  private readonly hasChoice: boolean;

  constructor(
    private readonly copies: readonly Copy[],
    private readonly obligations: Obligations,
    private readonly phase: ModelPhase,
    private readonly modelProtocols: ReadonlySet<Protocol>,
  ) {
    this.slots = obligations.slots;
    this.hasChoice =
      this.slots.some(
        ({ values, sender, receiver }) => values.length > 0 || sender === ANYBODY || receiver === ANYBODY,
      ) || copies.some(({ protocol }) => protocol === null);
  }

  /** Copies that simply are what a row asks for: first those of which everything is known. */
  matchExactly(): void {
    const known = (copy: Copy) =>
      copy.message !== null && (copy.ofRow || (copy.sender !== ANYBODY && copy.receiver !== ANYBODY));
    const copies = this.valuesFirst();
    for (const copy of copies) if (known(copy) && copy.protocol !== null) this.meet(copy, sameLetter);
    for (const copy of copies) if (known(copy) && copy.protocol === null) this.meet(copy, sameLetter);
    for (const copy of copies) if (known(copy) && copy.status === 'open') this.meet(copy, mayMeet);
    for (const copy of this.copies) {
      if (copy.status !== 'open') continue;
      if (this.isForeign(copy) && !copy.foul) copy.status = 'alone';
      else if (copy.message !== null && !copy.short) this.meetAny(copy);
    }
  }

  /** Copies in their order, those first whose values most are some row's. */
  private valuesFirst(): readonly Copy[] {
    if (!this.slots.some(({ values }) => values.length > 0)) return this.copies;
    const shared = (copy: Copy) =>
      Math.max(0, ...this.slots.filter((slot) => mayMeet(copy, slot)).map((slot) => sharedValues(copy, slot)));
    return this.copies
      .map((copy) => ({ copy, rank: shared(copy) }))
      .sort((a, b) => b.rank - a.rank)
      .map(({ copy }) => copy);
  }

  /** Sent on a protocol that the model does not use; where it cannot be told, on none but such. */
  private isForeign({ message, protocol }: Copy): boolean {
    if (protocol !== null) return !this.modelProtocols.has(protocol);
    return (message?.protocolsKnown ?? false) && !message?.protocols.some((known) => this.modelProtocols.has(known));
  }

  /** What is left over, paired. */
  pairRest(): void {
    if (this.open().length === 0 && this.missing().length === 0) return;
    for (const copy of this.open()) if (copy.foul && copy.message !== null) this.takeNearest(copy);
    for (const slots of [this.missing(), this.unmetOptional()]) {
      for (const copy of this.open()) if (!copy.surplus) this.otherProtocol(copy, slots);
      for (const copy of this.open()) if (!copy.surplus) this.otherValues(copy, slots);
      for (const copy of this.open()) if (!copy.surplus) this.otherArrow(copy, slots, true);
      if (slots.every((slot) => slot.required)) for (const copy of this.open()) this.misspelt(copy);
    }
    this.incompleteBroadcasts();
    for (const copy of this.open()) this.unmetCondition(copy);
    for (const copy of this.open()) if (copy.surplus) this.tooMany(copy);
    this.missingMessages();
    for (const copy of this.open()) this.unexpected(copy);
  }

  private open(): Copy[] {
    return this.copies.filter((copy) => copy.status === 'open');
  }

  private missing(): Slot[] {
    return this.slots.filter((slot) => slot.required && slot.met === 0 && !slot.taken);
  }

  /** Optional rows and the trigger, where nothing met them; of a partial list nothing more can be said. */
  private unmetOptional(): Slot[] {
    if (this.phase.partial) return [];
    return this.slots.filter(
      (slot) => !slot.required && slot.source !== 'anytime' && slot.met === 0 && !slot.taken && this.isFree(slot),
    );
  }

  /**
   * Gives a copy to the row that it fits best: a required one that nothing met yet, else one that may be met, and of
   * several the one that has most of its values. Copies that met a row before move on where that lets more be met.
   */
  private meet(copy: Copy, fits: Fits): void {
    const fitting = this.slots.filter((slot) => fits(copy, slot));
    if (fitting.length === 0) return;
    const free = fitting.filter((slot) => this.isFree(slot));
    const best = bestOf(free, copy);
    const isMet =
      (best !== undefined && isUnmetRequired(best)) ||
      this.moveOn(copy, fits, isUnmetRequired) ||
      best !== undefined ||
      this.moveOn(copy, fits, (slot) => this.isFree(slot));
    if (!isMet) {
      copy.surplus = true;
      return;
    }
    if (copy.slot === null && best !== undefined) give(copy, best);
  }

  /** Whether one more copy may meet a row; of several triggers one is shown. */
  private isFree(slot: Slot): boolean {
    if (slot.spent || (slot.met > 0 && !slot.repeated)) return false;
    return slot.source !== 'trigger' || !this.isOtherTriggerShown(slot);
  }

  private isOtherTriggerShown({ row }: Slot): boolean {
    return this.slots.some((slot) => slot.source === 'trigger' && slot.row !== row && (slot.met > 0 || slot.taken));
  }

  /**
   * Lets copies move on from row to row so that the given one finds a place and one more row is met: the shortest such
   * chain. False where there is none.
   */
  private moveOn(copy: Copy, fits: Fits, isGoal: (slot: Slot) => boolean): boolean {
    // Only rows that differ in their values, or ends that cannot be told, leave a choice.
    if (!this.hasChoice) return false;
    const queue: Copy[] = [copy];
    const cameFrom = new Map<Slot, Copy>();
    for (let current = queue.shift(); current !== undefined; current = queue.shift()) {
      for (const slot of this.slots) {
        if (cameFrom.has(slot) || slot === current.slot || slot.spent || !fits(current, slot)) continue;
        cameFrom.set(slot, current);
        if (isGoal(slot)) {
          this.shift(slot, copy, cameFrom);
          return true;
        }
        if (slot.source === 'trigger' || slot.repeated) continue;
        const holder = this.copies.find((other) => other.slot === slot && isSettled(other));
        if (holder !== undefined) queue.push(holder);
      }
    }
    return false;
  }

  private shift(goal: Slot, first: Copy, cameFrom: ReadonlyMap<Slot, Copy>): void {
    for (let slot: Slot | null = goal; slot !== null; ) {
      const mover = cameFrom.get(slot);
      if (mover === undefined) return;
      const left: Slot | null = mover.slot;
      if (left !== null) left.met--;
      give(mover, slot);
      slot = mover === first ? null : left;
    }
  }

  /** A participant that does not resolve meets any missing row of its message; nothing else is said of the step. */
  private meetAny(copy: Copy): void {
    if (copy.sender !== ANYBODY && copy.receiver !== ANYBODY) return;
    const candidates = [...this.missing(), ...this.unmetOptional()].filter((slot) => slot.message === copy.message);
    const best =
      candidates.find((slot) => sameProtocol(copy, slot) && mayMeet(copy, slot)) ??
      candidates.find((slot) => sameProtocol(copy, slot)) ??
      candidates[0];
    if (best !== undefined) take(copy, best, 'alone');
    copy.status = 'alone';
  }

  /** 1: never sent on that protocol. */
  private takeNearest(copy: Copy): void {
    const candidates = this.missing().filter((slot) => slot.message === copy.message);
    const nearest = candidates.find((slot) => sameArrow(copy, slot)) ?? candidates[0];
    if (nearest !== undefined) {
      take(copy, nearest, 'foul');
      if (copy.short) for (const slot of candidates) if (slot.protocol === nearest.protocol) slot.taken = true;
    }
    copy.status = 'foul';
  }

  /** 2: same message and arrow, other protocol. */
  private otherProtocol(copy: Copy, slots: readonly Slot[]): void {
    if (copy.message === null) return;
    // The short form has the model's arrows, whichever they are: it stands for all its rows on the other protocol.
    const wide = copy.short && copy.sender === ANYBODY;
    const fitting = slots.filter(
      (s) => !s.taken && s.message === copy.message && (wide || sameArrow(copy, s)) && !sameProtocol(copy, s),
    );
    const [slot] = fitting;
    if (slot === undefined) return;
    take(copy, slot, 'wrong-protocol');
    const taken = wide ? fitting.filter((s) => s.protocol === slot.protocol) : [slot];
    for (const other of taken) other.taken = true;
    this.add('wrong-protocol', copy, 'protocol', taken);
  }

  /** 2: same message, arrow and protocol, other value. */
  private otherValues(copy: Copy, slots: readonly Slot[]): void {
    if (copy.message === null) return;
    const wide = copy.short && copy.sender === ANYBODY;
    const fitting = slots.filter(
      (s) =>
        !s.taken &&
        s.met === 0 &&
        s.message === copy.message &&
        (wide || sameArrow(copy, s)) &&
        sameProtocol(copy, s) &&
        (copy.surplus || !valuesMeet(copy, s)),
    );
    const [slot] = [...fitting].sort((a, b) => sharedValues(copy, b) - sharedValues(copy, a));
    if (slot === undefined) return;
    take(copy, slot, 'wrong-value');
    const taken = wide ? fitting : [slot];
    for (const other of taken) other.taken = true;
    this.add('wrong-value', copy, 'value', taken);
  }

  /** 3: same message, protocol and values, other sender or receiver. */
  private otherArrow(copy: Copy, slots: readonly Slot[], protocolMatters: boolean): void {
    if (copy.message === null || copy.short) return;
    const candidates = slots.filter(
      (s) =>
        !s.taken &&
        s.met === 0 &&
        s.message === copy.message &&
        (!protocolMatters || (sameProtocol(copy, s) && valuesMeet(copy, s))),
    );
    const slot = candidates.find((s) => s.sender === copy.sender || s.receiver === copy.receiver) ?? candidates[0];
    if (slot === undefined) return;
    take(copy, slot, 'wrong-direction');
    const at = slot.sender === ANYBODY || slot.sender === copy.sender ? 'receiver' : 'sender';
    this.add('wrong-direction', copy, at, [slot], isArrowInferred(slot.row, this.phase.model));
  }

  /** 4: a message that does not resolve takes the missing row of the nearest name; one that cannot be read takes any. */
  private misspelt(copy: Copy): void {
    if (copy.message !== null) return;
    const near = this.missing()
      .map((slot) => ({ slot, distance: editDistance(copy.messageName, slot.messageName, MAX_DISTANCE) }))
      .filter(({ distance }) => distance <= MAX_DISTANCE || copy.messageName === '')
      .sort((a, b) => a.distance - b.distance);
    const best = near.find(({ slot }) => sameArrow(copy, slot)) ?? near[0];
    if (best !== undefined) {
      take(copy, best.slot, 'alone');
      if (copy.short) for (const { slot } of near) if (slot.message === best.slot.message) slot.taken = true;
    }
    copy.status = 'alone';
  }

  /** 5: an `all` row some of whose copies are there. */
  private incompleteBroadcasts(): void {
    for (const [first, ...rest] of groupByArrow(this.slots.filter((slot) => slot.all && slot.source === 'row'))) {
      if (first === undefined) continue;
      const group = [first, ...rest];
      const missing = group.filter((slot) => slot.required && slot.met === 0 && !slot.taken);
      const carrier = this.copies.find(
        (copy) => copy.status === 'ok' && copy.slot !== null && group.includes(copy.slot),
      );
      if (missing.length === 0 || carrier === undefined) continue;
      for (const slot of missing) slot.taken = true;
      this.add('incomplete-broadcast', carrier, 'receivers', missing);
    }
  }

  /** 6: a step whose row has a false condition. */
  private unmetCondition(copy: Copy): void {
    if (this.couldBeFaultyRow(copy)) return;
    const slot = this.obligations.unmet.find((s) => copy.message !== null && mayMeet(copy, s));
    if (slot === undefined) return;
    slot.met++;
    copy.slot = slot;
    copy.status = 'condition';
    this.add('condition-not-met', copy, 'message', [slot]);
  }

  /** 7: a letter met more often than its rows allow. */
  private tooMany(copy: Copy): void {
    const missing = this.missing();
    this.otherProtocol(copy, missing);
    if (copy.status === 'open') this.otherValues(copy, missing);
    if (copy.status === 'open') this.otherArrow(copy, missing, false);
    if (copy.status !== 'open') return;
    const last = this.lastLike(copy);
    last.status = 'duplicate';
    const slots = this.slots.filter((slot) => mayMeet(copy, slot));
    this.add('duplicate-message', last, 'step', slots);
  }

  /** The copy one too many is the last one: where its protocol cannot be told, a later step may have met the row. */
  private lastLike(copy: Copy): Copy {
    const later = this.copies.findLast(
      (other) => other.status === 'ok' && other.step > copy.step && other.slot !== null && mayMeet(copy, other.slot),
    );
    if (later === undefined) return copy;
    copy.slot = later.slot;
    copy.status = 'ok';
    return later;
  }

  /** 8: what nobody sends, one per row. */
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
  private unexpected(copy: Copy): void {
    // Of a partial list, a member of a `one of` beside the one chosen is known to be one too many.
    const further = this.phase.partial && !this.obligations.unchosen.some((slot) => mayMeet(copy, slot));
    if (copy.message === null || further || this.couldBeFaultyRow(copy)) {
      copy.status = 'alone';
      return;
    }
    copy.status = 'unexpected';
    // By the rows as written: an `all` row has its message even where nobody is in that state.
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
    copy: Copy | null,
    at: Difference['at'],
    slots: readonly Slot[],
    lenient = slots.length > 0 && isLenient(code) && slots.every(({ row }) => isInferred(row.ground)),
  ): void {
    const step = copy?.step ?? -1;
    const receiverIndex = copy?.receiverIndex ?? -1;
    this.differences.push({ code, lenient, step, at, receiverIndex, copy, slots, otherStep: -1 });
  }
}

type Fits = (copy: Copy, slot: Slot) => boolean;

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
