import { groupBy } from '../../timeline/types/group-by.js';
import { isArrowInferred, type ModelPhase, messageTriggers, type Row } from '../model/model.js';
import type { Message, Protocol } from '../model/vocabulary.js';
import { Assignment, type CandidateCopy } from './assignment.js';
import type { Difference, MatchedCopy } from './comparison.js';
import type { Copy } from './copies.js';
import { DifferenceList } from './difference-list.js';
import { Effort } from './effort.js';
import { matchExactly } from './exact-matching.js';
import { FaultyCopies } from './faulty-copies.js';
import { mayMeet, sameProtocol } from './letters.js';
import { carries, type Obligations, type Slot } from './obligations.js';
import { groupByMessage, type SlotsByMessage } from './slots-by-message.js';
import { valuesMeet } from './values.js';

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
  effort = Effort.unlimited(),
): Matches {
  const assignment = new Assignment(copies, obligations.slots, effort);
  matchExactly(assignment);
  const matching = new Matching(assignment, obligations, phase, modelProtocols);
  matching.setAside();
  matching.pairRest();
  return { copies: assignment.copies, met: assignment.metSlots(), differences: matching.differences.all };
}

/** What has a message and protocol in a phase. */
interface KnownLetter {
  readonly same: readonly Slot[];
  /** Whether the arrow of one of its rows is inferred. */
  readonly lenient: boolean;
}

class Matching {
  readonly differences = new DifferenceList();
  private readonly faulty: FaultyCopies;
  private readonly copies: readonly CandidateCopy[];
  private readonly slots: readonly Slot[];
  private readonly unmet: SlotsByMessage;
  private readonly faultyRows: readonly Row[];
  /** Steps in the short form, sent once too often, that take missing rows. */
  private readonly takenByShort = new Set<number>();
  private readonly knownLetters = new Map<Message | null, Map<Protocol | null, KnownLetter>>();

  constructor(
    private readonly assignment: Assignment,
    private readonly obligations: Obligations,
    private readonly phase: ModelPhase,
    private readonly modelProtocols: ReadonlySet<Protocol>,
  ) {
    this.copies = assignment.copies;
    this.faulty = new FaultyCopies(assignment, phase, this.differences);
    this.slots = obligations.slots;
    this.unmet = groupByMessage(obligations.unmet);
    this.faultyRows = [...phase.rows, ...messageTriggers(phase).map(({ row }) => row)].filter((row) => row.faulty);
  }

  /** Sets aside copies that are no row's letter, and about which nothing is known. */
  setAside(): void {
    for (const copy of this.assignment.open()) {
      if (this.isForeign(copy) && !copy.disallowed) this.assignment.settle(copy, 'alone');
      else if (copy.message !== null && !copy.short) this.faulty.meetAny(copy);
    }
  }

  /**
   * Whether it is sent on a protocol that the model does not use; if unknown, whether its message has none but such.
   */
  private isForeign({ message, protocol }: Copy): boolean {
    if (protocol !== null) return !this.modelProtocols.has(protocol);
    return (message?.protocolsKnown ?? false) && !message?.protocols.some((own) => this.modelProtocols.has(own));
  }

