import type { LifeSpans } from '../life-cycle/life-spans.js';
import type { Timeline, TimelineEvent } from '../types/timeline.js';
import { eventSentence, protocolTitle } from '../wording/event-sentence.js';
import type { EventTime } from '../wording/event-times.js';
import { type EventVerdict, eventVerdict } from '../wording/event-verdict.js';
import { type Arrow, layOutArrow } from './arrow.js';
import type { EventBox, LabelBox, NoteBox } from './boxes.js';
import type { Brackets } from './brackets.js';
import { type EventFilter, isShown } from './event-filter.js';
import { findingToMend, fixButtonWidth, fixWord, layOutFixButton } from './fix-button.js';
import { layOutLabel, wishedLabel } from './label.js';
import * as m from './measures.js';
import { layOutNote, noteWidth } from './note.js';
import { layOutChanges } from './state-changes.js';
import type { TextMeasure } from './text-metrics.js';
import type { TimeScale } from './time-scale.js';

/** What the events of a picture have in common. */
export interface EventScene {
  readonly timeline: Timeline;
  readonly measure: TextMeasure;
  /** What is left out. */
  readonly filter: EventFilter;
  /** What is drawn faintly. */
  readonly dimmed: EventFilter;
  /** Whether people can press buttons in the picture. */
  readonly buttons: boolean;
  readonly laneX: ReadonlyMap<string, number>;
  readonly laneXs: readonly number[];
  readonly gutter: number;
  /** Where times end and the axis runs; the brackets' first column. */
  readonly timesRight: number;
  readonly axisX: number;
  readonly bracketX: number;
  /** What can be seen at once; the picture may be wider. */
  readonly viewWidth: number;
  readonly width: number;
  /** The edges of the band that is laid out. */
  readonly left: number;
  readonly right: number;
  readonly spans: LifeSpans;
  readonly times: readonly EventTime[];
  /** Null where distances tell the order alone. */
  readonly scale: TimeScale | null;
  readonly brackets: Brackets;
  readonly protocolIndex: ReadonlyMap<string, number>;
}

/**
 * The row of one event.
 * @param index the event's index in the timeline
 * @param top the row's top in the band
 * @param told findings that an event before it has shown already: one mistake is explained once
 */
export function layOutEvent(
  scene: EventScene,
  index: number,
  event: TimelineEvent,
  top: number,
  told: Set<number>,
): EventBox {
  const { timeline } = scene;
  const y = top + m.ARROW_Y;
  const area = { left: scene.gutter, right: scene.width - m.PADDING };
  const clearance = (name: string): number => (scene.spans.covers(name, index) ? m.BAR_WIDTH / 2 : 0);
  const verdict = eventVerdict(timeline, event);
  const { severity, faulty } = verdict;
  const word = scene.buttons && findingToMend(timeline, event) !== null ? fixWord(event) : null;
  const button = word === null ? 0 : fixButtonWidth(word, scene.measure);
  const labelText = wishedLabel(event, { faulty, told: severity !== null, button }, scene.measure);
  const arrow = layOutArrow(event, { laneX: scene.laneX, ...area, clearance, labelWidth: labelText.width }, y);
  const label = layOutLabel(labelText, event.details, arrow, { ...area, laneXs: scene.laneXs }, scene.measure);
  // What is only information waits in the tooltip and in the list of findings.
  const note = faulty ? layOutEventNote(scene, event, verdict, arrow, label, told) : null;
  const time = scene.times[index] ?? { delayMs: null, text: '', title: '' };
  const loop = arrow.loop ? m.SELF_HEIGHT : 0;
  const bottom = note === null ? 0 : note.box.y + note.box.height + 6;
  return {
    id: event.id,
    status: event.status,
    dimmed: !isShown(event, scene.dimmed),
    severity,
    protocol: event.protocol === null ? -1 : (scene.protocolIndex.get(event.protocol) ?? -1),
    row: {
      x: scene.left + m.EDGE_WIDTH,
      y: top,
      width: scene.right - scene.left - m.EDGE_WIDTH,
      height: Math.max(m.ROW_HEIGHT + loop, bottom - top),
    },
    y,
    time: { x: scene.timesRight, y: y + 4, text: time.text },
    timeTitle: time.title,
    lines: arrow.lines,
    heads: arrow.heads,
    origin: arrow.origin,
    lost: arrow.lost,
    label,
    note,
    changes: layOutChanges(
      scene.spans.begunBy(index),
      {
        ...area,
        laneX: scene.laneX,
        y,
        taken: [...(note === null ? [] : [note.box]), ...(arrow.loop ? [label.box] : [])],
      },
      scene.measure,
    ),
    fix: word === null ? null : layOutFixButton(word, label.box, scene.measure),
    tooltip: tooltip(timeline, event, time),
    sentence: eventSentence(timeline, event, time.delayMs),
  };
}

function tooltip(timeline: Timeline, event: TimelineEvent, time: EventTime): string {
  const details = event.details === null ? '' : `(${event.details})`;
  const protocol = event.protocol === null ? 'protocol not known' : `on ${protocolTitle(timeline, event.protocol)}`;
  const receivers = event.receivers.length === 0 ? '?' : event.receivers.join(', ');
  return [
    `${event.sender ?? '?'} → ${receivers}: ${event.message}${details}`,
    `${protocol} · ${time.title}`,
    ...event.findings.flatMap((finding) => timeline.findings[finding]?.message ?? []),
  ].join('\n');
}

/** The reason beside the arrow where one line of it fits, else under it. */
function layOutEventNote(
  scene: EventScene,
  event: TimelineEvent,
  verdict: EventVerdict,
  arrow: Arrow,
  label: LabelBox,
  told: Set<number>,
): NoteBox | null {
  const { timeline, measure } = scene;
  const fresh = event.findings.filter((finding) => !told.has(finding));
  for (const finding of fresh) told.add(finding);
  const messages = fresh.flatMap((finding) => timeline.findings[finding]?.message ?? []);
  if (messages.length === 0 && event.findings.length > 0) return null;
  const text = messages.length === 0 ? `${verdict.text}.` : messages.join(' ');
  const severity = verdict.severity ?? 'error';
  const right = scene.width - m.PADDING;
  const lineY = label.box.y + label.box.height + m.LABEL_RAISE;
  const beside = Math.max(arrow.right, label.box.x + label.box.width) + m.NOTE_GAP;
  const width = noteWidth(text, measure);
  if (!arrow.loop && right - beside >= width) {
    return layOutNote(text, severity, { x: beside, y: lineY - 8, room: right - beside, lines: 1 }, measure);
  }
  const y = arrow.loop ? label.box.y + label.box.height + 8 : lineY + 8;
  const wished = Math.min(width, m.NOTE_WISHED_WIDTH);
  // In a picture that scrolls sideways, a note stays in sight together with its arrow.
  const under = Math.min(right, Math.max(scene.viewWidth - m.PADDING, arrow.left + m.NOTE_WISHED_WIDTH / 2));
  const x = Math.max(scene.gutter, Math.min(arrow.left + m.NOTE_GAP, under - wished));
  return layOutNote(text, severity, { x, y, room: under - x, lines: m.NOTE_LINES }, measure);
}
