import type { EventTime } from '../text/event-times.js';
import { PLANNED, RECORDED, type TimeCell, type TimeCells, timeCells, timeColumns } from '../text/time-columns.js';
import type { Timeline, TimelineEvent } from '../types/timeline.js';
import type { Box, TextLine, TimeHead } from './box.js';
import type { EventBox } from './event-boxes.js';
import type { Form } from './form.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';

/** How wide the time columns of a picture are. */
export interface TimesWidths {
  /**
   * The width of all columns together, which are next to each other in the diagram, and one below the other in the
   * list.
   */
  readonly diagram: number;
  readonly list: number;
  /** From where times begin to the second column of the diagram; null if there is one. */
  readonly recordedX: number | null;
}

/** The widths that the columns need for all times, and for their heads. */
export function timesWidths(timeline: Timeline, times: readonly EventTime[], measure: TextMeasure): TimesWidths {
  const isTwo = timeColumns(timeline) !== 'times';
  const head = (text: string): number => (isTwo ? measure.width(text, m.SMALL_TEXT) : 0);
  let first = Math.max(measure.width('next', m.SMALL_TEXT), head(PLANNED));
  let second = head(RECORDED);
  for (const [index, event] of timeline.events.entries()) {
    const cells = timeCells(timeline, event, times[index]);
    first = Math.max(first, strides(cellWidth(cells.time, isTwo ? null : cells.deviates, measure)));
    if (cells.recorded !== null) second = Math.max(second, strides(recordedWidth(cells, measure)));
  }
  const [one, two] = [Math.ceil(first), Math.ceil(second)];
  if (!isTwo) return { diagram: one, list: one, recordedX: null };
  return { diagram: one + m.TIMES_GAP + two, list: Math.max(one, two), recordedX: one + m.TIMES_GAP };
}

/** The width of the times of one row of a diagram; with two columns the same for all. */
export function rowTimesWidth(
  timeline: Timeline,
  event: TimelineEvent,
  time: EventTime | undefined,
  { diagram, recordedX }: TimesWidths,
  measure: TextMeasure,
): number {
  if (recordedX !== null) return diagram;
  const cells = timeCells(timeline, event, time);
  return strides(cellWidth(cells.time, cells.deviates, measure));
}

/** Rounds up in steps, so that lanes rarely move while the user edits. */
function strides(width: number): number {
  return Math.ceil(width / m.TIMES_STRIDE) * m.TIMES_STRIDE;
}

function recordedWidth({ recorded, deviates }: TimeCells, measure: TextMeasure): number {
  return recorded === null ? 0 : cellWidth(recorded, deviates, measure);
}

function cellWidth({ text, missing }: TimeCell, deviates: TimeCells['deviates'], measure: TextMeasure): number {
  const icon = deviates === null ? 0 : m.ICON + m.ICON_GAP;
  return icon + measure.width(text, missing || deviates !== null ? m.SMALL_BOLD_TEXT : m.SMALL_TEXT);
}

/** The times of an event's row. */
export type TimeBoxes = Pick<EventBox, 'time' | 'timeTitle' | 'recorded' | 'timeMark'>;

/**
 * Places the times of a row.
 * @param x where the first column begins
 * @param y of the row's arrow
 */
export function layOutTimes(
  cells: TimeCells,
  { kind, recordedX }: Form,
  { x, y }: { readonly x: number; readonly y: number },
  measure: TextMeasure,
): TimeBoxes {
  const { time, recorded, deviates } = cells;
  const baseline = y + 4;
  const place = (cell: TimeCell, at: { readonly x: number; readonly y: number }, isMarked: boolean): TextLine => ({
    x: at.x + (isMarked ? m.ICON + m.ICON_GAP : 0),
    y: at.y,
    text: cell.text,
    width: Math.ceil(measure.width(cell.text, cell.missing || isMarked ? m.SMALL_BOLD_TEXT : m.SMALL_TEXT)),
  });
  const mark = (at: { readonly x: number; readonly y: number }): EventBox['timeMark'] =>
    deviates === null ? null : { severity: deviates, box: iconAt(at) };
  if (recorded === null || recordedX === null) {
    const at = { x, y: baseline };
    return { time: place(time, at, deviates !== null), timeTitle: time.title, recorded: null, timeMark: mark(at) };
  }
  const at = kind === 'list' ? { x, y: baseline + m.TIMES_LINE } : { x: x + recordedX, y: baseline };
  return {
    time: place(time, { x, y: baseline }, false),
    timeTitle: time.title,
    recorded: { ...place(recorded, at, deviates !== null), title: recorded.title },
    timeMark: mark(at),
  };
}

function iconAt({ x, y }: { readonly x: number; readonly y: number }): Box {
  return { x, y: y - 11, width: m.ICON, height: m.ICON };
}

/** The heads of two time columns, in the head of the picture; none if there is one. */
export function layOutTimeHeads(form: Form, headerHeight: number, measure: TextMeasure): TimeHead[] {
  const { recordedX, timesX, kind } = form;
  if (recordedX === null) return [];
  const last = headerHeight - 5;
  const head = (text: string, x: number, y: number): TimeHead => ({
    x,
    y,
    text,
    width: Math.ceil(measure.width(text, m.SMALL_TEXT)),
  });
  const isList = kind === 'list';
  return [head(PLANNED, timesX, isList ? last - m.TIMES_LINE : last), head(RECORDED, timesX + recordedX, last)];
}
