import { type DeviationCode, isInferred } from '../../check/index.js';
import type { DeviationMarks } from './deviation-marks.js';
import type { JudgedInteraction } from './judged-interaction.js';
import type { TimeDeviation } from './timing.js';
import { type PhaseVisit, spanOf } from './visits.js';

/** Marks a message that no phase takes. */
export function markUnexpected(
  message: number,
  code: DeviationCode,
  judged: JudgedInteraction,
  marks: DeviationMarks,
): void {
  const letter = marks.letterOf(message);
  const visit = judged.visits.findLast(
    (other) => spanOf(other).first <= message && other.entry.slots.some((slot) => slot.messageName === letter?.message),
  );
  const inferred =
    visit?.entry.phase.modelPhase?.model.arrowsInferred === true &&
    visit.entry.slots.some(
      (slot) =>
        slot.messageName === letter?.message &&
        (letter.protocol === null || slot.protocol === null || slot.protocol.name === letter.protocol),
    );
  const current = judged.visits.findLast((other) => spanOf(other).first <= message);
  marks.add({
    ...marks.at(current ?? null, message),
    code,
    text: `Unexpected message: no phase that is in progress or could begin here has "${letter?.message ?? ''}".`,
    severity: inferred ? 'warning' : undefined,
    isInferred: false,
  });
}

/** Marks a party that is still pending at the end. */
export function markPending(party: number, judged: JudgedInteraction, marks: DeviationMarks): void {
  const { interpreter } = judged;
  const { explanation } = judged.final;
  const entering = interpreter.entries.entering(explanation.facts);
  const configuration = interpreter.entries.configuration(explanation);
  const maker = entering.entries.get(configuration.makers[party] ?? -1);
  const visit = judged.visits.findLast(({ entry }) => entry.phase.index === maker?.phase) ?? null;
  const state = interpreter.subject.model.states[configuration.states[party] ?? -1];
  const name = judged.names.of(party);
  const moves = visit?.entry.phase.modelPhase?.moves ?? [];
  marks.add({
    ...marks.at(visit, judged.interaction.messages.length - 1),
    code: 'ends-while-pending',
    text: `The interaction ends while ${name === null ? 'a party' : `"${name}"`} is still ${state === undefined ? 'pending' : `in "${state.name}"`}. No phase resolves it.`,
    message: null,
    protocol: null,
    from: null,
    to: [],
    party: name,
    isInferred: moves.some((move) => move.kind === 'role' && isInferred(move.ground)),
  });
}

/** Marks a time that differs from the stated one. */
export function markTime(
  { visit, code, expectedMs, actualMs, message, isInferred: inferred, text }: TimeDeviation<PhaseVisit>,
  marks: DeviationMarks,
): void {
  marks.add({ ...marks.at(visit, message), code, text, expectedMs, actualMs, isInferred: inferred });
}
