import { isInferred, isTimeoutPhase, type ModelPhase, type TimeoutTrigger, targetsOf } from '../../check/index.js';
import { roundedDurationText } from '../../timeline/types/duration.js';
import type { Interaction } from './interaction.js';
import type { Subject } from './subject.js';
import { tolerance } from './tolerance.js';
import { isStart, spanOf, type VisitOutline } from './visits.js';

/** A time that is not as stated. */
export interface TimeDeviation<Visit> {
  readonly visit: Visit;
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

/** A limit of the time between two messages of an interaction. */
export interface TimeLimit<Visit = VisitOutline> {
  readonly visit: Visit;
  /** Numbers of the two messages; the second is the one that is marked. */
  readonly from: number;
  readonly message: number;
  readonly least: Bound | null;
  readonly most: Bound | null;
}

interface Bound {
  readonly ms: number;
  readonly isInferred: boolean;
  /** @param actual the time that it really took, for people */
  readonly text: (actual: string) => string;
}

/** Judges the times of an interaction (docs/recordings.md#deviations). */
export function judgeTimes<Visit>(
  limits: readonly TimeLimit<Visit>[],
  { messages }: Interaction,
): TimeDeviation<Visit>[] {
  return limits.flatMap((limit) => {
    const code = deviationOf(limit, messages);
    const bound = code === 'too-early' ? limit.least : limit.most;
    if (code === null || bound === null) return [];
    const { visit, message } = limit;
    const actualMs = timeBetween(limit, messages);
    const text = bound.text(roundedDurationText(actualMs));
    return [{ visit, code, message, text, expectedMs: bound.ms, actualMs, isInferred: bound.isInferred }];
  });
}

/** How a time deviates; null: it does not. */
export function deviationOf(
  limit: TimeLimit<unknown>,
  messages: Interaction['messages'],
): TimeDeviation<unknown>['code'] | null {
  const { least, most } = limit;
  const actualMs = timeBetween(limit, messages);
  if (least !== null && actualMs < least.ms - tolerance(least.ms)) return 'too-early';
  return most !== null && actualMs > most.ms + tolerance(most.ms) ? 'too-late' : null;
}

function timeBetween({ from, message }: TimeLimit<unknown>, messages: Interaction['messages']): number {
  return messages.timeOf(message) - messages.timeOf(from);
}

/** The limits that the times of an interaction have. */
export function timeLimits<Visit extends VisitOutline>(
  visits: readonly Visit[],
  subject: Subject,
  before: boolean,
): TimeLimit<Visit>[] {
  const limits: TimeLimit<Visit>[] = [];
  for (const [index, visit] of visits.entries()) {
    const { first } = spanOf(visit);
    const maker = makerOf(visits, index);
    const phase = visit.entry.phase.modelPhase;
    const { name } = visit.entry.phase.phase;
    // When a phase began of which nothing came in time is not known.
    if (maker !== undefined && phase !== null && maker.shownBy === undefined && visit.shownBy === undefined) {
      const from = spanOf(maker).last;
      const isTimeout = isTimeoutPhase(phase);
      const due = isTimeout ? dueOf(maker, visit, subject) : competingTimeout(maker, phase, subject);
      if (due !== null) limits.push({ visit, from, message: first, ...pendingBounds(name, due, isTimeout) });
    }
    if (before && index === 0) continue;
    const begun = visit.taken.some((copy) => !copy.late && isStart(copy));
    for (const { message, slot, late, code } of visit.taken) {
      const { withinMs } = slot.row;
      if (withinMs === null || late || code !== null || (!begun && visit.lenient)) continue;
      const text = (actual: string) =>
        `"${slot.messageName}" comes ${actual} after "${name}" began, but the model requires it within ${roundedDurationText(withinMs)}.`;
      const most = { ms: withinMs, isInferred: isInferred(slot.row.ground), text };
      limits.push({ visit, from: first, message, least: null, most });
    }
  }
  return limits;
}

function pendingBounds(name: string, due: Due, isTimeout: boolean): Pick<TimeLimit, 'least' | 'most'> {
  const bound = (ms: number): Bound => {
    const rest = isTimeout
      ? `, but its timer runs for ${roundedDurationText(ms)}.`
      : `, but the timeout was due after ${roundedDurationText(ms)}.`;
    return {
      ms,
      isInferred: due.isInferred,
      text: (actual) => `"${name}" comes ${actual} after the party became pending${rest}`,
    };
  };
  return { least: isTimeout ? bound(due.fromMs) : null, most: bound(due.toMs) };
}

/** The visit that made the party pending that this one moves on. */
export function makerOf<Visit extends VisitOutline>(visits: readonly Visit[], index: number): Visit | undefined {
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

/** When the time-out is due that a visit is, as the flow or else the model states it; null if neither does. */
export function dueOf(maker: VisitOutline, visit: VisitOutline, { flow }: Subject): Due | null {
  const stated = flow === null ? null : delayTo(maker, visit, flow);
  if (stated !== null) return { fromMs: stated, toMs: stated, isInferred: false };
  return visit.entry.phase.modelPhase === null ? null : timerOf(visit.entry.phase.modelPhase);
}

function delayTo(maker: VisitOutline, visit: VisitOutline, flow: NonNullable<Subject['flow']>): number | null {
  if (!maker.entry.phase.ofFlow || !visit.entry.phase.ofFlow) return null;
  for (const target of targetsOf(flow, maker.entry.phase.index)) {
    if (target?.kind === 'phase' && target.phase === visit.entry.phase.index) return target.delayMs;
  }
  return null;
}

/** When the time-out that is offered next to an answer is due. */
function competingTimeout(maker: VisitOutline, answer: ModelPhase, { flow, phases, model }: Subject): Due | null {
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
