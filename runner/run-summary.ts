import type { ConformanceJson } from '../recordings/index.js';
import type { RecordedModel } from '../timeline/types/recorded-report.js';
import type { RunSummary } from './protocol/messages.js';

/** The part of a result that the editor shows. */
export function summaryOf(result: ConformanceJson, models: readonly RecordedModel[], elapsedMs: number): RunSummary {
  const { lines, interactions, problems, notRecorded } = result;
  return {
    lines: { read: lines.read, messages: lines.messages, unreadable: lines.unreadable },
    interactions: {
      deviates: interactions.deviate,
      inconclusive: interactions.inconclusive,
      unfinished: interactions.unfinished,
      conforms: interactions.conform,
      unplaced: interactions.unplaced,
    },
    problems: problems.map(({ severity, text }) => ({ severity, text })),
    notRecorded,
    phases: result.phases.map(({ name, modelPhase, times, interactions: seenIn, deviating, durationMs }) => ({
      name: name ?? modelPhase ?? '',
      times,
      interactions: seenIn,
      deviating,
      medianMs: durationMs.p50,
      p95Ms: durationMs.p95,
    })),
    rows: result.rows,
    models,
    next: result.next.map(({ from, to, times, delayMs }) => ({
      from,
      to,
      times,
      medianMs: delayMs.p50,
      p95Ms: delayMs.p95,
    })),
    kinds: result.kinds.map(({ code, phase, modelPhase, message, interactions: seenIn }) => ({
      code,
      phase: phase ?? modelPhase,
      message,
      interactions: seenIn,
    })),
    elapsedMs,
  };
}
