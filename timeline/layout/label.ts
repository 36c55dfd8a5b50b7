import type { TimelineEvent } from '../types/timeline.js';
import type { Arrow } from './arrow.js';
import type { LabelBox } from './boxes.js';
import * as m from './measures.js';
import type { TextMeasure, TextStyle } from './text-metrics.js';

/** What a label would say if it had all the room. */
export interface WishedLabel {
  readonly text: string;
  readonly style: TextStyle;
  /** Pixels before the text: its icon, where something is wrong. */
  readonly indent: number;
  /** The whole label in pixels. */
  readonly width: number;
}

/** Where labels may stand. */
export interface LabelArea {
  readonly left: number;
  readonly right: number;
  readonly laneXs: readonly number[];
}

/** The label of an event in full; a faulty one is bold, and one of which something is told has an icon. */
export function wishedLabel(
  event: TimelineEvent,
  says: { readonly faulty: boolean; readonly told: boolean },
  measure: TextMeasure,
): WishedLabel {
  const style = says.faulty ? m.LABEL_STRONG_TEXT : m.LABEL_TEXT;
  const { message, toNobody } = event;
  const name = toNobody === undefined ? message : `${message} (${toNobody})`;
  const text = event.status === 'missing' ? `missing: ${message}` : name;
  const indent = m.LABEL_PADDING + (says.told ? m.ICON + 3 : 0);
  return { text, style, indent, width: Math.ceil(measure.width(text, style)) + indent + m.LABEL_PADDING };
}

/** Places a label over its arrow, or beside a loop; shortens it where the picture is too narrow for it. */
export function layOutLabel(
  wished: WishedLabel,
  attributes: string | null,
  arrow: Arrow,
  area: LabelArea,
  measure: TextMeasure,
): LabelBox {
  const room = arrow.loop ? loopRoom(arrow, area) : area.right - area.left;
  const text = measure.shorten(wished.text, wished.style, room - wished.indent - m.LABEL_PADDING);
  const textWidth = Math.ceil(measure.width(text, wished.style));
  const ownWidth = textWidth + wished.indent + m.LABEL_PADDING;
  const span = arrow.loop ? room : Math.min(room, arrow.right - arrow.left - 24);
  const details = text === wished.text ? fittingDetails(attributes, span - ownWidth, measure) : null;
  const width = ownWidth + (details?.width ?? 0);
  const x = Math.round(labelX(arrow, width, area));
  const y = arrow.loop ? arrow.y + m.SELF_HEIGHT / 2 - m.LABEL_HEIGHT / 2 : arrow.y - m.LABEL_RAISE - m.LABEL_HEIGHT;
  const baseline = y + 13;
  const icon = { x: x + m.LABEL_PADDING - 1, y: y + 1.5, width: m.ICON, height: m.ICON };
  return {
    box: { x, y, width, height: m.LABEL_HEIGHT },
    icon: wished.indent > m.LABEL_PADDING ? icon : null,
    text: { x: x + wished.indent, y: baseline, text },
    details: details?.text ?? null,
  };
}

/** The attributes, where they fit over the arrow; the tooltip has them anyway. */
function fittingDetails(
  attributes: string | null,
  room: number,
  measure: TextMeasure,
): { readonly text: string; readonly width: number } | null {
  if (attributes === null) return null;
  const text = ` (${attributes})`;
  const width = Math.ceil(measure.width(text, m.SMALL_TEXT)) + 4;
  return width <= room ? { text, width } : null;
}

function loopRoom(arrow: Arrow, area: LabelArea): number {
  return arrow.direction === 1 ? area.right - arrow.right - 6 : arrow.left - 6 - area.left;
}

/** Over the gap between two lanes that is nearest to the sender and wide enough, else over the middle of the arrow. */
function labelX(arrow: Arrow, width: number, area: LabelArea): number {
  if (arrow.loop) return arrow.direction === 1 ? arrow.right + 6 : arrow.left - 6 - width;
  const stops = [arrow.left, ...area.laneXs.filter((x) => x > arrow.left && x < arrow.right), arrow.right];
  const gaps = stops.slice(1).map((right, index) => ({ left: stops[index] ?? arrow.left, right }));
  let span: { readonly left: number; readonly right: number } = arrow;
  let nearest = Number.POSITIVE_INFINITY;
  for (const gap of gaps) {
    const distance = Math.abs((gap.left + gap.right) / 2 - arrow.start);
    if (gap.right - gap.left < width + m.BAR_WIDTH + 4 || distance >= nearest) continue;
    span = gap;
    nearest = distance;
  }
  const centred = (span.left + span.right) / 2 - width / 2;
  return Math.max(area.left, Math.min(area.right - width, centred));
}
