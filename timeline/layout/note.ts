import type { Severity } from '../types/timeline.js';
import type { FixBox, NoteBox } from './boxes.js';
import { fixButtonWidth, layOutFixButton } from './fix-button.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';

/** Where a note may stand: its left end, the room it has, and how many lines. */
export interface NotePlace {
  readonly x: number;
  readonly y: number;
  readonly room: number;
  readonly lines: number;
  /** What a button behind the text says; left out where there is none. */
  readonly button?: FixBox['word'];
}

/** Sets a note: an icon and the text in a few lines, shortened where it has to be. */
export function layOutNote(text: string, severity: Severity, place: NotePlace, measure: TextMeasure): NoteBox {
  const indent = m.ICON + 5;
  const { button } = place;
  const after = button === undefined ? 4 : m.BUTTON_GAP + fixButtonWidth(button, measure);
  const lines = measure.wrap(text, m.SMALL_TEXT, place.room - indent - after, place.lines);
  const textWidth = Math.max(...lines.map((line) => measure.width(line, m.SMALL_TEXT)));
  const width = Math.min(place.room, Math.ceil(textWidth) + indent + after);
  const firstLine = { x: place.x, y: place.y, width, height: m.NOTE_LINE };
  return {
    box: { ...firstLine, height: lines.length * m.NOTE_LINE },
    fix: button === undefined ? null : layOutFixButton(button, firstLine, measure),
    icon: { x: place.x, y: place.y + 1, width: m.ICON, height: m.ICON },
    severity,
    lines: lines.map((line, index) => ({
      x: place.x + indent,
      y: place.y + index * m.NOTE_LINE + 12,
      text: line,
    })),
    title: text,
  };
}

/** How wide a note is on one line, its icon included. */
export function noteWidth(text: string, measure: TextMeasure): number {
  return Math.ceil(measure.width(text, m.SMALL_TEXT)) + m.ICON + 10;
}
