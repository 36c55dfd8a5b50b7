import { eventSentences } from '../text/event-sentence.js';
import type { EventTime } from '../text/event-times.js';
import { type EventVerdict, eventVerdict } from '../text/event-verdict.js';
import { type FixWord, fixWord } from '../text/fix-word.js';
import type { Timeline, TimelineEvent } from '../types/timeline.js';
import { type Arrow, layOutArrow } from './arrow.js';
import type { EventBox, FixBox, LabelBox, NoteBox } from './boxes.js';
import type { Brackets } from './brackets.js';
import { type EventFilter, isShown } from './event-filter.js';
import { findingToMend, fixButtonWidth, layOutFixButton } from './fix-button.js';
import { freePlace } from './free-place.js';
import type { GutterColumns } from './gutter.js';
import { layOutLabel, wishedLabel } from './label.js';
import type { LifeSpans } from './life-spans.js';
import * as m from './measures.js';
import { layOutNote, noteWidth, roomsForNote } from './note.js';
import { layOutChanges } from './state-changes.js';
import type { TextMeasure } from './text-metrics.js';
import type { TimeScale } from './time-scale.js';

/** What the events of a picture have in common. */
export interface EventScene extends GutterColumns {
  readonly timeline: Timeline;
  readonly measure: TextMeasure;
  /** What is left out. */
  readonly filter: EventFilter;
  /** What is drawn faintly. */
  readonly dimmed: EventFilter;
  /** Whether people can press buttons in the picture. */
  readonly buttons: boolean;
  /** The lines that a note may take, and the room that one under an arrow moves left to have. */
  readonly noteLines: number;
  /** The same for what is no problem. */
  readonly remarkLines: number;
  readonly noteWidth: number;
  readonly laneX: ReadonlyMap<string, number>;
  readonly laneXs: readonly number[];
  /** What can be seen at once; the picture may be wider. */
  readonly viewWidth: number;
  readonly width: number;
  /** Whether lanes scroll away under what stands left of them: then nothing else may stand there. */
  readonly columnStays: boolean;
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

/** What the events of one band have in common. */
export interface EventPlace {
  /** Middles of the bars and brackets that no note is written over. */
  readonly obstacles: readonly number[];
  /** Findings that an event before has shown already: one mistake is explained once. */
  readonly told: Set<number>;
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
  const { timeline, measure } = scene;
  const y = top + m.ARROW_Y;
  const area = { left: scene.gutter, right: scene.width - m.PADDING };
  const clearance = (name: string): number => (scene.spans.covers(name, index) ? m.BAR_WIDTH / 2 : 0);
  const verdict = eventVerdict(timeline, event);
  const { severity, faulty } = verdict;
  const mended = scene.buttons ? findingToMend(timeline, event) : null;
  const word = mended === null ? null : fixWord(mended);
  const labelText = wishedLabel(event, { faulty, told: severity !== null }, measure);
  const arrow = layOutArrow(event, { laneX: scene.laneX, ...area, clearance, labelWidth: labelText.width }, y);
  const label = layOutLabel(labelText, event.details, arrow, { ...area, laneXs: scene.laneXs }, measure);
  const room = { right: seenRight(scene), obstacles: place.obstacles };
  const beside = word === null ? null : besideArrow(word, arrow, label, room, measure);
  const drawn = { arrow, label, beside, word };
  // What is only information waits in the tooltip and in the list of findings.
  const noteWithFix = faulty ? layOutEventNote(scene, event, verdict, drawn, place) : null;
  const note = noteWithFix === null ? null : { ...noteWithFix, fix: null };
  const fix =
    beside ??
    noteWithFix?.fix ??
    (word === null ? null : layOutFixButton(word, area.left, y - m.BUTTON_RAISE, measure));
  const left = scene.headInColumn ? scene.headsRight + 4 : scene.left + m.EDGE_WIDTH;
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
      x: left,
      y: top + m.ROW_FRAME,
      width: scene.right - left,
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
        taken: [
          ...(note === null ? [] : [note.box]),
          ...(fix === null ? [] : [fix.box]),
          ...(arrow.loop ? [label.box] : []),
        ],
      },
      measure,
    ),
    fix,
    told: eventSentences(timeline, event, time.delayMs).join('\n'),
  };
}

/** In a picture that scrolls sideways, notes and buttons stay in sight: they end here. */
function seenRight({ viewWidth }: EventScene): number {
  return viewWidth - m.PADDING;
}

/** The button right of the arrow's last lane, over no arrow, lane and label; null where there is no room for it. */
function besideArrow(
  word: FixWord,
  arrow: Arrow,
  { box }: LabelBox,
  { right, obstacles }: { readonly right: number; readonly obstacles: readonly number[] },
  measure: TextMeasure,
): FixBox | null {
  const middle = arrow.loop ? box.y + box.height / 2 : arrow.y - m.BUTTON_RAISE;
  const wished = Math.max(arrow.right + m.BAR_WIDTH / 2 + m.BUTTON_BESIDE, box.x + box.width + m.BUTTON_GAP);
  const x = freePlace(wished, fixButtonWidth(word, measure), right, obstacles);
  return x === null ? null : layOutFixButton(word, x, middle, measure);
}

/** What a note has to find its place beside. */
interface DrawnEvent {
  readonly arrow: Arrow;
  readonly label: LabelBox;
  /** The button beside the arrow; null where it has none there. */
  readonly beside: FixBox | null;
  /** What the button says; null for an event without. */
  readonly word: FixWord | null;
}

/** The reason beside the arrow where one line of it fits, else under it. */
function layOutEventNote(
  scene: EventScene,
  event: TimelineEvent,
  verdict: EventVerdict,
  { arrow, label, beside: fix, word }: DrawnEvent,
  { obstacles, told }: EventPlace,
): NoteBox | null {
  const { timeline, measure } = scene;
  const fresh = event.findings.filter((finding) => !told.has(finding));
  for (const finding of fresh) told.add(finding);
  const messages = fresh.flatMap((finding) => timeline.findings[finding]?.message ?? []);
  if (messages.length === 0 && event.findings.length > 0) return null;
  const text = messages.length === 0 ? `${verdict.text}.` : messages.join(' ');
  const severity = verdict.severity ?? 'error';
  const right = seenRight(scene);
  const lineY = label.box.y + label.box.height + m.LABEL_RAISE;
  const ends = [arrow.right, label.box.x + label.box.width, ...(fix === null ? [] : [fix.box.x + fix.box.width])];
  const beside = Math.max(...ends) + m.NOTE_GAP;
  const width = noteWidth(text, measure);
  const button = word === null || fix !== null ? {} : { button: word };
  if (
    !arrow.loop &&
    right - beside >= width &&
    (word === null || fix !== null) &&
    !obstacles.some((x) => x > beside - m.OBSTACLE)
  ) {
    return layOutNote(text, severity, { x: beside, y: lineY - 8, right, lines: 1 }, measure);
  }
  const y = arrow.loop ? label.box.y + label.box.height + 8 : lineY + 8;
  const wished = Math.min(width + m.PADDING, scene.noteWidth);
  const area = { left: scene.gutter, right, obstacles };
  let note: NoteBox | null = null;
  for (const room of roomsForNote(arrow.left + m.NOTE_GAP, wished, area)) {
    const next = layOutNote(text, severity, { ...room, y, lines: scene.noteLines, ...button }, measure);
    if (note === null || next.lines.length < note.lines.length) note = next;
    if (note.lines.length <= m.NOTE_FEW_LINES) break;
  }
  return note;
}
