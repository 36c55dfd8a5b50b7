import { eventVerdict } from '../text/event-verdict.js';
import { messageText } from '../text/message-text.js';
import { withoutTimeDeviation } from '../text/time-columns.js';
import type { Timeline, TimelineEvent } from '../types/timeline.js';
import type { Arrow } from './arrow.js';
import type { LabelBox } from './event-boxes.js';
import * as m from './measures.js';
import type { TextMeasure, TextStyle } from './text-metrics.js';

/** The texts of a label, and their style. */
interface LabelWords {
  readonly text: string;
  readonly style: TextStyle;
  /** Pixels before the text: its icon, if there is a finding. */
  readonly indent: number;
}

function labelWords(timeline: Timeline, event: TimelineEvent): LabelWords {
  const { severity, faulty } = eventVerdict(timeline, withoutTimeDeviation(timeline, event));
  return {
    text: messageText(event),
    style: faulty ? m.LABEL_STRONG_TEXT : m.LABEL_TEXT,
    indent: severity === null ? 0 : m.ICON + m.ICON_GAP,
  };
}

/** Lines that a name of the list form may take before it is shortened. */
const MAX_LIST_LINES = 3;

/** Whether no word of a label has to be broken or cut to fit between two places of the list form. */
export function labelFits(
  timeline: Timeline,
  event: TimelineEvent,
  room: number,
  lines: number,
  measure: TextMeasure,
): boolean {
  const { text, style, indent } = labelWords(timeline, event);
  const max = room - indent;
  if (measure.widestPart(text, style) > max) return false;
  return measure.wrap(text, style, max, lines + 1).length <= lines;
}

/** The width of the widest part of a label that stays on one line of the list form, with its icon. */
export function labelPartWidth(timeline: Timeline, event: TimelineEvent, measure: TextMeasure): number {
  const { text, style, indent } = labelWords(timeline, event);
  return Math.ceil(measure.widestPart(text, style)) + indent;
}

/** The width of a label without attributes. */
export function labelWidth(timeline: Timeline, event: TimelineEvent, measure: TextMeasure): number {
  const { text, style, indent } = labelWords(timeline, event);
  return Math.ceil(measure.width(text, style)) + indent;
}

/** The space between two neighboring lanes, in which a label can be. */
interface LabelGap {
  readonly left: number;
  readonly right: number;
}

/** Where the label of an arrow may be. */
export interface LabelPlace {
  /** Baseline. */
  readonly y: number;
  readonly laneXs: readonly number[];
  /** Lanes that bear a bar at the arrow. */
  readonly barXs: ReadonlySet<number>;
  readonly left: number;
  readonly right: number;
}

/**
 * Places a label over its arrow: in the gap next to the sender if it fits there, otherwise in the next gap in which it
 * fits, else in the widest.
 */
export function layOutLabel(
  timeline: Timeline,
  event: TimelineEvent,
  arrow: Arrow,
  place: LabelPlace,
  measure: TextMeasure,
): LabelBox {
  const words = labelWords(timeline, event);
  const wished = Math.ceil(measure.width(words.text, words.style)) + words.indent;
  const { gap, isLong } = chooseGap(wished, arrow, place);
  const room = gap.right - gap.left;
  const spare = isLong ? 2 * m.LABEL_SPARE : 0;
  const text = measure.shorten(words.text, words.style, room - words.indent);
  const width = Math.ceil(measure.width(text, words.style));
  const details = text === words.text ? fittingDetails(event.details, room - wished - spare, measure) : null;
  const all = words.indent + width + (details === null ? 0 : details.width + m.DETAILS_GAP);
  const middle = (gap.left + gap.right) / 2 - all / 2;
  const x = Math.round(arrow.loop ? (arrow.direction === 1 ? gap.left : gap.right - all) : middle);
  return labelAt(x, place.y, { ...words, text, width, details });
}

/** A label that begins at a place, as in the list form. */
export function layOutListLabel(
  timeline: Timeline,
  event: TimelineEvent,
  place: { readonly x: number; readonly y: number; readonly right: number },
  measure: TextMeasure,
): LabelBox {
  const words = labelWords(timeline, event);
  const room = place.right - place.x - words.indent;
  const [text = '', ...rest] = measure.wrap(words.text, words.style, room, MAX_LIST_LINES);
  const width = Math.ceil(measure.width(text, words.style));
  const details =
    words.indent > 0 || text !== words.text
      ? null
      : fittingDetails(event.details, room - width - m.DETAILS_GAP, measure);
  const label = labelAt(place.x, place.y, { ...words, text, width, details });
  if (rest.length === 0) return label;
  const more = rest.map((line, index) => ({
    x: label.text.x,
    y: place.y + (index + 1) * m.NOTE_LINE,
    text: line,
    width: Math.ceil(measure.width(line, words.style)),
  }));
  const wide = Math.max(label.box.width, ...more.map((line) => line.width + words.indent + 4));
  const height = label.box.height + more.length * m.NOTE_LINE;
  return { ...label, more, box: { ...label.box, width: wide, height } };
}

