import type { AllowedDeviation } from '../../check/index.js';
import type { FinalExplanation } from './final-explanation.js';
import type { Interaction } from './interaction.js';
import type { MessageInterpreter } from './message-interpreter.js';
import type { ParticipantNames } from './participant-names.js';
import type { PhaseVisit } from './visits.js';

/** An interaction that is over, with the explanation by which it is judged. */
export interface JudgedInteraction {
  readonly interaction: Interaction;
  readonly final: FinalExplanation;
  /** The phases of the explanation, by their first messages. */
  readonly visits: readonly PhaseVisit[];
  readonly names: ParticipantNames;
  readonly interpreter: MessageInterpreter;
  readonly fileNames: readonly string[];
  readonly allowed: readonly AllowedDeviation[];
  /** Whether a better explanation may have been dropped: its errors are warnings. */
  readonly inconclusive: boolean;
}
