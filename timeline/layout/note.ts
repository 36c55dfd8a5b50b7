import { fixLabel } from '../text/fix-label.js';
import { plainFindingText } from '../types/finding-spans.js';
import type { TimelineFinding } from '../types/timeline.js';
import type { NoteBox } from './event-boxes.js';
import { fixButtonWidth, layOutFixButton } from './fix-button.js';
import { type Interval, intervalAt, widest } from './intervals.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';

/** Where the note of an event may be. */
export interface NotePlace {
  /** Where it would like to begin, below the label. */
  readonly x: number;
  /** Baseline of its first line. */
  readonly y: number;
  /** The middle of its label: the note prefers that interval. */
  readonly middle: number;
  readonly intervals: readonly Interval[];
  /** The width of the row's button with the room around it, at the right edge; 0 if it has none. */
  readonly button: number;
  readonly right: number;
}

/** The point of each of an event's findings, below its arrow; null if there is nothing to say. */
export function layOutEventNote(
  findings: readonly TimelineFinding[],
  place: NotePlace,
  measure: TextMeasure,
): NoteBox | null {
  const [first] = findings;
  if (first === undefined) return null;
  const texts = findings.map(({ brief }) => plainFindingText(brief));
  const { x, right } = noteRoom(Math.max(...texts.map((text) => measure.width(text, m.SMALL_TEXT))), place);
  const lines = texts.flatMap((text) => measure.wrap(text, m.SMALL_TEXT, right - x, m.MAX_NOTE_LINES));
  const worst = findings.find(({ severity }) => severity === 'error') ?? first;
  return {
    finding: first.id,
    box: {
      x,
      y: place.y - 12,
      width: Math.ceil(Math.max(...lines.map((line) => measure.width(line, m.SMALL_TEXT)))),
      height: lines.length * m.NOTE_LINE,
    },
    icon: null,
    severity: worst.severity,
    lines: lines.map((text, index) => ({
      x,
      y: place.y + index * m.NOTE_LINE,
      text,
      width: Math.ceil(measure.width(text, m.SMALL_TEXT)),
    })),
    fix: null,
    title: findings.map(({ message }) => plainFindingText(message)).join('\n'),
  };
}

/** From the label's x, moved left to end before the button; if its own interval cannot hold it, in the widest. */
function noteRoom(width: number, place: NotePlace): { readonly x: number; readonly right: number } {
  const intervals = place.intervals.map(({ left, right }) => ({
    left,
    right: right >= place.right ? place.right - place.button : right,
  }));
  const own = intervalAt(intervals, place.middle);
  for (const interval of [own, widest(intervals)]) {
    if (interval === null) continue;
    const { left, right } = interval;
    const x = Math.max(left, Math.min(place.x, right - Math.ceil(width)));
    if (x + width <= right) return { x, right };
  }
  const { left, right } = widest(intervals);
  return { x: left, right: Math.max(right, left + 40) };
}

/** The row of a finding that belongs to a phase as a whole, or to the flow, with its button. */
export function layOutPhaseNote(
  finding: TimelineFinding,
  place: {
    readonly x: number;
    readonly top: number;
    readonly right: number;
    readonly buttonRight: number;
    readonly isFixable: boolean;
  },
  measure: TextMeasure,
): NoteBox {
  const { x, top, right, buttonRight, isFixable } = place;
  const word = fixLabel(finding);
  const buttonLeft = isFixable ? buttonRight - fixButtonWidth(word, measure) - m.CLEAR : buttonRight;
  const textX = x + m.ICON + m.ICON_GAP;
  const room = Math.max(40, Math.min(right, buttonLeft) - textX);
  const lines = measure.wrap(plainFindingText(finding.brief), m.SMALL_TEXT, room, m.MAX_NOTE_LINES);
  const widths = lines.map((line) => Math.ceil(measure.width(line, m.SMALL_TEXT)));
  return {
    finding: finding.id,
    box: {
      x,
      y: top,
      width: m.ICON + m.ICON_GAP + Math.max(...widths),
      height: m.PHASE_NOTE_HEIGHT + (lines.length - 1) * m.NOTE_LINE,
    },
    icon: { x, y: top + 5, width: m.ICON, height: m.ICON },
    severity: finding.severity,
    lines: lines.map((text, line) => ({ x: textX, y: top + 16 + line * m.NOTE_LINE, text, width: widths[line] ?? 0 })),
    fix: isFixable ? layOutFixButton(word, buttonRight, top + 2, measure) : null,
    title: plainFindingText(finding.message),
  };
}
