import { isTimeoutPhase } from '../../check/index.js';
import type { TimelineDue } from '../../timeline/types/timeline-recording.js';
import { targetsAt } from '../follow/flow-places.js';
import type { Interaction } from '../follow/interaction.js';
import type { ExplainedOutcome } from '../follow/outcome.js';
import { timeLimits } from '../follow/timing.js';
import { type PhaseVisit, spanOf } from '../follow/visits.js';
import { stepOf } from './flow-step.js';

/**
 * When the messages of an interaction were due, by number: what the flow states after what was recorded before it,
 * otherwise the limits that their times are judged by. Where neither says anything, nothing.
 */
export function dueTimes(interaction: Interaction, outcome: ExplainedOutcome): Map<number, TimelineDue> {
  const { visits, interpreter, result } = outcome;
  const { messages } = interaction;
  const startMs = messages.timeOf(0);
  const since = (message: number): number => rounded(messages.timeOf(message) - startMs);
  const due = new Map<number, TimelineDue>();
  for (const { from, message, least, most } of timeLimits(visits, interpreter.subject, result.beganBefore)) {
    const at = since(from);
    due.set(message, {
      fromMs: least === null ? null : rounded(at + least.ms),
      toMs: most === null ? null : rounded(at + most.ms),
    });
  }
  for (const visit of visits) {
    for (const [message, ms] of stepTimes(visit, entryTime(visit, outcome, since), messages, since)) {
      due.set(message, { fromMs: ms, toMs: ms });
    }
  }
  // The first message is the origin of all times.
  if (due.size > 0 && !due.has(0)) due.set(0, { fromMs: 0, toMs: 0 });
  return due;
}

/**
 * When a phase had to begin that the flow offers with a delay; null if it states none. A time-out's is a limit of its own.
 */
function entryTime(visit: PhaseVisit, { visits, interpreter }: ExplainedOutcome, since: (message: number) => number) {
  const { flow } = interpreter.subject;
  const { phase } = visit.entry;
  if (flow === null || !phase.ofFlow || (phase.modelPhase !== null && isTimeoutPhase(phase.modelPhase))) return null;
  const target = targetsAt(flow, visit.place).find((own) => own?.kind === 'phase' && own.phase === phase.index);
  const before = visits.slice(0, visits.indexOf(visit)).findLast(({ entry }) => entry.phase.index === visit.place);
  if (target?.kind !== 'phase' || target.delayMs === null || before === undefined) return null;
  return since(spanOf(before).last) + target.delayMs;
}

/** When the messages of a phase were due that its steps send, each after the step before it. */
function stepTimes(
  visit: PhaseVisit,
  entryMs: number | null,
  messages: Interaction['messages'],
  since: (message: number) => number,
): Map<number, number> {
  const { phase } = visit.entry;
  const due = new Map<number, number>();
  if (!phase.ofFlow) return due;
  const { steps } = phase.phase;
  const byStep = new Map<number, number[]>();
  for (const { message, slot } of visit.taken) {
    const step = stepOf(phase.phase, slot, messages.letterOf(message)?.message ?? '');
    if (step !== undefined) byStep.set(step.index, [...(byStep.get(step.index) ?? []), message]);
  }
  let dueMs: number | null = entryMs;
  for (const [place, step] of steps.entries()) {
    const own = byStep.get(step.index) ?? [];
    if (place > 0) dueMs = dueMs === null || step.delayMs === null ? null : dueMs + step.delayMs;
    else if (step.delayMs !== null) dueMs = dueMs === null ? null : dueMs + step.delayMs;
    if (dueMs !== null) for (const message of own) due.set(message, rounded(dueMs));
    // The next step's time counts from the recorded time.
    if (own.length > 0) dueMs = since(Math.max(...own));
  }
  if (steps.length === 0 && entryMs !== null) due.set(spanOf(visit).first, rounded(entryMs));
  return due;
}

function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
