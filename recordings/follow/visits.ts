import type { DeviationCode, Slot } from '../../check/index.js';
import type { PhaseEntry } from './explanation.js';
import type { Subject } from './subject.js';

/** A copy that a phase took. */
export interface TakenCopy {
  /** Number of the message in the interaction. */
  readonly message: number;
  readonly slot: Slot;
  /** Number of the slot in the phase; -1: of a row whose condition is false. */
  readonly index: number;
  readonly code: DeviationCode | null;
  readonly late: boolean;
}

/** The parts of an interaction's phase that counts and times need. */
export interface VisitOutline {
  readonly entry: Pick<PhaseEntry, 'phase' | 'players' | 'startWanted'>;
  /** How it deviates as a whole. */
  readonly code: DeviationCode | null;
  readonly lenient: boolean;
  readonly taken: readonly TakenCopy[];
  /** Number of the message that shows that the phase happened, if nothing of it had come by then. */
  readonly shownBy?: number;
}

/** A phase of an interaction's result: its names, and numbers of its first and last message. */
export interface PhaseSpan {
  /** The flow's name, or the model's if a model is followed; null if the phase is not in the flow. */
  readonly name: string | null;
  readonly modelPhase: string | null;
  readonly first: number;
  readonly last: number;
}

/** The phases of an interaction, by their first messages, as they are counted. */
export interface PhasesOutline {
  readonly visits: readonly VisitOutline[];
  readonly phases: readonly PhaseSpan[];
  /** Per phase: slots that it lacks; none if it has no list. */
  readonly lacking: readonly (readonly Slot[])[];
  /** Whether it is the outline of several interactions. */
  readonly isShared: boolean;
}

/** A phase of an interaction. */
export interface PhaseVisit extends VisitOutline {
  readonly entry: PhaseEntry;
  /**
   * Number of the explanation's configuration after its moves, and per participant of it: who of the interaction that
   * is.
   */
  readonly configuration: number;
  readonly names: readonly number[];
  /** Where the flow was before it. */
  readonly place: number;
  readonly taken: TakenCopy[];
  /** Slots that were missing when it was settled. */
  missing: readonly number[];
}

/** A message that no phase took. */
export interface LeftMessage {
  readonly message: number;
  readonly code: DeviationCode | null;
}

/** Numbers of the first and last message of a phase; late copies do not count, nor what is missing. */
export function spanOf({ taken, shownBy }: VisitOutline): { first: number; last: number } {
  if (shownBy !== undefined) return { first: shownBy, last: shownBy };
  const isLate = taken.every(({ late }) => late);
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { message, late } of taken) {
    if (late && !isLate) continue;
    first = Math.min(first, message);
    last = Math.max(last, message);
  }
  return { first, last };
}

/** @param visits by their first messages */
export function phasesOutline(
  visits: readonly VisitOutline[],
  lacking: PhasesOutline['lacking'],
  subject: Subject,
): PhasesOutline {
  const phases = visits.map((visit) => ({ ...shownPhaseNames(visit, subject), ...spanOf(visit) }));
  return { visits, phases, lacking, isShared: false };
}

/** Whether what starts a phase is among its messages. */
export function hasStarted({ taken }: VisitOutline): boolean {
  return taken.some(isStart);
}

/** Whether a copy is what starts its phase: a copy of a row whose condition is false is not. */
export function isStart({ index, slot }: TakenCopy): boolean {
  return index >= 0 && slot.begins;
}

/** The flow's and the model's name of a phase; the flow's is null if the phase is not in the flow. */
export function shownPhaseNames(
  { entry, code }: VisitOutline,
  { flow }: Subject,
): { name: string | null; modelPhase: string | null } {
  const { phase } = entry;
  const modelPhase = phase.modelPhase?.name ?? null;
  if (flow === null) return { name: modelPhase, modelPhase };
  return { name: phase.ofFlow && code !== 'off-flow' ? phase.phase.name : null, modelPhase };
}