  /** Pairs the copies and slots that are left over. */
  pairRest(): void {
    if (this.assignment.open().length === 0 && this.assignment.missing().length === 0) return;
    for (const copy of this.assignment.open())
      if (copy.disallowed && copy.message !== null) this.faulty.takeNearest(copy);
    const missing = groupByMessage(this.assignment.missing());
    for (const slots of [missing, groupByMessage(this.unmetOptional())]) {
      const own = (copy: Copy) => this.ownOf(copy, slots);
      for (const copy of this.assignment.open()) if (!copy.surplus) this.faulty.otherProtocol(copy, own(copy));
      for (const copy of this.assignment.open()) if (!copy.surplus) this.faulty.otherValues(copy, own(copy));
      for (const copy of this.openByValues()) if (!copy.surplus) this.otherArrow(copy, own(copy));
      if (slots === missing) for (const copy of this.assignment.open()) this.faulty.misspelled(copy);
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

  /** Takes a copy for a row that has all of its letter but the sender or receiver. */
  private otherArrow(copy: CandidateCopy, slots: readonly Slot[]): void {
    const letters = slots.filter((slot) => sameProtocol(copy, slot) && valuesMeet(copy, slot));
    this.faulty.otherArrow(copy, letters);
  }

  /** The slots of a copy's message. */
  private ownOf({ message }: Copy, slots: SlotsByMessage): readonly Slot[] {
    const own = slots.get(message) ?? [];
    this.assignment.effort.add(own.length);
    return own;
  }

  /** Optional rows and the trigger, if nothing met them; of a partial list nothing more is known. */
  private unmetOptional(): Slot[] {
    return this.phase.partial ? [] : this.slots.filter((slot) => this.assignment.isUnmetOptional(slot));
  }

  /** 5: an `all` row some of whose copies are there. */
  private incompleteBroadcasts(): void {
    const carriers = new Map<Slot, CandidateCopy>();
    for (const copy of [...this.copies].reverse()) {
      if (copy.status === 'ok' && copy.slot !== null) carriers.set(copy.slot, copy);
    }
    for (const group of groupByArrow(this.slots.filter((slot) => slot.all && slot.source === 'row'))) {
      const missing = group.filter((slot) => this.assignment.isUnmetRequired(slot));
      if (missing.length === 0) continue;
      const found = new Set(group.flatMap((slot) => carriers.get(slot) ?? []));
      const carrier = found.size === 0 ? undefined : this.copies.find((copy) => found.has(copy));
      if (carrier === undefined) continue;
      this.assignment.markTaken(missing);
      this.differences.add('incomplete-broadcast', carrier, 'receivers', missing);
    }
  }

  /** 6: a step whose row has a false condition. */
  private unmetCondition(copy: CandidateCopy): void {
    if (this.couldBeFaultyRow(copy)) return;
    const slot = copy.message === null ? undefined : this.ownOf(copy, this.unmet).find((s) => mayMeet(copy, s));
    if (slot === undefined) return;
    copy.slot = slot;
    this.assignment.settle(copy, 'condition');
    this.differences.add('condition-not-met', copy, 'message', [slot]);
  }

  /** 7: a letter met more often than its rows allow. */
  private tooMany(copy: CandidateCopy): void {
    // All copies of a short form are one mistake.
    if (copy.short && this.takenByShort.has(copy.step)) {
      this.assignment.settle(copy, 'alone');
      return;
    }
    const missing = this.assignment.missingOf(copy.message);
    this.faulty.otherProtocol(copy, missing);
    if (copy.open) this.faulty.otherValues(copy, missing);
    if (copy.open) this.faulty.otherArrow(copy, missing);
    if (!copy.open) {
      if (copy.short) this.takenByShort.add(copy.step);
      return;
    }
    const last = this.lastLike(copy);
    this.assignment.settle(last, 'duplicate');
    const slots = this.assignment.slotsOf(copy.message).filter((slot) => mayMeet(copy, slot));
    this.differences.add('duplicate-message', last, 'step', slots);
  }

  /** The last copy is the duplicate: if its protocol is unknown, a later step may match the row. */
  private lastLike(copy: CandidateCopy): CandidateCopy {
    this.assignment.effort.add(this.copies.length);
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
    for (const slots of groupBy(this.assignment.missing(), ({ row }) => row).values())
      this.differences.add('missing-message', null, 'phase', slots);
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
    const { same, lenient } = this.knownOf(copy);
    this.differences.add('unexpected-message', copy, 'message', same, lenient);
  }

  /** The rows that have a copy's message and protocol, and their slots. */
  private knownOf({ message, protocol }: Copy): KnownLetter {
    const letters = this.knownLetters.get(message) ?? new Map<Protocol | null, KnownLetter>();
    this.knownLetters.set(message, letters);
    const before = letters.get(protocol);
    if (before !== undefined) return before;
    // By the rows as written: an `all` row has its message even if no party is in that state.
    const rows = [...this.phase.rows, ...messageTriggers(this.phase).map(({ row }) => row)];
    const carryingRows = rows.filter((row) => carries(row, message, protocol));
    const { slots, unmet, unchosen } = this.obligations;
    this.assignment.effort.add(rows.length + slots.length + unmet.length + unchosen.length);
    const ofRows = new Set(carryingRows);
    const letter = {
      same: [...slots, ...unmet, ...unchosen].filter((slot) => ofRows.has(slot.row)),
      lenient: carryingRows.some((row) => isArrowInferred(row, this.phase.model)),
    };
    letters.set(protocol, letter);
    return letter;
  }

  private couldBeFaultyRow(copy: Copy): boolean {
    return this.faultyRows.some((row) => row.message === copy.message || row.message === null);
  }
}

/** Slots of one receiver of one row. */
function groupByArrow(slots: readonly Slot[]): Iterable<Slot[]> {
  return groupBy(slots, ({ row, arrow }) => `${row.index}/${arrow}`).values();
}
