import { eventSentences } from '../text/event-sentence.js';
import type { EventTime } from '../text/event-times.js';
import { eventVerdict } from '../text/event-verdict.js';
import { type FixLabel, fixLabel } from '../text/fix-label.js';
import { isOfTime, timeCells, withoutTimeDeviation } from '../text/time-columns.js';
import { isProblem } from '../types/problems.js';
import type { Timeline, TimelineEvent, TimelineFinding } from '../types/timeline.js';
import { type Arrow, layOutArrow } from './arrow.js';
import type { Box } from './box.js';
import type { Brackets } from './brackets.js';
import type { EventBox, FixBox, LabelBox, NoteBox, StateNameBox } from './event-boxes.js';
import { type EventFilter, isShown } from './event-filter.js';
import { findingToFix, fixButtonWidth, layOutFixButton } from './fix-button.js';
import type { Form } from './form.js';
import { layOutLabel } from './label.js';
import type { LifeSpans } from './life-spans.js';
import { layOutListRow } from './list-row.js';
import * as m from './measures.js';
import { layOutEventNote } from './note.js';
import { layOutStateNames, type StateNamePlace } from './state-names.js';
import type { TextMeasure } from './text-metrics.js';
import { layOutTimes, type TimeBoxes } from './time-cells.js';
import type { TimeScale } from './time-scale.js';

/** The scene that the bands of a picture share. */
export interface EventScene {
  readonly timeline: Timeline;
  readonly measure: TextMeasure;
  readonly form: Form;
  /** The hidden participants and protocols. */
  readonly filter: EventFilter;
  /** The participants and protocols that are drawn faintly. */
  readonly dimmed: EventFilter;
  /** Whether the picture is interactive and has buttons. */
  readonly buttons: boolean;
  /** Whether the point of each finding is below its message. */
  readonly notes: boolean;
  readonly laneX: ReadonlyMap<string, number>;
  readonly spans: LifeSpans;
  readonly times: readonly EventTime[];
  /** Null if distances show the order alone. */
  readonly scale: TimeScale | null;
  readonly brackets: Brackets;
  readonly protocolIndex: ReadonlyMap<string, number>;
}

/** The part of the scene that the events of one band share. */
export interface EventPlace {
  /** How far the band is drawn in. */
  readonly indent: number;
  /** Findings that an earlier event of the band has shown: each is explained once. */
  readonly explained: Set<number>;
}

/** An event with what both forms of its row need. */
export interface EventParts {
  readonly event: TimelineEvent;
  readonly arrow: Arrow;
  /** Findings to explain. */
  readonly findings: readonly TimelineFinding[];
  readonly word: FixLabel | null;
  readonly barXs: ReadonlySet<number>;
  readonly top: number;
}

/** The parts that differ between the forms. */
export interface EventWords {
  readonly label: LabelBox;
  readonly note: NoteBox | null;
  readonly fix: FixBox | null;
  readonly states: readonly StateNameBox[];
  readonly height: number;
}

/**
 * The row of one event.
 * @param index the event's index in the timeline
 * @param top the row's top in the band
 */
export function layOutEvent(
  scene: EventScene,
  index: number,
  event: TimelineEvent,
  top: number,
  place: EventPlace,
): EventBox {
  const { timeline, measure, form } = scene;
  const list = form.kind === 'list';
  const y = top + (list ? m.LIST_ARROW_Y : m.ARROW_Y);
  const { severity } = eventVerdict(timeline, withoutTimeDeviation(timeline, event));
  const fixed = scene.buttons ? findingToFix(timeline, event) : null;
  const clearance = (name: string): number => (scene.spans.covers(name, index) ? m.BAR_WIDTH / 2 : 0.5);
  const area = { left: timesEnd(scene, place.indent), right: list ? form.wordsX : form.width - m.PADDING };
  const arrow = layOutArrow(event, { laneX: scene.laneX, ...area, clearance }, y);
  const time = scene.times[index] ?? { delayMs: null, text: '', title: '', due: null };
  const isDueShown = !list && time.due !== null;
  const parts: EventParts = {
    event,
    arrow,
    findings: findingsToExplain(timeline, event, place.explained).filter(
      // The columns say what a time is and had to be.
      ({ code }) => !isDueShown || timeline.recording === undefined || !isOfTime(code),
    ),
    word: fixed === null ? null : fixLabel(fixed),
    barXs: barXsAt(scene, index),
    top,
  };
  const timesAt = { x: form.timesX + (list ? 0 : place.indent), y };
  const times = layOutTimes(timeCells(timeline, event, time), form, timesAt, measure);
  const words = list ? layOutListRow(scene, parts, index) : layOutDiagramRow(scene, parts, index, timesBox(times, y));
  return {
    id: event.id,
    status: event.status,
    dimmed: !isShown(event, scene.dimmed),
    severity,
    protocol: event.protocol === null ? -1 : (scene.protocolIndex.get(event.protocol) ?? -1),
    row: { x: 0, y: top, width: form.width, height: words.height },
    y,
    ...times,
    unrecorded: event.frequency?.times === 0,
    lines: arrow.lines,
    heads: arrow.heads,
    origin: arrow.origin,
    lost: arrow.lost,
    label: words.label,
    inferred: event.row !== null && timeline.rows[event.row]?.ground?.kind === 'inferred',
    note: words.note,
    states: words.states,
    fix: words.fix,
    summary: eventSentences(timeline, event, time).join('\n'),
  };
}

