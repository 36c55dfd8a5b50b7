import { durationText } from '../types/duration.js';
import { plainFindingText } from '../types/finding-spans.js';
import { joinWithAnd } from '../types/join-words.js';
import type { Timeline, TimelineEvent } from '../types/timeline.js';
import type { EventTime } from './event-times.js';
import { eventVerdict } from './event-verdict.js';
import { rowFrequencyText } from './frequency-text.js';

/**
 * The event in words, for screen readers and tooltips: who sends what to whom, on which protocol, when, and what
 * is reported on it.
 * @param time undefined if it is not known
 */
export function eventSentences(timeline: Timeline, event: TimelineEvent, time: EventTime | undefined): string[] {
  return [
    ...sentencesWithoutFindings(timeline, event, time),
    ...event.findings.flatMap((index) => timeline.findings[index]?.message ?? []).map(plainFindingText),
  ];
}

/** The same, with the verdict but without the text of each finding. */
export function sentencesWithoutFindings(
  timeline: Timeline,
  event: TimelineEvent,
  time: EventTime | undefined,
): string[] {
  const delayMs = time?.delayMs ?? null;
  const sender = event.sender ?? 'An unknown sender';
  const { noReceiverReason } = event;
  const nobody = noReceiverReason === undefined ? 'an unknown receiver' : 'no receiver';
  const receivers = event.receivers.length > 0 ? joinWithAnd(event.receivers) : nobody;
  const verb = event.status === 'missing' ? 'should send' : 'sends';
  const protocol =
    event.protocol === null ? ' on an unknown protocol' : ` on ${protocolTitle(timeline, event.protocol)}`;
  const delay = event.status !== 'missing' && delayMs !== null ? ` after ${durationText(delayMs)}` : '';
  const details = event.details === null ? '' : ` (${event.details})`;
  const toSelf = event.receivers.length === 1 && event.receivers[0] === event.sender;
  const to = toSelf ? 'itself' : receivers;
  return [
    `${sender} ${verb} ${event.title ?? event.message}${details} to ${to}${protocol}${delay}${noReceiverReason === undefined ? '' : `: ${noReceiverReason}`}.`,
    ...(event.missingReceivers.length > 0 ? [`It does not reach ${joinWithAnd(event.missingReceivers)}.`] : []),
    `${eventVerdict(timeline, event).text}.`,
    ...recordedSentences(event, time),
    ...groundSentences(timeline, event),
  ];
}

/** When a recorded message was due, and how often a recording has its row. */
function recordedSentences({ frequency }: TimelineEvent, time: EventTime | undefined): string[] {
  return [
    ...(time === undefined || time.due === null ? [] : [`Planned ${time.due}, recorded ${time.text}.`]),
    ...(frequency === undefined ? [] : [`${rowFrequencyText(frequency)}.`]),
  ];
}

/** Why the model's author infers that the message is sent; nothing if a source gives it. */
function groundSentences({ rows }: Timeline, { row }: TimelineEvent): string[] {
  const ground = row === null ? undefined : rows[row]?.ground;
  return ground?.kind === 'inferred' ? [`The model infers it: ${ground.text}.`] : [];
}

/** A protocol's title as the vocabulary gives it, otherwise its name. */
export function protocolTitle(timeline: Timeline, name: string): string {
  return timeline.protocols.find((protocol) => protocol.name === name)?.title ?? name;
}
