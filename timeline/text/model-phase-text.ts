import type { TimelinePhase } from '../types/timeline.js';

/**
 * The model's phase as it is shown, with its model if the flow follows several; null if a phase realizes none.
 */
export function modelPhaseText({ model, modelPhase, modelPhaseTitle }: TimelinePhase): string | null {
  const name = modelPhaseTitle ?? modelPhase;
  return name === null || model === undefined ? name : `${name} (${model})`;
}
