import type { EventTime } from '../text/event-times.js';
import type { Timeline } from '../types/timeline.js';
import type { Brackets } from './brackets.js';
import type { FramePlan } from './frame-plan.js';
import { frameInset } from './frames.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';

/** What stands left of the lanes, from the left: heads where there is room, times, the time axis, brackets. */
export interface GutterColumns {
  /** Where the lanes' part begins. */
  readonly gutter: number;
  readonly headInColumn: boolean;
  /** Where the column of heads ends. */
  readonly headsRight: number;
  /** Where times end, where the axis runs, and the first column of the brackets. */
  readonly timesRight: number;
  readonly axisX: number;
  readonly bracketX: number;
}

export interface GutterWish {
  readonly timeline: Timeline;
  readonly times: readonly EventTime[];
  readonly brackets: Brackets;
  readonly frames: FramePlan;
  readonly scaled: boolean;
  /** The width that the picture has to itself. */
  readonly width: number;
}

/** Divides the room left of the lanes. */
export function gutterColumns(wish: GutterWish, measure: TextMeasure): GutterColumns {
  const { timeline, times, brackets, frames, scaled, width } = wish;
  const deepest = frames.depths.reduce((most, depth) => Math.max(most, depth), 0);
  const inset = frameInset(deepest).left;
  const headInColumn = width >= m.COLUMN_FROM;
  const headsRight = headInColumn ? inset + m.EDGE_WIDTH + m.COLUMN_PADDING + headsWidth(timeline, width, measure) : 0;
  const widest = times.reduce((most, time) => Math.max(most, measure.width(time.text, m.SMALL_TEXT)), 0);
  // In strides, so that lanes mostly stay where they are while one edits.
  const stride = Math.ceil(widest / m.GUTTER_STRIDE) * m.GUTTER_STRIDE;
  const wished = Math.min(m.GUTTER_MAX, Math.max(m.GUTTER_MIN, stride + 2 * m.PADDING));
  const axisX = headInColumn ? headsRight + wished : wished + inset;
  const bracketX = axisX + (scaled ? m.AXIS_ROOM : 0);
  return {
    gutter: bracketX + brackets.columns * m.BRACKET_GAP,
    headInColumn,
    headsRight,
    timesRight: axisX - m.PADDING,
    axisX,
    bracketX,
  };
}

/** As wide as the titles like it, within bounds: the rest is the lanes'. */
function headsWidth({ phases }: Timeline, width: number, measure: TextMeasure): number {
  const widest = phases.reduce((most, phase) => {
    const title = measure.width(phase.title ?? phase.name, m.TITLE_TEXT);
    const subtitle = measure.width(phase.modelPhaseTitle ?? phase.modelPhase ?? '', m.SMALL_TEXT);
    return Math.max(most, title, Math.min(subtitle, m.TITLES_MIN + 16));
  }, 0);
  const most = Math.max(m.TITLES_MAX, width * m.TITLES_SHARE);
  return Math.floor(Math.min(most, Math.max(m.TITLES_MIN, Math.ceil(widest) + m.ICON + 4)));
}
