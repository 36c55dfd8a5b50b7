import type { NextFrequency, RunSummary } from '../../runner/protocol/messages.js';
import type { TimelineResult } from '../../server/protocol/messages.js';
import type { TimelineFrequency, TimelineOutcome } from '../../timeline/types/timeline.js';

/** The ways that a recording took on from a phase, the most frequent first. */
export function waysFrom(phase: string, { next }: RunSummary): NextFrequency[] {
  return next.filter(({ from }) => from === phase).sort((a, b) => b.times - a.times);
}

/** A flow's timeline with how often a recording took each of its ways. */
export function withFrequencies(result: TimelineResult, summary: RunSummary): TimelineResult {
  const { timeline } = result;
  if (timeline === null) return result;
  const phases = timeline.phases.map((phase) => {
    const ways = waysFrom(phase.name, summary);
    const total = summary.phases.find(({ name }) => name === phase.name)?.times ?? 0;
    const outcomes = phase.outcomes.map((outcome) => withFrequency(outcome, ways, total));
    return { ...phase, outcomes };
  });
  return { ...result, timeline: { ...timeline, phases } };
}

/** @param total how often the phase before was entered */
function withFrequency(outcome: TimelineOutcome, ways: readonly NextFrequency[], total: number): TimelineOutcome {
  if (outcome.phase === null || total === 0) return outcome;
  const way = ways.find(({ to }) => to === outcome.phase);
  const recorded: TimelineFrequency = {
    times: way?.times ?? 0,
    share: (way?.times ?? 0) / total,
    medianMs: way?.medianMs ?? null,
    p95Ms: way?.p95Ms ?? null,
  };
  return { ...outcome, recorded };
}
