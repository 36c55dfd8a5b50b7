import { type FrameMark, framePlan } from '../layout/frame-plan.js';
import { flowSummary } from '../text/counts.js';
import { eventTimes, type TimeReference } from '../text/event-times.js';
import { flowPath, flowTitle, remarksOfFlow } from '../text/flow-facts.js';
import { operandContinuation, operandGuard } from '../text/operand-text.js';
import { participantPart } from '../text/participant-part.js';
import { plainFindingText } from '../types/finding-spans.js';
import { isProblem } from '../types/problems.js';
import type { Timeline, TimelineEvent } from '../types/timeline.js';
import { type EventFacts, eventFacts } from './event-facts.js';
import { exportNotes } from './export-notes.js';
import { phaseFacts } from './phase-facts.js';

/** A timeline in the terms that the notations for sequence diagrams have in common. */
export interface Sequence {
  readonly title: string;
  /** Never empty: a note needs a lane to be over. */
  readonly lanes: readonly SequenceLane[];
  /** Notes: what is left out, what the lines mean, and findings on the flow as a whole and on its participants. */
  readonly preamble: readonly SequenceNote[];
  /** Phases in order, and the frames of alternatives around them. */
  readonly items: readonly (SequencePhase | SequenceFrame)[];
  /** The verdict on the flow, and the problems that this path does not show. */
  readonly remarks: readonly SequenceNote[];
}

/** A participant. */
export interface SequenceLane {
  /** A word that is safe in every notation: names go into texts only. */
  readonly id: string;
  readonly name: string;
  /** Its title and its roles, as under its name in the picture; empty if that is not said. */
  readonly role: string;
  readonly kind: 'party' | 'system';
}

/** Where a frame of alternatives begins, continues with its next operand, or ends. */
export interface SequenceFrame {
  readonly kind: 'open' | 'next' | 'close';
  /** The operand's guard; empty if the frame ends. */
  readonly guard: string;
  /** The note if nothing is drawn in the operand. */
  readonly continuation: SequenceNote | null;
}

/** A phase: a heading and its messages. */
export interface SequencePhase {
  readonly kind: 'phase';
  /** A note over all lanes. */
  readonly heading: SequenceNote;
  readonly steps: readonly (SequenceArrow | SequenceNote)[];
}

/** One copy of a message. */
export interface SequenceArrow {
  readonly kind: 'arrow';
  readonly from: string;
  readonly to: string;
  /** The first protocol is solid, every other dashed; what is missing does not arrive. */
  readonly line: 'solid' | 'dashed' | 'missing';
  readonly text: string;
}

/** A text over one lane or two. */
export interface SequenceNote {
  readonly kind: 'note';
  /** The lane that it is over, or two lanes that it spans. */
  readonly over: readonly [string] | readonly [string, string];
  readonly text: string;
}

/**
 * Arranges a timeline for a notation; every event gives at least one arrow, or a note if an end is unknown.
 * @param time what times are counted from
 */
export function sequenceOf(timeline: Timeline, time: TimeReference): Sequence {
  const lanes = lanesOf(timeline);
  const all = span(lanes[0]?.id ?? 'p0', lanes[lanes.length - 1]?.id);
  const ids = new Map(lanes.map((lane) => [lane.name, lane.id]));
  const reported = new Set<number>();
  const remarks = fresh(timeline, remarksOfFlow(timeline), reported);
  const preamble = [...exportNotes(timeline), ...lineStyles(timeline), ...remarks].map((text) => note(all, text));
  const facts = eventFacts(timeline);
  const due = eventTimes(timeline, { from: time }).map((own) => own.due);
  const dueOf = new Map(timeline.events.map(({ id }, index) => [id, due[index] ?? null]));
  const timeOf = ({ at, after, event }: EventFacts): string => {
    const own = time === 'since' ? at : after;
    const planned = dueOf.get(event.id) ?? null;
    return planned === null ? own : `${own} (planned ${planned})`;
  };
  const phases = phaseFacts(timeline).map(({ phase, name, realizes, verdict, clock, ownFindings }): SequencePhase => {
    const own = fresh(timeline, ownFindings, reported);
    const steps = facts
      .filter(({ event }) => event.visit === phase.visit)
      .flatMap((event) => [
        ...arrows(timeline, event, timeOf(event), ids, all),
        ...problemNotes(timeline, event, ids, all, reported),
      ]);
    const waits = clock === null ? '' : ` · ${clock}`;
    return {
      kind: 'phase',
      heading: note(all, `${name}${realizes === null ? '' : ` is ${realizes}`}: ${verdict}${waits}`),
      steps: [...own.map((text) => note(all, text)), ...steps],
    };
  });
  const rest = timeline.findings.flatMap((finding, index) =>
    reported.has(index) ? [] : [note(all, `${finding.severity}: ${plainFindingText(finding.message)}`)],
  );
  const sum = note(all, `Verdict: ${flowSummary(timeline).text}. ${flowPath(timeline)}`);
  const { marks } = framePlan(timeline);
  const frames = (place: number): SequenceFrame[] => (marks[place] ?? []).map((mark) => frame(timeline, mark, all));
  const items = [...frames(0), ...phases.flatMap((phase, place) => [phase, ...frames(place + 1)])];
  return { title: flowTitle(timeline), lanes, preamble, items, remarks: [sum, ...rest] };
}

