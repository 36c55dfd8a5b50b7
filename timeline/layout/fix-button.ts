import { isProblem } from '../text/counts.js';
import type { FixWord } from '../text/fix-word.js';
import type { Timeline, TimelineEvent, TimelineFinding } from '../types/timeline.js';
import type { FixBox } from './boxes.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';

/** What a button in an event's row mends: the first error that can be mended, else the first warning; null for none. */
export function findingToMend(timeline: Timeline, event: TimelineEvent): TimelineFinding | null {
  const findings = event.findings.flatMap((index) => timeline.findings[index] ?? []);
  const mendable = findings.filter((finding) => finding.fixable && isProblem(finding));
  return mendable.find(({ severity }) => severity === 'error') ?? mendable[0] ?? null;
}

/** The width of a button with a word on it. */
export function fixButtonWidth(word: string, measure: TextMeasure): number {
  return Math.ceil(measure.width(word, m.BUTTON_TEXT)) + 2 * m.BUTTON_PADDING;
}

/** A button that begins at `x`, with its middle at the height `middle`. */
export function layOutFixButton(word: FixWord, x: number, middle: number, measure: TextMeasure): FixBox {
  const width = fixButtonWidth(word, measure);
  const y = middle - m.BUTTON_HEIGHT / 2;
  return {
    word,
    box: { x, y, width, height: m.BUTTON_HEIGHT },
    text: { x: x + width / 2, y: y + m.BUTTON_BASELINE, text: word },
  };
}
