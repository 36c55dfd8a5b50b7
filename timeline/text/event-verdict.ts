import type { EventStatus, Severity, Timeline, TimelineEvent, TimelineFinding } from '../types/timeline.js';

const statusPhrases: Record<EventStatus, string> = {
  ok: 'Conforms',
  missing: 'Missing: required by the model',
  unexpected: 'Unexpected: not allowed by the model',
  'wrong-protocol': 'Wrong protocol',
  'wrong-value': 'The value differs from the model',
  'wrong-direction': 'Wrong sender or receiver',
  incomplete: 'Does not reach all receivers',
  condition: 'Its condition does not hold here',
  duplicate: 'Sent more often than the model allows',
  order: 'Out of order',
  early: 'Earlier than stated',
  late: 'Later than the model allows',
  'off-flow': 'The flow does not offer this phase here',
  unjudged: 'Not checked',
};

/** The verdict on one event, the same wherever the event is shown. */
export interface EventVerdict {
  /** The highest severity of its findings; `error` if its status alone is one; null without findings. */
  readonly severity: Severity | null;
  /** Whether the check objects to it: errors and warnings do, information does not. */
  readonly faulty: boolean;
  /** In a few words, without a full stop. */
  readonly text: string;
}

/** The verdict of an event: what comparing it with the model says, and what is wrong with the step by itself. */
export function eventVerdict(timeline: Timeline, { status, findings }: TimelineEvent): EventVerdict {
  const reported = findings.flatMap((index) => timeline.findings[index] ?? []);
  const compared = status !== 'ok' && status !== 'unjudged';
  const severity = worstSeverity(reported) ?? (compared ? 'error' : null);
  const faulty = severity === 'error' || severity === 'warning';
  const text = compared || !faulty ? statusPhrases[status] : severity === 'error' ? 'Error' : 'Warning';
  return { severity, faulty, text };
}

const ranks: Record<Severity, number> = { error: 3, warning: 2, information: 1, hint: 0 };

/** The worst severity among findings, null if there are none. */
export function worstSeverity(findings: readonly TimelineFinding[]): Severity | null {
  let worst: Severity | null = null;
  for (const { severity } of findings) if (worst === null || ranks[severity] > ranks[worst]) worst = severity;
  return worst;
}