/** The space that the times of a row take. */
function timesBox({ time, recorded }: TimeBoxes, y: number): Box {
  const right = recorded === null || recorded.text === '' ? time.x + time.width : recorded.x + recorded.width;
  return { x: time.x, y: y - 8, width: right - time.x, height: 14 };
}

/** Where the times of a band end. */
export function timesEnd({ form }: Pick<EventScene, 'form'>, indent: number): number {
  return form.timesX + indent + form.timesWidth + m.DETAILS_GAP;
}

/** A missing message says all by its arrow; information waits in tooltips and details. */
function findingsToExplain(timeline: Timeline, event: TimelineEvent, explained: Set<number>): TimelineFinding[] {
  const fresh = event.findings.filter((index) => !explained.has(index));
  for (const index of fresh) explained.add(index);
  return fresh.flatMap((index) => {
    const finding = timeline.findings[index];
    const isSaid = event.status === 'missing' && finding?.code === 'missing-message';
    return finding === undefined || isSaid || !isProblem(finding) ? [] : [finding];
  });
}

/** Middles of the lanes that bear a bar where an event's row is. */
export function barXsAt({ timeline, spans, laneX }: EventScene, index: number): ReadonlySet<number> {
  const names = timeline.participants.filter(({ name }) => spans.covers(name, index)).map(({ name }) => name);
  return new Set(names.flatMap((name) => laneX.get(name) ?? []));
}

function layOutDiagramRow(scene: EventScene, parts: EventParts, index: number, times: Box): EventWords {
  const { timeline, measure, form, laneX } = scene;
  const { event, arrow, top, word, barXs } = parts;
  const laneXs = [...laneX.values()];
  const left = times.x + times.width + m.CLEAR;
  const loop = arrow.loop ? m.SELF_HEIGHT : 0;
  const button = word === null ? 0 : fixButtonWidth(word, measure) + m.CLEAR;
  const label = layOutLabel(
    timeline,
    event,
    arrow,
    { y: top + m.LABEL_Y, laneXs, barXs, left, right: form.right - button },
    measure,
  );
  const { text } = label;
  const note = layOutEventNote(
    scene.notes ? parts.findings : [],
    {
      x: text.x,
      y: top + m.NOTE_Y + loop,
      middle: text.x + text.width / 2,
      intervals: form.intervals,
      button,
      right: form.right,
    },
    measure,
  );
  const y = top + m.ARROW_Y;
  const fix = word === null ? null : layOutFixButton(word, form.right, y - m.BUTTON_HEIGHT / 2, measure);
  const noteHeight = note === null ? 0 : note.box.height;
  const usedBoxes = [label.box, times, ...(note === null ? [] : [note.box]), ...(fix === null ? [] : [fix.box])];
  const place: StateNamePlace = {
    laneX,
    left,
    right: form.right,
    taken: usedBoxes,
    barXs,
    arrow: { left: arrow.left, right: arrow.right, y },
  };
  const states = layOutStateNames(scene.spans.begunBy(index), place, y, measure);
  const deepest = states.reduce((bottom, { box }) => Math.max(bottom, box.y + box.height + 4), 0);
  return { label, note, fix, states, height: Math.max(m.ROW_HEIGHT + loop + noteHeight, deepest - top) };
}
