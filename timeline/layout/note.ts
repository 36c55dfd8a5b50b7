import type { FixWord } from '../text/fix-word.js';
import type { Severity } from '../types/timeline.js';
import type { NoteBox } from './boxes.js';
import { fixButtonWidth, layOutFixButton } from './fix-button.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';

/** Where a note stands, and how many lines it may take. */
export interface NotePlace {
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly lines: number;
  /** What a button behind the text says; left out where there is none. */
  readonly button?: FixWord;
}

const INDENT = m.ICON + 5;

/** Sets a note: an icon and the text in a few lines, shortened where it has to be. */
export function layOutNote(text: string, severity: Severity, place: NotePlace, measure: TextMeasure): NoteBox {
  const { x, y, right, button } = place;
  const after = button === undefined ? 4 : m.BUTTON_GAP + fixButtonWidth(button, measure);
  const lines = measure.wrap(text, m.SMALL_TEXT, right - x - INDENT - after, place.lines);
  const textWidth = Math.max(...lines.map((line) => measure.width(line, m.SMALL_TEXT)));
  const width = Math.min(right - x, Math.ceil(textWidth) + INDENT + after);
  const buttonX = x + width - after + m.BUTTON_GAP;
  return {
    box: { x, y, width, height: lines.length * m.NOTE_LINE },
    fix: button === undefined ? null : layOutFixButton(button, buttonX, y + m.NOTE_LINE / 2, measure),
    icon: { x, y: y + 1, width: m.ICON, height: m.ICON },
    severity,
    lines: lines.map((line, index) => ({ x: x + INDENT, y: y + index * m.NOTE_LINE + 12, text: line })),
    title: text,
    finding: null,
  };
}

/** How wide a note is on one line, its icon included. */
export function noteWidth(text: string, measure: TextMeasure): number {
  return Math.ceil(measure.width(text, m.SMALL_TEXT)) + INDENT + 5;
}

/** Where notes may stand, and the middles of what runs down there. */
export interface NoteRoom {
  readonly left: number;
  readonly right: number;
  readonly obstacles: readonly number[];
}

/** The room that `roomForNote` finds, then wider and wider ones that reach over the bars left of it. */
export function* roomsForNote(
  x: number,
  wished: number,
  area: NoteRoom,
): Generator<Pick<NotePlace, 'x' | 'right'>, void, void> {
  const first = roomForNote(x, wished, area);
  yield first;
  const { left, right, obstacles } = area;
  const begins = [left, ...obstacles.filter((at) => at > left).map((at) => at + m.OBSTACLE)].sort((a, b) => b - a);
  for (const begin of begins)
    if (begin < first.x) yield { x: Math.max(begin, Math.min(first.x, right - wished)), right };
}

/**
 * The room between two bars that a note can be read in, the nearest to where it would like to begin; where none is wide
 * enough, all of the room: bars run on behind the note.
 * @param wished the width for which it begins further left
 */
export function roomForNote(
  x: number,
  wished: number,
  { left, right, obstacles }: NoteRoom,
): Pick<NotePlace, 'x' | 'right'> {
  const edges = [left - m.OBSTACLE, ...obstacles.filter((at) => at > left && at < right), right + m.OBSTACLE];
  const begin = (from: number, to: number): number => Math.max(from, Math.min(x, to - Math.max(wished, m.NOTE_BLOCK)));
  let best: Pick<NotePlace, 'x' | 'right'> | null = null;
  for (const [index, end] of edges.slice(1).entries()) {
    const room = { x: (edges[index] ?? left) + m.OBSTACLE, right: end - m.OBSTACLE };
    if (room.right - room.x < m.NOTE_BLOCK) continue;
    const at = begin(room.x, room.right);
    if (best === null || Math.abs(at - x) < Math.abs(best.x - x)) best = { x: at, right: room.right };
  }
  return best ?? { x: begin(left, right), right };
}
