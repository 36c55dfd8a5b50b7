import { eventTimes, type TimeReference } from '../text/event-times.js';
import { rounds } from '../text/visit-name.js';
import type { Timeline } from '../types/timeline.js';
import { bandKey } from './band.js';
import { BandCache } from './band-cache.js';
import type { BandBox, Layout } from './boxes.js';
import { Brackets } from './brackets.js';
import type { EventScene } from './event.js';
import { type EventFilter, everything, isShown } from './event-filter.js';
import { type FramePlan, framePlan } from './frame-plan.js';
import { type GutterColumns, gutterColumns } from './gutter.js';
import { layOutLanes } from './lanes.js';
import { layOutElsewhere, layOutLead } from './lead.js';
import { layOutLegend, timeLegend } from './legend.js';
import { LifeSpans } from './life-spans.js';
import { loopsEndingWith } from './loops.js';
import * as m from './measures.js';
import { TextMeasure } from './text-metrics.js';
import { axisEnds } from './time-axis.js';
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
  /**
   * For a picture that only lies there and cannot be asked: how wide it may become so that no name is cut; and nothing
   * that is found is cut in it, or left out. Left out itself: a picture with tooltips, that fills its width.
   */
  readonly still?: number;
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
  const scaled = options.scale === true;
  const columns = gutterColumns({ timeline, times, brackets, frames, scaled, width: options.width }, measure);
  const lanes = layOutLanes(withoutHidden(timeline, filter), measure, {
    gutter: columns.gutter,
    width: options.width,
    widest: options.still ?? options.width,
    margin: marginFor(options, columns),
    dimmed: dimmed.participants,
  });
  const still = options.still !== undefined;
  const scrolls = !still && lanes.width > options.width;
  const spans = LifeSpans.of(timeline);
  const ordered: EventScene = {
    timeline,
    measure,
    filter,
    dimmed,
    buttons: options.buttons ?? false,
    noteLines: still ? Number.POSITIVE_INFINITY : m.NOTE_LINES,
    remarkLines: still ? Number.POSITIVE_INFINITY : 1,
    noteWidth: still ? m.NOTE_STILL_WIDTH : m.NOTE_WISHED_WIDTH,
    laneX: new Map(lanes.boxes.map((lane) => [lane.name, lane.x])),
    laneXs: lanes.boxes.map((lane) => lane.x),
    ...columns,
    viewWidth: still ? lanes.width : options.width,
    columnStays: scrolls,
    width: lanes.width,
    left: 0,
    right: lanes.width,
    spans,
    times,
    scale: null,
    brackets,
    protocolIndex: new Map(timeline.protocols.map((protocol, index) => [protocol.name, index])),
  };
  const stack = { frames, folded: options.folded ?? nothing };
  const lead = layOutLead(ordered, frames);
  const top = lead?.height ?? 0;
  const scale = scaled ? scaleFor(ordered, stackBands(ordered, stack, top, cache.unscaled)) : null;
  const scene = { ...ordered, scale };
  const bands = stackBands(scene, stack, top, cache);
  const last = bands[bands.length - 1];
  const height = last === undefined ? top : last.y + last.slotHeight;
  const legendWidth = still ? lanes.width : options.width;
  return {
    width: lanes.width,
    headerHeight: m.HEADER_HEIGHT,
    columnWidth: columns.gutter,
    scrolls,
    height,
    lanes: lanes.boxes,
    bands,
    lead,
    elsewhere: still ? layOutElsewhere(scene) : null,
    legend: layOutLegend(timeline, bands, timeLegend(scale, bands), measure, legendWidth),
  };
}

/** Where it is not too dear, the buttons of the last lane's events find room beside it. */
function marginFor({ buttons }: Pick<LayoutOptions, 'buttons'>, { headInColumn }: GutterColumns): number {
  return buttons === true && headInColumn ? m.BUTTON_MARGIN : 0;
}

const nothing: ReadonlySet<string> = new Set();

/** What bands are set one under the other by. */
interface Stack {
  readonly frames: FramePlan;
  readonly folded: ReadonlySet<string>;
}

function stackBands(scene: EventScene, { frames, folded }: Stack, top: number, cache: BandCache): BandBox[] {
  const { timeline } = scene;
  const layOutBand = cache.over(scene);
  const bands: BandBox[] = [];
  let first = 0;
  let y = top;
  for (const [index, phase] of timeline.phases.entries()) {
    let end = first;
    while (timeline.events[end]?.visit === phase.visit) end += 1;
    const next = timeline.phases[index + 1];
    const continues = next?.parent === phase.visit;
    const band = layOutBand({
      ...{ phase, first, end, y, folded: folded.has(bandKey(phase)), continues, last: next === undefined },
      axis: axisEnds(
        scene,
        bands[index - 1],
        phase,
        next !== undefined && continues ? { visit: next.visit, first: end, folded: folded.has(bandKey(next)) } : null,
      ),
      depth: frames.depths[index] ?? 0,
      marks: frames.marks[index + 1] ?? [],
      round: rounds(timeline).get(phase.visit) ?? null,
      repeated: scene.buttons ? loopsEndingWith(timeline, phase.visit).map(({ outcome }) => outcome) : [],
    });
    bands.push(band);
    y += band.slotHeight;
    first = end;
  }
  return bands;
}

/** The scale under which the rows of these bands, laid out for their order alone, all find room. */
function scaleFor({ timeline, times }: EventScene, bands: readonly BandBox[]): TimeScale {
  const places = new Map(timeline.events.map(({ id }, index) => [id, index]));
  const distances: (number | null)[] = timeline.events.map(() => null);
  let before = null as { readonly visit: number; readonly y: number } | null;
  for (const [index, band] of bands.entries()) {
    if (before?.visit !== (timeline.phases[index]?.parent ?? null)) before = null;
    for (const event of band.events) {
      if (event.status === 'missing') continue;
      const y = band.y + event.y;
      if (before !== null) distances[places.get(event.id) ?? -1] = y - before.y;
      before = { visit: band.visit, y };
    }
    if (before?.visit !== band.visit) before = null;
  }
  return new TimeScale(timeline, times, distances);
}

/**
 * How wide a picture has to be laid out so that none of it is beside `width` once it is made as narrow as that: not
 * narrower than `width` itself.
 */
export function fittingWidth(timeline: Timeline, options: LayoutOptions): number {
  const measure = new TextMeasure(options.textScale ?? 1);
  const filter = options.dim === true ? everything : (options.filter ?? everything);
  const times = eventTimes(timeline, { from: options.time ?? 'between', counts: (event) => isShown(event, filter) });
  const [brackets, frames, scaled] = [new Brackets(timeline), framePlan(timeline), options.scale === true];
  let { width } = options;
  for (;;) {
    const columns = gutterColumns({ timeline, times, brackets, frames, scaled, width }, measure);
    const least = layOutLanes(withoutHidden(timeline, filter), measure, {
      ...{ gutter: columns.gutter, width: 0, widest: 0, dimmed: nothing },
      margin: marginFor(options, columns),
    }).width;
    if (least <= width) return width;
    // A wider picture has more in the column of its heads, too: so it is asked again.
    width = least;
  }
}

/** The same timeline with the lanes that are shown: events keep their places, so that bars do too. */
function withoutHidden(timeline: Timeline, { participants }: EventFilter): Timeline {
  return participants.size === 0
    ? timeline
    : { ...timeline, participants: timeline.participants.filter(({ name }) => !participants.has(name)) };
}
