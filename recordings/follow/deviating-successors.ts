import type { Explanation, OpenPhase } from './explanation.js';
import type { Letter } from './letter.js';
import type { PhaseEntering } from './phase-entering.js';
import type { Recorded } from './recorded.js';
import type { SlotMatching } from './slot-matching.js';
import type { FollowedPhase, PhaseRow, Subject } from './subject.js';
import { addDeviation, leave, type Successor, takeSlot, touch } from './successor.js';
import type { UnreachedParties } from './unreached-parties.js';
import type { UnseenPhases } from './unseen-phases.js';

const DIFFERENCES = ['protocol', 'sender', 'receiver', 'turned'] as const;
const ALL_DIFFERENCES = [...DIFFERENCES, 'unnamed sender', 'unnamed receiver'] as const;

/** Says what a message can mean with one deviation (docs/recordings.md#how-a-recording-is-followed). */
export class DeviatingSuccessors {
  constructor(
    private readonly subject: Subject,
    private readonly recorded: Recorded,
    private readonly matching: SlotMatching,
    private readonly entering: PhaseEntering,
    private readonly unseen: UnseenPhases,
    private readonly unreached: UnreachedParties,
  ) {}

  /**
   * The successors in which an open phase takes a message that begins another one: as what it lacks, gone astray, or as a
   * row sent twice.
   * @param astray also those in which it goes astray from a phase that it would begin
   */
  misdirected(explanation: Explanation, letter: Letter, astray: boolean): Successor[] {
    const successors = astray ? this.entered(explanation, letter, astray) : [];
    for (const [at, { entry, progress, settled }] of explanation.open.entries()) {
      if (settled) continue;
      for (const [index, slot] of entry.slots.entries()) {
        if (slot.messageName !== letter.message || slot.source !== 'row' || slot.begins) continue;
        if (progress.met[index] === true && !slot.repeated) {
          const addresses = this.matching.match(explanation.addresses, slot, letter, null);
          if (addresses !== null) successors.push(takeSlot(explanation, at, index, addresses, 'duplicate-message'));
        }
        if (!progress.isMissing(index)) continue;
        for (const difference of astray ? ALL_DIFFERENCES : DIFFERENCES) {
          const addresses = this.matching.match(explanation.addresses, slot, letter, difference);
          if (addresses === null) continue;
          successors.push(takeSlot(explanation, at, index, addresses, this.entering.codeOf(difference, letter)));
        }
      }
    }
    return successors;
  }

  /** The successors of a message that no open phase wants and that begins none. */
  of(explanation: Explanation, letter: Letter, astray: boolean): Successor[] {
    const successors: Successor[] = [];
    let isFurther = false;
    for (let at = explanation.open.length - 1; at >= 0; at--) {
      const phase = explanation.open[at];
      if (phase === undefined || phase.settled) continue;
      const deviating = this.deviatingRows(explanation, at, phase, letter, astray);
      successors.push(...deviating);
      // A partial phase's listed messages are checked; others are ignored.
      if (deviating.length === 0 && isPartial(phase)) isFurther = true;
    }
    for (const before of [explanation, ...this.unseen.after(explanation)]) {
      successors.push(...this.entered(before, letter, astray));
    }
    for (const row of this.subject.rowsOf(letter.message)) {
      const starts = row.isTrigger || !this.isStartRecorded(row.phase);
      successors.push(...this.forced(explanation, row, letter, starts));
    }
    successors.push(...this.afterLost(explanation, letter), ...this.unreached.of(explanation, letter));
    successors.push(leave(explanation, isFurther ? null : 'unexpected-message'));
    return successors;
  }

  /** The successors in which a message enters a phase by a row that it differs from. */
  private entered(explanation: Explanation, letter: Letter, astray: boolean): Successor[] {
    return this.subject.rowsOf(letter.message).flatMap((row) =>
      (astray ? ALL_DIFFERENCES : DIFFERENCES).flatMap((difference) => {
        return this.entering.enter(explanation, row, letter, difference, null);
      }),
    );
  }

  /** The successors of a message that belongs to a phase after one of which only the trigger would show, and is lost. */
  private afterLost(explanation: Explanation, letter: Letter): Successor[] {
    const rows = this.subject.rowsOf(letter.message);
    if (rows.length === 0) return [];
    return this.unseen
      .afterLost(explanation)
      .flatMap((lost) =>
        rows
          .flatMap((row) => this.entering.enter(lost.explanation, row, letter, null, null))
          .map((successor): Successor => ({ ...successor, effects: [...lost.effects, ...successor.effects] })),
      );
  }

  /** The successors in which an open phase takes a message that deviates. */
  private deviatingRows(
    explanation: Explanation,
    at: number,
    phase: OpenPhase,
    letter: Letter,
    astray: boolean,
  ): Successor[] {
    const successors: Successor[] = [];
    const { entry } = phase;
    const differenceKeys = new Set<string>();
    const isStarted = entry.starts.some((isStart, index) => isStart && phase.progress.met[index] === true);
    for (const [index, slot] of entry.slots.entries()) {
      if (slot.messageName !== letter.message) continue;
      const isMet = phase.progress.met[index] === true;
      // Any one of several triggers starts a phase: another one is sent as one too many.
      const isSpent = isStarted && slot.source === 'trigger';
      if ((isMet && !slot.repeated) || isSpent) {
        const addresses = this.matching.match(explanation.addresses, slot, letter, null);
        if (addresses === null || differenceKeys.has('duplicate')) continue;
        differenceKeys.add('duplicate');
        successors.push(takeSlot(explanation, at, index, addresses, 'duplicate-message'));
        continue;
      }
      if (isMet || (isPartial(phase) && (!slot.required || slot.begins))) continue;
      for (const difference of astray ? ALL_DIFFERENCES : DIFFERENCES) {
        // An `anytime` row never lacks its message.
        if (difference === 'turned' && slot.source === 'anytime') continue;
        const addresses = this.matching.match(explanation.addresses, slot, letter, difference);
        if (addresses === null) continue;
        const code = this.entering.codeOf(difference, letter);
        successors.push(takeSlot(explanation, at, index, addresses, code));
      }
    }
    for (const slot of entry.unmet) {
      if (slot.messageName !== letter.message) continue;
      const addresses = this.matching.match(explanation.addresses, slot, letter, null);
      if (addresses === null) continue;
      const explained = addDeviation({ ...touch(explanation, at), addresses }, 'condition-not-met');
      successors.push({
        explanation: explained,
        effects: [{ kind: 'take', at, slot, index: -1, code: 'condition-not-met' }],
      });
      break;
    }
    return successors;
  }

  /** Phases that cannot be entered here, or that the flow does not offer here. */
  private forced(explanation: Explanation, row: PhaseRow, letter: Letter, starts: boolean): Successor[] {
    const successors: Successor[] = [];
    if (this.subject.flow !== null && !row.phase.ofFlow) {
      const offFlow = this.entering.enter(explanation, row, letter, null, 'off-flow');
      successors.push(...offFlow);
    }
    if (starts && (this.subject.flow === null || !row.phase.ofFlow)) {
      successors.push(...this.entering.enter(explanation, row, letter, null, 'illegal-phase'));
    }
    return successors;
  }

  private isStartRecorded({ triggers, mayStartUnseen }: FollowedPhase): boolean {
    if (mayStartUnseen) return false;
    return triggers.some((row) => row.arrows.some(({ protocol }) => this.recorded.isRecorded(row.message, protocol)));
  }
}

function isPartial({ entry }: OpenPhase): boolean {
  return entry.phase.modelPhase?.partial === true;
}