interface SetLabel extends LabelWords {
  readonly width: number;
  readonly details: { readonly text: string; readonly width: number } | null;
}

function labelAt(x: number, y: number, { text, indent, width, details }: SetLabel): LabelBox {
  const end = x + indent + width;
  const all = details === null ? end : end + m.DETAILS_GAP + details.width;
  return {
    box: { x: x - 2, y: y - 12, width: all - x + 4, height: 16 },
    icon: indent === 0 ? null : { x, y: y - 11, width: m.ICON, height: m.ICON },
    text: { x: x + indent, y, text, width },
    more: [],
    details: details === null ? null : { ...details, x: end + m.DETAILS_GAP, y },
  };
}

/** The attributes if all fit, otherwise `(…)`, otherwise nothing: the tooltip has them anyway. */
function fittingDetails(
  attributes: string | null,
  room: number,
  measure: TextMeasure,
): { readonly text: string; readonly width: number } | null {
  if (attributes === null) return null;
  for (const text of [attributes, '(…)']) {
    const width = Math.ceil(measure.width(text, m.SMALL_TEXT));
    if (width + m.DETAILS_GAP <= room) return { text, width };
  }
  return null;
}

function chooseGap(
  width: number,
  arrow: Arrow,
  place: LabelPlace,
): { readonly gap: LabelGap; readonly isLong: boolean } {
  const { laneXs, barXs } = place;
  const side = (x: number): number => (barXs.has(x) ? m.BAR_WIDTH / 2 : 0) + m.LABEL_SIDE - 1;
  if (arrow.loop) return { gap: openGap(arrow.start, arrow.direction, place, side), isLong: false };
  if (arrow.lost.length === 2) {
    const { left } = openGap(arrow.start, -1, place, side);
    return { gap: { left, right: openGap(arrow.start, 1, place, side).right }, isLong: false };
  }
  if (arrow.lines.length > 0 && isOpen(arrow)) {
    const sides = ([1, -1] as const).map((direction) => openGap(arrow.start, direction, place, side));
    const [right = { left: 0, right: 0 }, left = right] = sides;
    const fits = right.right - right.left >= Math.min(width, left.right - left.left);
    return { gap: fits ? right : left, isLong: false };
  }
  const stops = [arrow.left, ...laneXs.filter((x) => x > arrow.left && x < arrow.right), arrow.right];
  const gaps = stops
    .slice(1)
    .map(
      (right, index): LabelGap => ({ left: (stops[index] ?? 0) + side(stops[index] ?? 0), right: right - side(right) }),
    );
  const isLong = gaps.length > 1;
  // From the sender on, in the direction in which most of the arrow goes.
  const distance = ({ left, right }: LabelGap): number => Math.abs((left + right) / 2 - arrow.start);
  const ahead = ({ left, right }: LabelGap): boolean => ((left + right) / 2 - arrow.start) * arrow.direction > 0;
  const nearest = [...gaps].sort((a, b) => Number(ahead(b)) - Number(ahead(a)) || distance(a) - distance(b));
  const wanted = width + (isLong ? 2 * m.LABEL_SPARE : 0);
  const room = ({ left, right }: LabelGap): number => right - left;
  const fitting = nearest.find((gap) => room(gap) >= wanted);
  const [first = { left: arrow.left, right: arrow.right }, ...rest] = nearest;
  return { gap: fitting ?? rest.reduce((best, gap) => (room(gap) > room(best) ? gap : best), first), isLong };
}

/** Whether an end of the arrow is at no lane: its receiver or sender is not known, or no one is there to receive it. */
function isOpen({ lost, heads }: Arrow): boolean {
  return lost.length > 0 || heads.length === 0;
}

/** Next to the lane of a loop, or over an arrow whose other end is not known. */
function openGap(
  start: number,
  direction: 1 | -1,
  { laneXs, left, right }: LabelPlace,
  side: (x: number) => number,
): LabelGap {
  if (direction === 1) {
    const next = laneXs.find((x) => x > start + 1);
    return { left: start + side(start), right: next === undefined ? right : next - side(next) };
  }
  const before = laneXs.findLast((x) => x < start - 1);
  return { left: before === undefined ? left : before + side(before), right: start - side(start) };
}
