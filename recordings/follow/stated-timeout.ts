import { isTimeoutPhase, type ModelPhase, targetsOf } from '../../check/index.js';
import type { Subject } from './subject.js';
import type { PhaseVisit } from './visits.js';

/** Time-out stated for the party that a phase made pending, in ms; null if none is. */
export function statedTimeout(visit: PhaseVisit, { flow, phases, model }: Subject): number | null {
  const { phase } = visit.entry;
  if (flow !== null && phase.ofFlow) {
    for (const target of targetsOf(flow, phase.index)) {
      if (target?.kind !== 'phase') continue;
      const next = phases[target.phase]?.modelPhase;
      if (next === null || next === undefined || !isTimeoutPhase(next)) continue;
      const limit = target.delayMs ?? timerOf(next);
      if (limit !== null) return limit;
    }
  }
  const moved = phase.modelPhase?.moves.filter((move) => move.kind === 'role') ?? [];
  for (const next of model.phases) {
    if (!isTimeoutPhase(next)) continue;
    const resolves = next.moves.some(
      (move) =>
        move.kind === 'role' && moved.some(({ role, target }) => move.role === role && move.sources.includes(target)),
    );
    const limit = resolves ? timerOf(next) : null;
    if (limit !== null) return limit;
  }
  return null;
}

function timerOf(phase: ModelPhase): number | null {
  for (const trigger of phase.triggers) {
    if (trigger.kind === 'timeout' && trigger.afterMs !== null) return trigger.toMs ?? trigger.afterMs;
  }
  return null;
}
