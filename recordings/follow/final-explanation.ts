import type { DeviationCode } from '../../check/index.js';
import { inBlockOrder } from './equal-copies.js';
import { addKinds, compareExplanations, type Explanation, type OpenPhase } from './explanation.js';
import { explanationOf } from './explanation-set.js';
import type { Interaction } from './interaction.js';
import type { MessageInterpreter } from './message-interpreter.js';
import { type Reconstruction, reconstruct } from './reconstruct.js';
import { statedTimeout } from './stated-timeout.js';
import type { Subject } from './subject.js';
import { type PhaseVisit, spanOf } from './visits.js';

/** How an interaction came to its end. */
export interface Ending {
  /** The recording stopped, at this time; null: nothing came for too long. */
  readonly stoppedMs: number | null;
  readonly idleMs: number;
}

/** An explanation of an interaction that is over. */
export interface FinalExplanation {
  /** With the participants and addresses of the reconstruction; its open phases have those of the set. */
  readonly explanation: Explanation;
  readonly index: number;
  readonly reconstruction: Reconstruction;
  /** Missing slots of phases that were not settled before, and are now. */
  readonly missing: ReadonlyMap<PhaseVisit, readonly number[]>;
  /** Participants that are left pending. */
  readonly pending: readonly number[];
  /** Deviations that count only because the recording stops. */
  readonly spared: number;
}

/** The best explanation of an interaction that is over. */
export function chooseFinal(
  interaction: Interaction,
  ending: Ending,
  interpreter: MessageInterpreter,
): FinalExplanation {
  let best: FinalExplanation | undefined;
  for (const [index, candidate] of interaction.explanations.candidates.entries()) {
    const explanation = explanationOf(candidate);
    if (best !== undefined && best.spared === 0 && compareExplanations(best.explanation, explanation) <= 0) break;
    if (best !== undefined && best.explanation.cost < explanation.cost) break;
    const final = finished(interaction, explanation, index, ending, interpreter);
    if (best === undefined || compareFinals(final, best) < 0) best = final;
  }
  if (best === undefined) throw new Error('An interaction without an explanation.');
  return { ...best, missing: withCopiesInOrder(best) };
}

/** Assigns the equal messages of each phase in the order of its blocks. @returns the missing slots of a final explanation */
function withCopiesInOrder({ reconstruction, missing }: FinalExplanation): FinalExplanation['missing'] {
  const all = new Map(missing);
  for (const visit of reconstruction.visits) {
    const own = all.get(visit);
    const ordered = inBlockOrder(visit.entry, { taken: visit.taken, missing: own ?? visit.missing });
    visit.taken.splice(0, visit.taken.length, ...ordered.taken);
    if (own === undefined) visit.missing = ordered.missing;
    else all.set(visit, ordered.missing);
  }
  return all;
}

/** Of equally good explanations, one that waits for nothing. */
function compareFinals(a: FinalExplanation, b: FinalExplanation): number {
  return (
    a.explanation.cost - b.explanation.cost ||
    Number(a.spared > 0) - Number(b.spared > 0) ||
    compareExplanations(a.explanation, b.explanation)
  );
}

/** An explanation at the interaction's end, where missing messages count. */
function finished(
  interaction: Interaction,
  explanation: Explanation,
  index: number,
  ending: Ending,
  interpreter: MessageInterpreter,
): FinalExplanation {
  const reconstruction = reconstruct(interaction, index, interpreter);
  const missing = new Map<PhaseVisit, readonly number[]>();
  const codes: DeviationCode[] = [];
  let spared = 0;
  for (const [at, phase] of explanation.open.entries()) {
    if (phase.settled) continue;
    const { missing: slots, missingCodes } = phase.progress;
    if (slots.length === 0) continue;
    const found = reconstruction.open[at];
    if (!isSettled(phase, interaction, ending)) {
      spared += missingCodes.length;
      continue;
    }
    if (found !== undefined)
      missing.set(
        found.visit,
        slots.map((slot) => found.slots[slot] ?? -1),
      );
    codes.push(...missingCodes);
  }
  const entering = interpreter.entries.entering(explanation.facts);
  const configuration = interpreter.entries.configuration(explanation);
  const pending: number[] = [];
  const open = entering.pending(configuration);
  const unseen =
    open.length === 0
      ? []
      : interpreter.unseen.after(explanation).map((after) => interpreter.entries.configuration(after));
  for (const party of open) {
    // The phase that resolves it may have happened unrecorded.
    if (unseen.some(({ states }) => interpreter.subject.model.states[states[party] ?? -1]?.pending === false)) continue;
    const maker = entering.entries.get(configuration.makers[party] ?? -1);
    const visit = reconstruction.visits.findLast(({ entry }) => entry.phase.index === maker?.phase);
    if (isLeftPending(visit, interaction, ending, interpreter.subject)) {
      pending.push(reconstruction.names[party] ?? party);
    } else spared++;
  }
  codes.push(...pending.map(() => 'ends-while-pending' as const));
  const final = {
    ...explanation,
    // Only the states of pending parties are used later.
    configuration:
      pending.length === 0
        ? explanation.configuration
        : interpreter.entries.renamedConfiguration(explanation, reconstruction.names),
    addresses: reconstruction.addresses,
    cost: explanation.cost + codes.length,
    kinds: addKinds(explanation.kinds, codes),
  };
  return { explanation: final, index, reconstruction, missing, pending, spared };
}

function isSettled(phase: OpenPhase, { recentTimes }: Interaction, { stoppedMs }: Ending): boolean {
  if (stoppedMs === null) return true;
  const last = recentTimes[phase.lastTime] ?? 0;
  return stoppedMs - last > phase.entry.settleMs;
}

function isLeftPending(
  visit: PhaseVisit | undefined,
  interaction: Interaction,
  { stoppedMs, idleMs }: Ending,
  subject: Subject,
): boolean {
  if (stoppedMs === null) return true;
  const since = visit === undefined ? interaction.lastMs : interaction.messages.timeOf(spanOf(visit).last);
  const limit = visit === undefined ? idleMs : (statedTimeout(visit, subject) ?? idleMs);
  return stoppedMs - since > limit;
}
