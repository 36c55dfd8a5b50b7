import { protocolTitle } from '../text/event-sentence.js';
import { type EventTime, eventTimes, sinceStart } from '../text/event-times.js';
import { type EventVerdict, eventVerdict } from '../text/event-verdict.js';
import { timeCells, timeColumns } from '../text/time-columns.js';
import { unreached } from '../text/unreached.js';
import type { Timeline, TimelineEvent, TimelinePhase } from '../types/timeline.js';

/** Headings of a table of events. */
export function messageColumns(timeline: Timeline): string[] {
  const own = recordedHeading(timeline);
  return [
    ...['#', 'Phase', 'At', 'After', ...(own === null ? [] : [own])],
    ...['From', 'To', 'Message', 'Protocol', 'Verdict'],
  ];
}

/** The heading of what a recording adds to the times: when a message was due, or how often it occurs; null if nothing. */
export function recordedHeading(timeline: Timeline): string | null {
  const columns = timeColumns(timeline);
  return columns === 'times' ? null : columns === 'due' ? 'Planned' : 'Recorded';
}

/** The cells of a table for one event; every value is a text for people. */
export interface EventFacts {
  readonly event: TimelineEvent;
  readonly phase: TimelinePhase | null;
  /** Since the path began: `6 s`, `≥ 6 s`; `?` if that is not known, empty for a missing message. */
  readonly at: string;
  /** After the last event whose time is known, as in the picture's gutter. */
  readonly after: string;
  /** The text under `recordedHeading`: `+30 s`, `1,204×`; null if there is no such column. */
  readonly recorded: string | null;
  readonly from: string;
  readonly to: string;
  readonly message: string;
  readonly protocol: string;
  readonly verdict: EventVerdict;
  /** Numbers of the findings about it, counted from 1 as in the list of findings. */
  readonly findings: readonly number[];
}

/** One entry for every event, in order. */
export function eventFacts(timeline: Timeline): EventFacts[] {
  const times = eventTimes(timeline);
  const phases = new Map(timeline.phases.map((phase) => [phase.visit, phase]));
  return timeline.events.map((event, index) => ({
    event,
    phase: phases.get(event.visit) ?? null,
    at: sinceStart(event),
    after: times[index]?.text ?? '',
    recorded: recordedText(timeline, event, times[index]),
    from: event.sender ?? '?',
    to: receivers(event),
    message: event.details === null ? event.message : `${event.message} (${event.details})`,
    protocol: event.protocol === null ? '?' : protocolTitle(timeline, event.protocol),
    verdict: eventVerdict(timeline, event),
    findings: event.findings.map((finding) => finding + 1),
  }));
}

function recordedText(timeline: Timeline, event: TimelineEvent, time: EventTime | undefined): string | null {
  const columns = timeColumns(timeline);
  if (columns === 'times') return null;
  return columns === 'due' ? (time?.due ?? '') : (timeCells(timeline, event, time).recorded?.text ?? '');
}

function receivers(event: TimelineEvent): string {
  const { receivers: reachedNames, missingReceivers: missedNames } = event;
  const reached = reachedNames.length === 0 && missedNames.length === 0 ? [unreached(event)] : reachedNames;
  return [...reached, ...missedNames.map((name) => `${name} (not notified)`)].join(', ');
}
