import type { DeviationCode, Slot } from '../../check/index.js';
import type { PhaseEntry } from './explanation.js';
import type { Interaction } from './interaction.js';
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

/** A phase of an interaction. */
export interface PhaseVisit {
  readonly entry: PhaseEntry;
  /** How it deviates as a whole. */
  readonly code: DeviationCode | null;
  readonly lenient: boolean;
  readonly taken: TakenCopy[];
  /** Slots that were missing when it was settled. */
  missing: readonly number[];
}

/** A message that no phase took. */
export interface LeftMessage {
  readonly message: number;
  readonly code: DeviationCode | null;
}

/** An interaction as one explanation has it. */
export interface Reconstruction {
  readonly visits: readonly PhaseVisit[];
  readonly left: readonly LeftMessage[];
  /** The visits of the explanation's open phases. */
  readonly open: readonly PhaseVisit[];
}

/** Goes back from an explanation of the last situation to the first, and tells what each message was. */
export function reconstruct(interaction: Interaction, explanation: number): Reconstruction {
  const { transitions } = interaction;
  const steps = [];
  let at = explanation;
  for (let index = transitions.length - 1; index >= 0; index--) {
    const step = transitions[index]?.steps[at];
    if (step === undefined) break;
    steps.push(step.effects);
    at = step.parent;
  }
  steps.reverse();
  const visits: PhaseVisit[] = [];
  const left: LeftMessage[] = [];
  const open: PhaseVisit[] = [];
  for (const [message, effects] of steps.entries()) {
    for (const effect of effects) {
      switch (effect.kind) {
        case 'settle': {
          const visit = open[effect.at];
          if (visit !== undefined) visit.missing = effect.missing;
          break;
        }
        case 'close':
          open.splice(effect.at, 1);
          break;
        case 'enter': {
          const { entry, code, lenient } = effect;
          const visit: PhaseVisit = { entry, code, lenient, taken: [], missing: [] };
          visits.push(visit);
          open.push(visit);
          break;
        }
        case 'take': {
          const { slot, index, code } = effect;
          open[effect.at]?.taken.push({ message, slot, index, code, late: false });
          break;
        }
        case 'late': {
          const visit = open[effect.at];
          const slot = visit?.entry.slots[effect.index];
          if (visit === undefined || slot === undefined) break;
          visit.taken.push({ message, slot, index: effect.index, code: null, late: true });
          visit.missing = visit.missing.filter((index) => index !== effect.index);
          break;
        }
        case 'leave':
          left.push({ message, code: effect.code });
          break;
      }
    }
  }
  return { visits, left, open };
}

/** Numbers of the first and last message of a phase; late copies do not count. */
export function spanOf({ taken }: PhaseVisit): { first: number; last: number } {
  const messages = taken.filter(({ late }) => !late).map(({ message }) => message);
  const all = messages.length > 0 ? messages : taken.map(({ message }) => message);
  return { first: Math.min(...all), last: Math.max(...all) };
}

/** The flow's and the model's name of a phase; the flow's is null where the phase is none of the flow's or off it. */
export function phaseNames(
  { entry, code }: PhaseVisit,
  { flow }: Subject,
): { name: string | null; modelPhase: string | null } {
  const { phase } = entry;
  const modelPhase = phase.modelPhase?.name ?? null;
  if (flow === null) return { name: modelPhase, modelPhase };
  return { name: phase.ofFlow && code !== 'off-flow' ? phase.phase.name : null, modelPhase };
}
