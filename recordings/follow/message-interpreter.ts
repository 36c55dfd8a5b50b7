import { STATELESS, UNDECIDED, UNKNOWN } from '../../check/index.js';
import { memoize } from '../../timeline/types/memoize.js';
import { DeviatingSuccessors } from './deviating-successors.js';
import { ANYWHERE, AT_START, type Explanation } from './explanation.js';
import type { Letter } from './letter.js';
import { PartyOrder } from './party-order.js';
import { PhaseEntering } from './phase-entering.js';
import { PhaseEntries } from './phase-entries.js';
import type { Recorded } from './recorded.js';
import { RoleBinder } from './role-binder.js';
import { rowMayFit } from './row-ends.js';
import { lateSuccessors } from './settling.js';
import { SlotMatching } from './slot-matching.js';
import type { PhaseRow, Subject } from './subject.js';
import { leave, type Successor, takeSlot } from './successor.js';
import { informUnknown, withUnknown } from './unknown-parties.js';
import { UnreachedParties } from './unreached-parties.js';
import { UnseenPhases } from './unseen-phases.js';

/** The participants of an explanation before any message. */
export interface StartNames {
  /** Per participant of the explanation: which one of the followed cast that is; -1: none yet. */
  readonly names: readonly number[];
  /** Per participant of the cast: whether it is assigned to a participant of the explanation. */
  readonly given: readonly boolean[];
}

/** Says what each message can mean in an explanation (docs/recordings.md#how-a-recording-is-followed). */
export class MessageInterpreter {
  readonly entries: PhaseEntries;
  readonly order: PartyOrder;
  /** The meanings of a message with one deviation, if no open phase expects it and it begins none. */
  readonly deviating: DeviatingSuccessors;
  /** Phases of which nothing is recorded: they may have happened without being seen. */
  readonly unseen: UnseenPhases;
  private readonly matching: SlotMatching;
  private readonly entering: PhaseEntering;
  /** Parties that are pending for certain in an explanation. */
  readonly pendingIn = memoize((explanation: Explanation): readonly number[] => {
    return this.entries.entering(explanation.facts).pending(this.entries.configuration(explanation));
  });
  private readonly starts = new Map<boolean, StartNames>();

  constructor(
    readonly subject: Subject,
    readonly recorded: Recorded,
    settleMs: number,
  ) {
    this.entries = new PhaseEntries(subject, recorded, settleMs);
    this.matching = new SlotMatching(subject);
    const binder = new RoleBinder(subject, this.entries);
    this.entering = new PhaseEntering(subject, this.entries, binder, this.matching);
    this.order = new PartyOrder(subject, this.entries);
    this.unseen = new UnseenPhases(subject, recorded, this.entries, binder);
    this.deviating = new DeviatingSuccessors(
      subject,
      recorded,
      this.matching,
      this.entering,
      this.unseen,
      new UnreachedParties(subject, this.entries, this.matching),
    );
  }

  /** The explanation of an interaction of which nothing has come; `before`: it began before the recording. */
  start(before: boolean): Explanation {
    const { cast } = this.subject;
    const facts = this.entries.factsOf(cast.facts.map((fact) => (fact === null ? UNKNOWN : fact)));
    const initial = this.entries.entering(facts).initial();
    const configuration = before
      ? { ...initial, states: initial.states.map((state) => (state === STATELESS ? state : UNDECIDED)) }
      : initial;
    return {
      facts,
      configuration: this.entries.entering(facts).configurations.add(configuration),
      addresses: cast.participants.map(() => -1),
      place: before ? ANYWHERE : AT_START,
      before,
      entered: false,
      open: [],
      cost: 0,
      late: 0,
      untriggered: 0,
      kinds: '',
      order: '',
    };
  }

  /** The participants of an interaction's first explanation. */
  startNames(before: boolean): StartNames {
    let startNames = this.starts.get(before);
    if (startNames === undefined) {
      const { cast, firstExtra } = this.subject;
      const order = this.order.order(this.start(before)).participants ?? cast.participants.map(({ index }) => index);
      const given = cast.participants.map(({ index }) => index < firstExtra);
      startNames = { names: order.map((name) => (given[name] === true ? name : -1)), given };
      this.starts.set(before, startNames);
    }
    return startNames;
  }

