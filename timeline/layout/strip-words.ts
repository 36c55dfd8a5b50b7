import { guardText } from '../text/operand-text.js';
import { visitName } from '../text/visit-name.js';
import type { Timeline, TimelinePhase } from '../types/timeline.js';
import type { FramePlan, OperandMark } from './frame-plan.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';

/** A phase's title, and how wide it is on one line and on two. */
export interface StripTitle {
  readonly text: string;
  readonly oneLine: number;
  readonly twoLines: number;
}

/** The title of a phase's strip: its title, otherwise its name, and which of several visits it is. */
export function stripTitle(timeline: Timeline, phase: TimelinePhase, measure: TextMeasure): StripTitle {
  const text = visitName(timeline, phase, phase.title ?? phase.name);
  const oneLine = Math.ceil(measure.width(text, m.TITLE_TEXT));
  const twoLines = Math.ceil(balanced(text, measure)?.width ?? oneLine);
  return { text, oneLine, twoLines: Math.min(oneLine, twoLines) };
}

/**
 * A title on one line, otherwise on two of nearly one width, otherwise on as many as allowed, the last one shortened.
 */
export function wrapTitle(text: string, room: number, maxLines: number, measure: TextMeasure): string[] {
  if (measure.width(text, m.TITLE_TEXT) <= room) return [text];
  const two = balanced(text, measure);
  if (two !== null && two.width <= room) return [...two.lines];
  return measure.wrap(text, m.TITLE_TEXT, room, maxLines);
}

function balanced(
  text: string,
  measure: TextMeasure,
): { readonly width: number; readonly lines: readonly string[] } | null {
  const words = text.split(' ');
  let best: { readonly width: number; readonly lines: readonly string[] } | null = null;
  for (let index = 1; index < words.length; index++) {
    const lines = [words.slice(0, index).join(' '), words.slice(index).join(' ')];
    const width = Math.max(...lines.map((line) => measure.width(line, m.TITLE_TEXT)));
    if (best === null || width < best.width) best = { width, lines };
  }
  return best;
}

/** `alt` for the first of some alternatives, `else` for the others. */
export function alternativeTag({ index }: OperandMark): string {
  return index === 0 ? 'alt' : 'else';
}

function guardWidth(mark: OperandMark, title: string | null, measure: TextMeasure): number {
  const tag = measure.width(alternativeTag(mark), m.SMALL_BOLD_TEXT);
  return Math.ceil(tag + m.DETAILS_GAP + measure.width(guardText(mark.operand, title), m.SMALL_TEXT));
}

/** The widest guard left of the first lane: of a visit's own alternative, and of those below it without a band. */
export function widestGuard(frames: FramePlan, place: number, title: string, measure: TextMeasure): number {
  const own = leadingOperand(frames.marks[place] ?? []);
  const below = restOperands(frames.marks[place + 1] ?? []);
  return Math.max(
    own === null ? 0 : guardWidth(own, title, measure),
    ...below.map((mark) => guardWidth(mark, null, measure) + m.ALTERNATIVE_INDENT),
  );
}

/** The alternative that begins with the visit after some marks; null if none does. */
export function leadingOperand(marks: FramePlan['marks'][number]): OperandMark | null {
  for (const mark of marks.toReversed()) {
    if (mark.kind !== 'close' && mark.operand.visits !== null) return mark;
  }
  return null;
}

/** The alternatives among some marks in which nothing new is drawn. */
export function restOperands(marks: FramePlan['marks'][number]): OperandMark[] {
  return marks.flatMap((mark) => (mark.kind !== 'close' && mark.operand.visits === null ? mark : []));
}
