import type { NextFrequency, PhaseFrequency, RunSummary } from '../../runner/protocol/messages.js';
import type { TimelineResult } from '../../server/protocol/timeline-messages.js';
import type { Timeline, TimelineEvent, TimelineOutcome } from '../../timeline/types/timeline.js';
import type { TimelineFrequency, TimelinePhaseFrequency } from '../../timeline/types/timeline-recording.js';

/** How many interactions a recording has, whatever their verdicts. */
export function interactionsOf({ interactions }: RunSummary): number {
  return Object.values(interactions).reduce((sum, count) => sum + count, 0);
}

/** The ways that a recording took on from a phase, the most frequent first. */
export function nextPhases(phase: string, { next }: RunSummary): NextFrequency[] {
  return next.filter(({ from }) => from === phase).sort((a, b) => b.times - a.times);
}

/**
 * A flow's timeline with how often a recording took each of its ways, and with what the recording has of its models; as
 * it is if no interaction was recorded.
 */
export function withRecording(result: TimelineResult, summary: RunSummary): TimelineResult {
  const { timeline } = result;
  if (timeline === null || interactionsOf(summary) === 0) return result;
  const phases = timeline.phases.map((phase) => {
    const ways = nextPhases(phase.name, summary);
    const total = summary.phases.find(({ name }) => name === phase.name)?.times ?? 0;
    const outcomes = phase.outcomes.map((outcome) => withFrequency(outcome, ways, total));
    const own = summary.phases.find(({ name }) => name === phase.name);
    return { ...phase, outcomes, ...(own === undefined ? {} : { frequency: frequencyOf(own) }) };
  });
  const events = withRowFrequencies(timeline, summary);
  return { ...result, timeline: { ...timeline, phases, events }, recorded: summary.models };
}

/** Any flow's timeline with what a recording has of its model, if that model alone was followed. */
export function withRecordedModel(result: TimelineResult, subject: string, summary: RunSummary): TimelineResult {
  const [own, another] = summary.models;
  const isOfModel = own?.model === subject && another === undefined && interactionsOf(summary) > 0;
  return isOfModel && result.timeline?.models.includes(subject) ? { ...result, recorded: summary.models } : result;
}

function frequencyOf({ times, interactions, deviating, medianMs, p95Ms }: PhaseFrequency): TimelinePhaseFrequency {
  return { times, interactions, deviating, medianMs, p95Ms };
}

/** Events with how often a recording has their rows; what was not recorded is left open. */
function withRowFrequencies({ phases, events, rows }: Timeline, summary: RunSummary): TimelineEvent[] {
  const names = new Map(phases.map(({ visit, name }) => [visit, name]));
  const frequencies = new Map(summary.rows.map((row) => [`${row.phase ?? ''}\0${row.row}`, row]));
  const notRecorded = new Set(summary.notRecorded);
  return events.map((event) => {
    const row = event.row === null ? undefined : rows[event.row];
    const frequency = frequencies.get(`${names.get(event.visit) ?? ''}\0${row?.text ?? ''}`);
    if (frequency === undefined || (event.protocol !== null && notRecorded.has(event.protocol))) return event;
    const { times, missing } = frequency;
    return { ...event, frequency: { times, missing } };
  });
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
