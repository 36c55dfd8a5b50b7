import type { EventTime } from '../text/event-times.js';
import type { Timeline, TimelineEvent, TimelinePhase } from '../types/timeline.js';
import { widestRest } from './alternatives.js';
import type { FormKind } from './box.js';
import type { Brackets } from './brackets.js';
import { widestChip } from './chips.js';
import { type EventFilter, isShown } from './event-filter.js';
import { eventButtonWidth } from './fix-button.js';
import type { FramePlan } from './frame-plan.js';
import { labelPartWidth, labelWidth } from './label.js';
import { LifeSpans } from './life-spans.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';
import { type TimesWidths, timesWidths } from './time-cells.js';

/** The inputs of the choice of a form. */
export interface FormInputs {
  /** With the lanes that are shown. */
  readonly timeline: Timeline;
  readonly times: readonly EventTime[];
  readonly brackets: Brackets;
  readonly frames: FramePlan;
  readonly filter: EventFilter;
  /** Whether distances are proportional to times. */
  readonly scaled: boolean;
  /** Whether there are buttons that fix. */
  readonly buttons: boolean;
  readonly width: number;
  /** The width that it may grow to for the diagram form; the same as `width` in a panel. */
  readonly widest: number;
  /** Pins a form; null chooses the diagram if it fits. */
  readonly pinned: FormKind | null;
}

/** The measures that both forms share. */
export interface FormFacts {
  readonly events: readonly TimelineEvent[];
  readonly laneOf: ReadonlyMap<string, number>;
  /** Indices of the lanes that bear a bar anywhere. */
  readonly barLanes: readonly number[];
  /** The widest times, and how far visits are drawn in. */
  readonly times: TimesWidths;
  readonly depth: number;
  readonly buttonWidth: number;
  /** What the widest name takes on one line, next to its button. */
  readonly widestRow: number;
  /** What the widest part of a name takes that is not broken. */
  readonly widestPart: number;
  readonly widestChip: number;
  /** Room right of the times for the axis and brackets. */
  readonly gutter: number;
}

/** Measures a timeline for both forms. */
export function formFacts(inputs: FormInputs, measure: TextMeasure): FormFacts {
  const { timeline, times, frames, filter, scaled, brackets, buttons } = inputs;
  const laneOf = new Map(timeline.participants.map(({ name }, index) => [name, index]));
  const events = timeline.events.filter((event) => isShown(event, filter));
  const spans = LifeSpans.of(timeline);
  const withBar = new Set<number>();
  for (const { visit } of timeline.phases) {
    for (const { state } of spans.ofVisit(visit)) {
      const lane = laneOf.get(state.participant);
      if (lane !== undefined && !state.resting) withBar.add(lane);
    }
  }
  const buttonWidth = buttons
    ? events.reduce((most, event) => Math.max(most, eventButtonWidth(timeline, event, measure)), 0)
    : 0;
  const rowWidth = (event: TimelineEvent): number => {
    const button = buttons ? eventButtonWidth(timeline, event, measure) : 0;
    return labelWidth(timeline, event, measure) + (button === 0 ? 0 : button + m.CLEAR);
  };
  return {
    events,
    laneOf,
    widestPart: Math.max(
      events.reduce((most, event) => Math.max(most, labelPartWidth(timeline, event, measure)), 0),
      timeline.phases.reduce((most, phase) => Math.max(most, titlePartWidth(phase, measure)), 0),
    ),
    widestRow: events.reduce((most, event) => Math.max(most, rowWidth(event)), 0),
    barLanes: [...withBar].sort((a, b) => a - b),
    times: timesWidths(timeline, times, measure),
    depth: Math.min(m.MAX_INDENTS, Math.max(0, ...frames.depths)),
    buttonWidth,
    widestChip: Math.max(widestChip(timeline, measure, buttons), widestRest(timeline, frames, measure)),
    gutter:
      (scaled ? m.AXIS_ROOM : 0) + (brackets.columns === 0 ? 0 : m.BRACKET_ROOM + brackets.columns * m.BRACKET_GAP),
  };
}

function titlePartWidth({ title, name }: TimelinePhase, measure: TextMeasure): number {
  return Math.ceil(measure.widestPart(title ?? name, m.TITLE_TEXT));
}
