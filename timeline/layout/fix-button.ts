import { type FixLabel, fixLabel } from '../text/fix-label.js';
import { isProblem } from '../types/problems.js';
import type { Timeline, TimelineEvent, TimelineFinding } from '../types/timeline.js';
import type { FixBox } from './event-boxes.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';

/**
 * The finding that the button of an event fixes: the first error with a fix, otherwise the first warning; null for
 * none.
 */
export function findingToFix(timeline: Timeline, event: TimelineEvent): TimelineFinding | null {
  const findings = event.findings.flatMap((index) => timeline.findings[index] ?? []);
  const fixable = findings.filter((finding) => finding.fixable && isProblem(finding));
  return fixable.find(({ severity }) => severity === 'error') ?? fixable[0] ?? null;
}

/** The width of the button of an event; 0 if it has none. */
export function eventButtonWidth(timeline: Timeline, event: TimelineEvent, measure: TextMeasure): number {
  const finding = event.findings.length === 0 ? null : findingToFix(timeline, event);
  return finding === null ? 0 : fixButtonWidth(fixLabel(finding), measure);
}

/** The width of a button with a word on it. */
export function fixButtonWidth(word: string, measure: TextMeasure): number {
  return Math.ceil(measure.width(word, m.SMALL_BOLD_TEXT)) + 2 * m.BUTTON_PADDING;
}

/** A button that ends at `right`. */
export function layOutFixButton(word: FixLabel, right: number, top: number, measure: TextMeasure): FixBox {
  const width = fixButtonWidth(word, measure);
  const x = right - width;
  return {
    word,
    box: { x, y: top, width, height: m.BUTTON_HEIGHT },
    text: { x: x + width / 2, y: top + m.BUTTON_BASELINE, text: word, width: width - 2 * m.BUTTON_PADDING },
  };
}
