import { type FramePlan, framePlan } from '../fragments/frame-plan.js';
import { LifeSpans } from '../life-cycle/life-spans.js';
import type { Timeline, TimelinePhase } from '../types/timeline.js';
import { type EventTime, eventTimes, type TimeReference } from '../wording/event-times.js';
import { bandKey } from './band.js';
import { BandCache } from './band-cache.js';
import type { BandBox, Layout, LeadBox } from './boxes.js';
import { Brackets } from './brackets.js';
import type { EventScene } from './event.js';
import { type EventFilter, everything, isShown } from './event-filter.js';
import { frameInset, layOutFrames } from './frames.js';
import { layOutLanes } from './lanes.js';
import { layOutLegend, timeLegend } from './legend.js';
import * as m from './measures.js';
import { TextMeasure } from './text-metrics.js';
import type { AxisEnds } from './time-axis.js';
import { TimeScale } from './time-scale.js';

export interface LayoutOptions {
  /** The width to fill, in pixels; a picture that needs more takes more. */
  readonly width: number;
  /** Keys of folded bands: visit and phase, `0 Invite`. */
  readonly folded?: ReadonlySet<string>;
  /** How much wider than the built-in metrics the real font runs; 1 where that is not known. */
  readonly textScale?: number;
  /** What to leave out; left out itself: nothing. */
  readonly filter?: EventFilter;
  /** Whether what the filter leaves out is drawn faintly instead, each lane in its place. */
  readonly dim?: boolean;
  /** What the times are told from; left out: the event before. */
  readonly time?: TimeReference;
  /** Whether people can press buttons in the picture; left out: it is only looked at. */
  readonly buttons?: boolean;
  /** Whether distances tell times; left out: they tell the order alone. */
  readonly scale?: boolean;
}

/**
 * Turns a timeline into boxes. Pure: the same timeline and options give the same numbers everywhere.
 * @param cache of a picture that is laid out again and again: bands that did not change are the same values as before
 */
export function layout(timeline: Timeline, options: LayoutOptions, cache: BandCache = new BandCache()): Layout {
  const measure = new TextMeasure(options.textScale ?? 1);
  const chosen = options.filter ?? everything;
  const dimmed = options.dim === true ? chosen : everything;
  const filter = options.dim === true ? everything : chosen;
  const times = eventTimes(timeline, { from: options.time ?? 'between', counts: (event) => isShown(event, filter) });
  const brackets = new Brackets(timeline);
  const frames = framePlan(timeline);
  const columns = gutterColumns(times, brackets, frames, options.scale === true, measure);
  const { gutter } = columns;
  const lanes = layOutLanes(withoutHidden(timeline, filter), measure, gutter, options.width, dimmed.participants);
  const spans = LifeSpans.of(timeline);
  const scene: EventScene = {
    timeline,
    measure,
    filter,
    dimmed,
    buttons: options.buttons ?? false,
    laneX: new Map(lanes.boxes.map((lane) => [lane.name, lane.x])),
    laneXs: lanes.boxes.map((lane) => lane.x),
    ...columns,
    viewWidth: options.width,
    width: lanes.width,
    left: 0,
    right: lanes.width,
    spans,
    times,
    scale: options.scale === true ? new TimeScale(timeline, times) : null,
    brackets,
    protocolIndex: new Map(timeline.protocols.map((protocol, index) => [protocol.name, index])),
  };
  const layOutBand = cache.over(scene);
  const bands: BandBox[] = [];
  const lead = layOutLead(scene, frames);
  let first = 0;
  let y = lead?.height ?? 0;
  for (const [index, phase] of timeline.phases.entries()) {
    let end = first;
    while (timeline.events[end]?.visit === phase.visit) end += 1;
    const folded = options.folded?.has(bandKey(phase)) ?? false;
    const next = timeline.phases[index + 1];
    const continues = next?.parent === phase.visit;
    const band = layOutBand({
      ...{ phase, first, end, y, folded, continues, last: next === undefined },
      axis: axisEnds(scene, bands[index - 1], phase, continues ? end : null),
      depth: frames.depths[index] ?? 0,
      marks: frames.marks[index + 1] ?? [],
    });
    bands.push(band);
    y += band.slotHeight;
    first = end;
  }
  return {
    width: lanes.width,
    headerHeight: m.HEADER_HEIGHT,
    height: y,
    lanes: lanes.boxes,
    bands,
    lead,
    legend: layOutLegend(timeline, spans, timeLegend(scene.scale, bands), measure, options.width),
  };
}

