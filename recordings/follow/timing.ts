import { isInferred, isTimeoutPhase, type ModelPhase, type TimeoutTrigger, targetsOf } from '../../check/index.js';
import type { Interaction } from './interaction.js';
import type { Subject } from './subject.js';
import { type PhaseVisit, spanOf } from './visits.js';

/** Least tolerance of times, in ms; a tenth where that is more. */
const MIN_TOLERANCE_MS = 1_000;

/** A time that is not as stated. */
export interface TimeDeviation {
  readonly visit: PhaseVisit;
  readonly code: 'too-early' | 'too-late';
  readonly message: number;
  readonly text: string;
  readonly expectedMs: number;
  readonly actualMs: number;
  readonly isInferred: boolean;
}

interface Due {
  readonly fromMs: number;
  readonly toMs: number;
  readonly isInferred: boolean;
}

/** Judges the times of an interaction (docs/recordings.md#times). */
export function judgeTimes(
  visits: readonly PhaseVisit[],
  { times }: Interaction,
  subject: Subject,
  before: boolean,
): TimeDeviation[] {
  const found: TimeDeviation[] = [];
  const at = (message: number) => times[message] ?? 0;
  for (const [index, visit] of visits.entries()) {
    const { first } = spanOf(visit);
    const maker = makerOf(visits, index);
    const phase = visit.entry.phase.modelPhase;
    if (maker !== undefined && phase !== null) {
      const actualMs = at(first) - at(spanOf(maker).last);
      const name = phase.name;
      const deviates = (code: TimeDeviation['code'], expectedMs: number, text: string, { isInferred }: Due) =>
        found.push({ visit, code, message: first, text, expectedMs, actualMs, isInferred });
      if (isTimeoutPhase(phase)) {
        const due = dueOf(maker, visit, subject);
        if (due !== null && actualMs < due.fromMs - tolerance(due.fromMs)) {
          const text = `"${name}" comes ${durationWords(actualMs)} after the party was made pending, and its time-out is ${durationWords(due.fromMs)}.`;
          deviates('too-early', due.fromMs, text, due);
        } else if (due !== null && actualMs > due.toMs + tolerance(due.toMs)) {
          const text = `"${name}" comes ${durationWords(actualMs)} after the party was made pending, and its time-out is ${durationWords(due.toMs)}.`;
          deviates('too-late', due.toMs, text, due);
        }
      } else {
        const due = timeoutBeside(maker, phase, subject);
        if (due !== null && actualMs > due.toMs + tolerance(due.toMs)) {
          const text = `"${name}" comes ${durationWords(actualMs)} after the party was made pending: the time-out was due after ${durationWords(due.toMs)}.`;
          deviates('too-late', due.toMs, text, due);
        }
      }
    }
    if (before && index === 0) continue;
    const begun = visit.taken.some(({ index: slot, late }) => !late && visit.entry.starts[slot] === true);
    for (const { message, slot, late, code } of visit.taken) {
      const { withinMs } = slot.row;
      if (withinMs === null || late || code !== null || (!begun && visit.lenient)) continue;
      const actualMs = at(message) - at(first);
      if (actualMs <= withinMs + tolerance(withinMs)) continue;
      const text = `"${slot.messageName}" comes ${durationWords(actualMs)} after the phase began, and the model has it within ${durationWords(withinMs)}.`;
      found.push({
        visit,
        code: 'too-late',
        message,
        text,
        expectedMs: withinMs,
        actualMs,
        isInferred: isInferred(slot.row.ground),
      });
    }
  }
  return found;
}

/** The visit that made the party pending that this one moves on. */
export function makerOf(visits: readonly PhaseVisit[], index: number): PhaseVisit | undefined {
  const visit = visits[index];
  const moves = visit?.entry.phase.modelPhase?.moves ?? [];
  for (const move of moves) {
    if (move.kind !== 'role') continue;
    const party = visit?.entry.players[move.role]?.[0];
    if (party === undefined) continue;
    for (let at = index - 1; at >= 0; at--) {
      const other = visits[at];
      const making = other?.entry.phase.modelPhase?.moves.find(
        (own) => own.kind === 'role' && other.entry.players[own.role]?.[0] === party,
      );
      if (making?.kind !== 'role' || other === undefined) continue;
      return move.sources.includes(making.target) ? other : undefined;
    }
  }
  return undefined;
}

/** When the time-out is due that a visit is, as the flow or else the model states it; null where neither does. */
export function dueOf(maker: PhaseVisit, visit: PhaseVisit, { flow }: Subject): Due | null {
  const stated = flow === null ? null : delayTo(maker, visit, flow);
  if (stated !== null) return { fromMs: stated, toMs: stated, isInferred: false };
  return visit.entry.phase.modelPhase === null ? null : timerOf(visit.entry.phase.modelPhase);
}

function delayTo(maker: PhaseVisit, visit: PhaseVisit, flow: NonNullable<Subject['flow']>): number | null {
  if (!maker.entry.phase.ofFlow || !visit.entry.phase.ofFlow) return null;
  for (const target of targetsOf(flow, maker.entry.phase.index)) {
    if (target?.kind === 'phase' && target.phase === visit.entry.phase.index) return target.delayMs;
  }
  return null;
}

/** When the time-out that is offered next to an answer is due. */
function timeoutBeside(maker: PhaseVisit, answer: ModelPhase, { flow, phases, model }: Subject): Due | null {
  if (flow !== null && maker.entry.phase.ofFlow) {
    for (const target of targetsOf(flow, maker.entry.phase.index)) {
      const phase = target?.kind === 'phase' ? phases[target.phase]?.modelPhase : undefined;
      if (target?.kind !== 'phase' || phase === null || phase === undefined || !isTimeoutPhase(phase)) continue;
      if (target.delayMs !== null) return { fromMs: target.delayMs, toMs: target.delayMs, isInferred: false };
      const timer = timerOf(phase);
      if (timer !== null) return timer;
    }
    return null;
  }
  const own = answer.moves.filter((move) => move.kind === 'role');
  for (const phase of model.phases) {
    if (!isTimeoutPhase(phase)) continue;
    const same = phase.moves.some(
      (move) =>
        move.kind === 'role' &&
        own.some(({ role, sources }) => role === move.role && sources.some((state) => move.sources.includes(state))),
    );
    const timer = same ? timerOf(phase) : null;
    if (timer !== null) return timer;
  }
  return null;
}

function timerOf({ triggers }: ModelPhase): Due | null {
  const timer = triggers.find(
    (trigger): trigger is TimeoutTrigger => trigger.kind === 'timeout' && trigger.afterMs !== null,
  );
  if (timer === undefined || timer.afterMs === null) return null;
  return { fromMs: timer.afterMs, toMs: timer.toMs ?? timer.afterMs, isInferred: isInferred(timer.ground) };
}

function tolerance(ms: number): number {
  return Math.max(MIN_TOLERANCE_MS, ms / 10);
}

function durationWords(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 100) / 10} s`;
}
