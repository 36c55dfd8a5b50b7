import type { Severity, TimelineFinding } from '../types/timeline.js';
import type { NoteBox } from './boxes.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';

const ranks: Record<Severity, number> = { error: 3, warning: 2, information: 1, hint: 0 };

/** The worst severity among findings, null where there are none. */
export function worstSeverity(findings: readonly TimelineFinding[]): Severity | null {
  let worst: Severity | null = null;
  for (const { severity } of findings) if (worst === null || ranks[severity] > ranks[worst]) worst = severity;
  return worst;
}

/** Where a note may stand: its left end, the room it has, and how many lines. */
export interface NotePlace {
  readonly x: number;
  readonly y: number;
  readonly room: number;
  readonly lines: number;
}

/** Sets a note: an icon and the text in a few lines, shortened where it has to be. */
export function layOutNote(text: string, severity: Severity, place: NotePlace, measure: TextMeasure): NoteBox {
  const indent = m.ICON + 5;
  const lines = measure.wrap(text, m.SMALL_TEXT, place.room - indent - 4, place.lines);
  const width = Math.max(...lines.map((line) => measure.width(line, m.SMALL_TEXT)));
  return {
    box: {
      x: place.x,
      y: place.y,
      width: Math.min(place.room, Math.ceil(width) + indent + 4),
      height: lines.length * m.NOTE_LINE,
    },
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