function frame(timeline: Timeline, mark: FrameMark, all: SequenceNote['over']): SequenceFrame {
  if (mark.kind === 'close') return { kind: 'close', guard: '', continuation: null };
  const continuation = operandContinuation(timeline, mark.operand);
  return {
    kind: mark.kind,
    guard: operandGuard(mark.operand),
    continuation: continuation === null ? null : note(all, continuation),
  };
}

function lanesOf(timeline: Timeline): SequenceLane[] {
  if (timeline.participants.length === 0) return [{ id: 'p0', name: 'nobody', role: '', kind: 'system' }];
  return timeline.participants.map((participant, index) => ({
    id: `p${index}`,
    name: participant.name,
    role: participantPart(participant),
    kind: participant.kind,
  }));
}

/** In place of a time, if one message is drawn as several arrows. */
const SAME_MOMENT = 'same moment';

function arrows(
  timeline: Timeline,
  facts: EventFacts,
  time: string,
  ids: ReadonlyMap<string, string>,
  all: SequenceNote['over'],
): (SequenceArrow | SequenceNote)[] {
  const { event } = facts;
  const from = event.sender === null ? undefined : ids.get(event.sender);
  const reported = laneIds(event.receivers, ids);
  const missed = laneIds(event.missingReceivers, ids);
  const text = label(timeline, facts, time);
  if (from === undefined || reported.length + missed.length === 0) {
    const end = from ?? reported[0] ?? missed[0];
    return [note(end === undefined ? all : [end], `${text} · ${facts.from} → ${facts.to}`)];
  }
  const line = event.status === 'missing' ? 'missing' : isFirst(timeline, event) ? 'solid' : 'dashed';
  const again = label(timeline, facts, SAME_MOMENT);
  return [
    ...reported.map(
      (to, index): SequenceArrow => ({ kind: 'arrow', from, to, line, text: index === 0 ? text : again }),
    ),
    ...missed.map(
      (to): SequenceArrow => ({ kind: 'arrow', from, to, line: 'missing', text: `not notified: ${event.message}` }),
    ),
  ];
}

/** The message; its protocol if that is not the first one, for a dashed line alone does not name it; the time. */
function label(timeline: Timeline, { event, message, protocol, verdict }: EventFacts, time: string): string {
  const name = event.status === 'missing' ? `missing: ${message}` : verdict.faulty ? `✗ ${message}` : message;
  return [
    name,
    ...(isFirst(timeline, event) ? [] : [event.protocol === null ? 'protocol unknown' : protocol]),
    ...(time === '' ? [] : [time]),
  ].join(' · ');
}

/** The protocols that the lines of the arrows mean; empty if no message has one. */
function lineStyles({ protocols, events }: Timeline): string[] {
  const used = new Set(events.map(({ protocol }) => protocol));
  const [first, ...others] = protocols.map(({ name, title }) => (used.has(name) ? [title ?? name] : []));
  const styles = [
    ...(first ?? []).map((title) => `solid: ${title}`),
    ...(others.some((titles) => titles.length > 0) ? [`dashed: ${others.flat().join(', ')}`] : []),
  ];
  return styles.length === 0 ? [] : [styles.join(' · ')];
}

function isFirst(timeline: Timeline, event: TimelineEvent): boolean {
  return event.protocol !== null && event.protocol === timeline.protocols[0]?.name;
}

/** Notes on what is wrong with an event, each finding once. */
function problemNotes(
  timeline: Timeline,
  { event, verdict }: EventFacts,
  ids: ReadonlyMap<string, string>,
  all: SequenceNote['over'],
  reported: Set<number>,
): SequenceNote[] {
  if (!verdict.faulty) return [];
  const texts = event.findings.length === 0 ? [`${verdict.text}.`] : fresh(timeline, event.findings, reported);
  const [first, second] = laneIds([event.sender ?? '', ...event.receivers], ids);
  return texts.map((text) => note(first === undefined ? all : span(first, second), text));
}

/** Problems without a note so far; information is left for the end. */
function fresh(timeline: Timeline, findings: readonly number[], reported: Set<number>): string[] {
  return findings.flatMap((index) => {
    const finding = timeline.findings[index];
    if (finding === undefined || reported.has(index) || !isProblem(finding)) return [];
    reported.add(index);
    return [`${finding.severity}: ${plainFindingText(finding.message)}`];
  });
}

function note(over: SequenceNote['over'], text: string): SequenceNote {
  return { kind: 'note', over, text };
}

function span(first: string, second: string | undefined): SequenceNote['over'] {
  return second === undefined || second === first ? [first] : [first, second];
}

function laneIds(names: readonly string[], ids: ReadonlyMap<string, string>): string[] {
  return names.flatMap((name) => ids.get(name) ?? []);
}
