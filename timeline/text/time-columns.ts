import { memoize } from '../types/memoize.js';
import type { Severity, Timeline, TimelineEvent } from '../types/timeline.js';
import type { EventTime } from './event-times.js';
import { worstSeverity } from './event-verdict.js';
import { rowFrequencyCell, rowFrequencyText } from './frequency-text.js';

/** The time column's text for a message that is not sent. */
const MISSING = 'missing';

/** The heads of the two time columns. */
export const PLANNED = 'planned';
export const RECORDED = 'recorded';

/**
 * Which time columns a timeline has: the times alone; of a recorded interaction when each message was due, and when it
 * came; of a flow when each message comes, and how often a recording has it.
 */
export type TimeColumns = 'times' | 'due' | 'frequencies';

export const timeColumns: (timeline: Timeline) => TimeColumns = memoize(({ recording, events }: Timeline) => {
  if (recording !== undefined) return events.some(({ due }) => due !== undefined) ? 'due' : 'times';
  return events.some(({ frequency }) => frequency !== undefined) ? 'frequencies' : 'times';
});

/** The cell of one time column for an event. */
export interface TimeCell {
  readonly text: string;
  /** The whole truth, for a tooltip. */
  readonly title: string;
  /** Whether it is the time of a message that is not sent. */
  readonly missing: boolean;
}

/** The cells of the time columns for an event: the planned or only time, and the recorded one. */
export interface TimeCells {
  readonly time: TimeCell;
  /** Null if there is one column. */
  readonly recorded: TimeCell | null;
  /** The worst that is wrong with the recorded time; null if it is as it should be. */
  readonly deviates: Severity | null;
}

/** The texts of the time columns for an event. */
export function timeCells(timeline: Timeline, event: TimelineEvent, time: EventTime | undefined): TimeCells {
  const missing = event.status === 'missing';
  const own: TimeCell = { text: missing ? MISSING : (time?.text ?? ''), title: time?.title ?? '', missing };
  const deviates = timeDeviation(timeline, event);
  switch (timeColumns(timeline)) {
    case 'times':
      return { time: own, recorded: null, deviates };
    case 'due': {
      const text = time?.due ?? '';
      return { time: { text, title: text === '' ? '' : 'When it was due', missing: false }, recorded: own, deviates };
    }
    case 'frequencies': {
      const { frequency } = event;
      const text = frequency === undefined ? '' : rowFrequencyCell(frequency);
      const title = frequency === undefined ? '' : `${rowFrequencyText(frequency)}.`;
      return { time: own, recorded: { text, title, missing: false }, deviates };
    }
  }
}

/** The worst finding on the time of a recorded message; null if there is none. */
function timeDeviation({ recording, findings }: Timeline, event: TimelineEvent): Severity | null {
  if (recording === undefined) return null;
  return worstSeverity(event.findings.flatMap((index) => findings[index] ?? []).filter(({ code }) => isOfTime(code)));
}

/** An event of a recording without what is wrong with its time alone. */
export function withoutTimeDeviation({ recording, findings }: Timeline, event: TimelineEvent): TimelineEvent {
  if (recording === undefined || !event.findings.some((index) => isOfTime(findings[index]?.code ?? ''))) return event;
  const rest = event.findings.filter((index) => !isOfTime(findings[index]?.code ?? ''));
  const { status } = event;
  return { ...event, findings: rest, status: status === 'early' || status === 'late' ? 'ok' : status };
}

/** Whether a rule is about when a message is sent. */
export function isOfTime(code: string): boolean {
  return code === 'too-early' || code === 'too-late';
}
