import { LifeSpans } from '../life-cycle/life-spans.js';
import type { Timeline } from '../types/timeline.js';
import { type EventTime, eventTimes, type TimeReference } from '../wording/event-times.js';
import { bandKey, layOutBand } from './band.js';
import type { BandBox, Layout } from './boxes.js';
import type { EventScene } from './event.js';
import { type EventFilter, everything, isShown } from './event-filter.js';
import { layOutLanes } from './lanes.js';
import { layOutLegend } from './legend.js';
import * as m from './measures.js';
import { TextMeasure } from './text-metrics.js';

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
}

/** Turns a timeline into boxes. Pure: the same timeline and options give the same numbers everywhere. */
export function layout(timeline: Timeline, options: LayoutOptions): Layout {
  const measure = new TextMeasure(options.textScale ?? 1);
  const chosen = options.filter ?? everything;
  const dimmed = options.dim === true ? chosen : everything;
  const filter = options.dim === true ? everything : chosen;
  const times = eventTimes(timeline, { from: options.time ?? 'between', counts: (event) => isShown(event, filter) });
  const gutter = gutterWidth(times, measure);
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
    gutter,
    viewWidth: options.width,
    width: lanes.width,
    spans,
    times,
    protocolIndex: new Map(timeline.protocols.map((protocol, index) => [protocol.name, index])),
  };
  const bands: BandBox[] = [];
  let first = 0;
  let y = 0;
  for (const [index, phase] of timeline.phases.entries()) {
    let end = first;
    while (timeline.events[end]?.visit === phase.visit) end += 1;
    const folded = options.folded?.has(bandKey(phase)) ?? false;
    const band = layOutBand(scene, { phase, first, end, y, folded, last: index === timeline.phases.length - 1 });
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
    legend: layOutLegend(timeline, spans, measure, options.width),
  };
}

/** The width below which a picture of the timeline scrolls sideways. */
export function leastWidth(timeline: Timeline, options: Omit<LayoutOptions, 'width'>): number {
  const measure = new TextMeasure(options.textScale ?? 1);
  const gutter = gutterWidth(eventTimes(timeline, { from: options.time ?? 'between' }), measure);
  const filter = options.dim === true ? everything : (options.filter ?? everything);
  return layOutLanes(withoutHidden(timeline, filter), measure, gutter, 0).width;
}

/** The same timeline with the lanes that are shown: events keep their places, so that bars do too. */
function withoutHidden(timeline: Timeline, { participants }: EventFilter): Timeline {
  return participants.size === 0
    ? timeline
    : { ...timeline, participants: timeline.participants.filter(({ name }) => !participants.has(name)) };
}

function gutterWidth(times: readonly EventTime[], measure: TextMeasure): number {
  const widest = times.reduce((width, time) => Math.max(width, measure.width(time.text, m.SMALL_TEXT)), 0);
  return Math.min(m.GUTTER_MAX, Math.max(m.GUTTER_MIN, Math.ceil(widest) + 2 * m.PADDING));
}
