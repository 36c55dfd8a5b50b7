import { durationText } from '../text/duration.js';
import type { TimelineOutcome } from '../types/timeline.js';
import type { ChipBox, OutcomesBox } from './boxes.js';
import { freePlace } from './free-place.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';

const LABEL = 'next';

/** Where chips stand. */
export interface OutcomesPlace {
  readonly top: number;
  readonly left: number;
  readonly right: number;
  /** Middles of the bars and brackets that no chip covers where there is room beside them; elsewhere they run on behind it. */
  readonly obstacles: readonly number[];
  /** Whether chips can be pressed: each is as wide then as one that is taken, so that none moves by it. */
  readonly pressed: boolean;
  /** Indices of outcomes that have a button beside them, which goes once more round a loop. */
  readonly repeated: ReadonlySet<number>;
}

/** An outcome with its place among those of its phase. */
export type NumberedOutcome = readonly [index: number, outcome: TimelineOutcome];

/** The ways on from a phase as a row of chips, in as many lines as they need; null where there are none. */
export function layOutOutcomes(
  outcomes: readonly NumberedOutcome[],
  place: OutcomesPlace,
  measure: TextMeasure,
): OutcomesBox | null {
  if (outcomes.length === 0) return null;
  const { top } = place;
  const left = place.left + m.EDGE_WIDTH + m.COLUMN_PADDING;
  const first = left + Math.ceil(measure.width(LABEL, m.SMALL_TEXT)) + 8;
  const right = place.right - m.PADDING;
  let x = first;
  let y = top;
  const chips = outcomes.map(([index, outcome]): ChipBox => {
    const icon = outcome.taken || !outcome.possible;
    const wide = outcome.taken || (place.pressed && outcome.possible);
    const style = wide ? m.SMALL_BOLD_TEXT : m.SMALL_TEXT;
    const before = m.CHIP_PADDING + (icon || wide ? m.ICON + 2 : 0);
    // A chip and the button beside it stay on one line.
    const behind = place.repeated.has(index) ? m.REPEAT_GAP + m.REPEAT_WIDTH : 0;
    const text = measure.shorten(chipText(outcome), style, right - first - before - m.CHIP_PADDING - behind);
    const chipWidth = Math.ceil(measure.width(text, style)) + before + m.CHIP_PADDING;
    const width = chipWidth + behind;
    let at = freePlace(x, width, right, place.obstacles);
    if (at === null && x > first) {
      x = first;
      y += m.CHIP_HEIGHT + m.CHIP_GAP;
      at = freePlace(x, width, right, place.obstacles);
    }
    const box = { x: at ?? x, y, width: chipWidth, height: m.CHIP_HEIGHT };
    x = box.x + width + m.CHIP_GAP;
    return {
      box,
      index,
      taken: outcome.taken,
      possible: outcome.possible,
      icon: icon ? { x: box.x + 7, y: box.y + 4, width: m.ICON, height: m.ICON } : null,
      text: { x: box.x + ((icon ? before : m.CHIP_PADDING) + chipWidth - m.CHIP_PADDING) / 2, y: box.y + 15, text },
      title: chipTitle(outcome),
      repeat: behind === 0 ? null : { ...box, x: box.x + chipWidth + m.REPEAT_GAP, width: m.REPEAT_WIDTH },
    };
  });
  return { label: { x: left, y: top + 15, text: LABEL }, chips };
}

function chipText(outcome: TimelineOutcome): string {
  const name = outcome.phase ?? 'end';
  return outcome.delayMs === null ? name : `${name} · ${durationText(outcome.delayMs)}`;
}

function chipTitle(outcome: TimelineOutcome): string {
  const what = outcome.phase ?? 'the end of the flow';
  const when = outcome.delayMs === null ? '' : `, after ${durationText(outcome.delayMs)}`;
  if (outcome.taken) return `This path goes on with ${what}${when}`;
  if (!outcome.possible) return `${what} cannot be taken here: what it needs does not hold`;
  return `Show the path that goes on with ${what}${when}`;
}