/** The width below which a picture of the timeline scrolls sideways. */
export function leastWidth(timeline: Timeline, options: Omit<LayoutOptions, 'width'>): number {
  const measure = new TextMeasure(options.textScale ?? 1);
  const times = eventTimes(timeline, { from: options.time ?? 'between' });
  const scaled = options.scale === true;
  const { gutter } = gutterColumns(times, new Brackets(timeline), framePlan(timeline), scaled, measure);
  const filter = options.dim === true ? everything : (options.filter ?? everything);
  return layOutLanes(withoutHidden(timeline, filter), measure, gutter, 0).width;
}

/** The same timeline with the lanes that are shown: events keep their places, so that bars do too. */
function withoutHidden(timeline: Timeline, { participants }: EventFilter): Timeline {
  return participants.size === 0
    ? timeline
    : { ...timeline, participants: timeline.participants.filter(({ name }) => !participants.has(name)) };
}

/** The strips above the first band; null where there are none. */
function layOutLead(scene: EventScene, { marks: [marks = []] }: FramePlan): LeadBox | null {
  if (marks.length === 0) return null;
  const { strips, sides, bottom } = layOutFrames(scene, marks, 0, 0);
  return { width: scene.width, height: bottom, laneXs: scene.laneXs, strips, sides };
}

/** How the time axis comes into a band and leaves it. `follows` is the first event after it, null where none does. */
function axisEnds(
  { scale }: EventScene,
  above: BandBox | undefined,
  phase: TimelinePhase,
  follows: number | null,
): AxisEnds {
  if (scale === null) return noAxis;
  const enters = above !== undefined && above.visit === phase.parent;
  const knownY = enters ? (above.axis?.knownY ?? null) : null;
  let next = follows ?? scale.gaps.length;
  while (scale.gaps[next]?.kind === 'missing') next += 1;
  const gap = scale.gaps[next];
  return {
    knownY: knownY === null || above === undefined ? null : knownY - above.slotHeight,
    enters,
    leaves: gap === undefined ? null : gap.kind === 'unstated' ? 'unstated' : 'stated',
  };
}

const noAxis: AxisEnds = { knownY: null, enters: false, leaves: null };

/** What stands left of the lanes: times, the time axis where there is one, timeouts' brackets. */
function gutterColumns(
  times: readonly EventTime[],
  brackets: Brackets,
  frames: FramePlan,
  scaled: boolean,
  measure: TextMeasure,
): Pick<EventScene, 'gutter' | 'timesRight' | 'axisX' | 'bracketX'> {
  const widest = times.reduce((width, time) => Math.max(width, measure.width(time.text, m.SMALL_TEXT)), 0);
  const deepest = frames.depths.reduce((most, depth) => Math.max(most, depth), 0);
  const room = Math.min(m.GUTTER_MAX, Math.max(m.GUTTER_MIN, Math.ceil(widest) + 2 * m.PADDING));
  const timesWidth = room + frameInset(deepest).left;
  const bracketX = timesWidth + (scaled ? m.AXIS_ROOM : 0);
  return {
    gutter: bracketX + brackets.columns * m.BRACKET_GAP,
    timesRight: timesWidth - m.PADDING,
    axisX: timesWidth,
    bracketX,
  };
}