  /**
   * The meanings of a message without a deviation, as a trigger sent twice, or as what a phase lacks, gone astray;
   * `isPlaced`: an open phase wants it, or it begins one.
   * @param astray also tries all that it could be meant for, though it has a place
   */
  successors(explanation: Explanation, letter: Letter, astray = false): { successors: Successor[]; isPlaced: boolean } {
    const wanted = this.wanted(explanation, letter);
    const sentTwice = this.triggerSentTwice(explanation, letter);
    if (wanted !== null) {
      // Whose address it shows first is not certain.
      const showsAddress = wanted.explanation.addresses !== explanation.addresses;
      const others = astray && showsAddress ? this.deviating.misdirected(explanation, letter, astray) : [];
      return { successors: [wanted, ...sentTwice, ...others], isPlaced: true };
    }
    const late = lateSuccessors(explanation, letter, this.matching);
    const begun = [...this.lackedTriggers(explanation, letter), ...this.begins(explanation, letter)];
    const optional = [...this.optional(explanation, letter), ...this.enteredByRow(explanation, letter)];
    // A phase whose trigger is not recorded, or still to come, can begin with a message that is another's trigger.
    if (begun.length > 0) {
      const others = this.deviating.misdirected(explanation, letter, astray);
      return { successors: [...begun, ...optional, ...late, ...sentTwice, ...others], isPlaced: true };
    }
    for (const unseen of this.unseen.after(explanation)) {
      begun.push(...this.begins(unseen, letter), ...this.enteredByRow(unseen, letter));
    }
    late.push(...begun);
    return { successors: [...late, ...optional], isPlaced: false };
  }

  // 1: a required row that an open phase wants, youngest phase first.
  private wanted(explanation: Explanation, letter: Letter): Successor | null {
    for (let at = explanation.open.length - 1; at >= 0; at--) {
      const phase = explanation.open[at];
      if (phase === undefined || phase.settled) continue;
      const found = this.matching.bestSlot(explanation, phase, letter, (index) => {
        return (
          phase.entry.wanted[index] === true && phase.entry.slots[index]?.source === 'row' && !phase.progress.met[index]
        );
      });
      if (found !== null) return takeSlot(explanation, at, found.index, found.addresses, null);
    }
    return null;
  }

  // 2: a trigger that an open phase lacks.
  private lackedTriggers(explanation: Explanation, letter: Letter): Successor[] {
    const successors: Successor[] = [];
    for (let at = explanation.open.length - 1; at >= 0; at--) {
      const phase = explanation.open[at];
      if (phase === undefined || phase.settled || !phase.entry.startWanted) continue;
      const found = this.matching.bestSlot(explanation, phase, letter, (index) => phase.progress.awaitsStart(index));
      if (found !== null) successors.push(takeSlot(explanation, at, found.index, found.addresses, null));
    }
    return successors;
  }

  // 2: the trigger of a phase that can be entered.
  private begins(explanation: Explanation, letter: Letter): Successor[] {
    return this.subject
      .rowsOf(letter.message)
      .filter(({ isTrigger }) => isTrigger)
      .flatMap((row) => this.entering.enter(explanation, row, letter, null, null));
  }

  // 3: an optional row, or an `anytime`.
  private optional(explanation: Explanation, letter: Letter): Successor[] {
    for (let at = explanation.open.length - 1; at >= 0; at--) {
      const phase = explanation.open[at];
      if (phase === undefined || phase.settled) continue;
      const found = this.matching.bestSlot(explanation, phase, letter, (index) => {
        const slot = phase.entry.slots[index];
        if (slot === undefined) return false;
        return slot.repeated || (!phase.progress.met[index] && !phase.entry.wanted[index] && slot.source === 'row');
      });
      if (found !== null) return [takeSlot(explanation, at, found.index, found.addresses, null)];
    }
    const informed = explanation.before
      ? informUnknown(explanation, letter, this.subject, this.entries, this.matching)
      : null;
    if (informed !== null) return [informed];
    const free = this.subject.model.anytime.some((row) => {
      return row.message?.name === letter.message && rowMayFit(row, letter, null, this.subject);
    });
    return free ? [leave(explanation, null)] : [];
  }

  // 3: any row of a phase that can be entered; the trigger may come later.
  private enteredByRow(explanation: Explanation, letter: Letter): Successor[] {
    return this.subject
      .rowsOf(letter.message)
      .filter(({ isTrigger }) => !isTrigger)
      .flatMap((row) =>
        [explanation, ...this.informed(explanation, row, letter)].flatMap((before) =>
          this.entering.enter(before, row, letter, null, null),
        ),
      );
  }

  /** With the receiver of a broadcast in the state that it reaches, if that is not known. */
  private informed(explanation: Explanation, { row }: PhaseRow, letter: Letter): Explanation[] {
    if (!explanation.before) return [];
    const states = new Set(row.arrows.flatMap(({ receiver }) => (receiver.kind === 'all' ? [receiver.state] : [])));
    return [...states].flatMap((state) => withUnknown(explanation, letter, state, this.subject, this.entries) ?? []);
  }

  private triggerSentTwice(explanation: Explanation, letter: Letter): Successor[] {
    for (let at = explanation.open.length - 1; at >= 0; at--) {
      const phase = explanation.open[at];
      if (phase === undefined || phase.settled || phase.startTime < 0) continue;
      // Any one of several triggers starts a phase: another one is one too many as well.
      const found = this.matching.bestSlot(explanation, phase, letter, (index) => phase.entry.starts[index] === true);
      if (found !== null) return [takeSlot(explanation, at, found.index, found.addresses, 'duplicate-message')];
    }
    return [];
  }
}
