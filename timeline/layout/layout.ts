import { eventTimes, type TimeReference } from '../text/event-times.js';
import { rounds } from '../text/visit-name.js';
import type { Timeline } from '../types/timeline.js';
import { bandKey } from './band.js';
import { BandCache } from './band-cache.js';
import type { FormKind } from './box.js';
import type { BandBox, Layout } from './boxes.js';
import { Brackets } from './brackets.js';
import { chooseForm, diagramWidth } from './choose-form.js';
import type { EventScene } from './event.js';
import { type EventFilter, isShown, NO_FILTER } from './event-filter.js';
import { layOutElsewhere, layOutPreamble } from './flow-remarks.js';
import type { FormInputs } from './form-facts.js';
import { type FrameMark, type FramePlan, framePlan } from './frame-plan.js';
import { layOutHeads } from './lanes.js';
import { layOutLegend } from './legend.js';
import { LifeSpans } from './life-spans.js';
import { loopsEndingWith } from './loops.js';
import { type MeasureText, TextMeasure } from './text-metrics.js';
import { axisEnds } from './time-axis.js';
import { layOutTimeHeads } from './time-cells.js';
import { TimeScale } from './time-scale.js';

export interface LayoutOptions {
  /** The width to fill, in pixels. */
  readonly width: number;
  /** Keys of folded bands: visit and phase, `0 Invite`. */
  readonly folded?: ReadonlySet<string>;
  /** How the renderer measures text, or how much wider than the built-in metrics its font runs; left out: 1. */
  readonly metrics?: number | MeasureText;
  /** The participants and protocols to hide; by default, none. */
  readonly filter?: EventFilter;
  /** Whether what the filter leaves out is drawn faintly instead, each lane in its place. */
  readonly dim?: boolean;
  /** The origin of the times; by default, the event before. */
  readonly time?: TimeReference;
  /** Whether the picture is interactive and has buttons; left out: it is only looked at. */
  readonly buttons?: boolean;
  /** Whether the point of each finding is below its message; true by default. */
  readonly notes?: boolean;
  /** Whether distances are proportional to times; left out: they show the order alone. */
  readonly scale?: boolean;
  /** Pins a form; left out: the diagram if it fits, otherwise the list. */
  readonly form?: FormKind;
  /**
   * For a still picture: how wide it may become for the diagram form. It lists the findings of the flow and of other
   * paths, which a panel shows around the picture. Left out: a picture in a panel, that fills its width.
   */
  readonly still?: number;
  /** Whether the legend takes more rows if one is too short, as a still picture's does; left out: a panel folds it. */
  readonly wholeLegend?: boolean;
}

/**
 * Turns a timeline into boxes. Pure: the same timeline and options give the same numbers everywhere.
 * @param cache of a picture that is laid out again and again: bands that did not change are the same values as before
 */
export function layout(timeline: Timeline, options: LayoutOptions, cache: BandCache = new BandCache()): Layout {
  const measure = new TextMeasure(options.metrics ?? 1);
  const inputs = formInputs(timeline, options);
  const { filter, frames, times, brackets } = inputs;
  const form = chooseForm(inputs, measure);
  const dimmed = options.dim === true ? (options.filter ?? NO_FILTER) : NO_FILTER;
  const shown = inputs.timeline;
  const heads = layOutHeads(shown, form, dimmed.participants, measure);
  const ordered: EventScene = {
    timeline: shown,
    measure,
    form,
    filter,
    dimmed,
    buttons: options.buttons ?? false,
    notes: options.notes ?? true,
    laneX: new Map(heads.lanes.map((lane) => [lane.name, lane.x])),
    spans: LifeSpans.of(timeline),
    times,
    scale: null,
    brackets,
    protocolIndex: new Map(timeline.protocols.map((protocol, index) => [protocol.name, index])),
  };
  const still = options.still !== undefined;
  const stack = { frames, folded: options.folded ?? nothing };
  const preamble = layOutPreamble(ordered, frames, still);
  const top = preamble?.height ?? 0;
  const scale = inputs.scaled ? scaleFor(ordered, stackBands(ordered, stack, top, cache.unscaled)) : null;
  const scene = { ...ordered, scale };
  const bands = stackBands(scene, stack, top, cache);
  const last = bands.at(-1);
  return {
    form: form.kind,
    width: form.width,
    headerHeight: heads.height,
    height: last === undefined ? top : last.y + last.slotHeight,
    lanes: heads.lanes,
    timeHeads: layOutTimeHeads(form, heads.height, measure),
    bands,
    preamble,
    elsewhere: still ? layOutElsewhere(scene) : null,
    legend: layOutLegend({ timeline, bands, scale }, measure, form.width, options.wholeLegend ?? still),
  };
}

function formInputs(timeline: Timeline, options: LayoutOptions): FormInputs {
  const filter = options.dim === true ? NO_FILTER : (options.filter ?? NO_FILTER);
  return {
    timeline: withoutHidden(timeline, filter),
    times: eventTimes(timeline, { from: options.time ?? 'between', counts: (event) => isShown(event, filter) }),
    brackets: new Brackets(timeline),
    frames: framePlan(timeline),
    filter,
    scaled: options.scale === true,
    buttons: options.buttons ?? false,
    width: options.width,
    widest: options.still ?? options.width,
    pinned: options.form ?? null,
  };
}

const nothing: ReadonlySet<string> = new Set();
const noMarks: readonly FrameMark[] = [];

/** The inputs for stacking bands. */
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
    const after = frames.marks[index + 1] ?? noMarks;
    const continues = next?.parent === phase.visit && isContinued(after);
    const below =
      next !== undefined && continues ? { visit: next.visit, first: end, folded: folded.has(bandKey(next)) } : null;
    const band = layOutBand({
      ...{ phase, first, end, y, folded: folded.has(bandKey(phase)), continues },
      axis: axisEnds(scene, bands[index - 1], phase, below),
      depth: frames.depths[index] ?? 0,
      before: frames.marks[index] ?? noMarks,
      after,
      round: rounds(timeline).get(phase.visit) ?? null,
      repeated: scene.buttons ? loopsEndingWith(timeline, phase.visit).map(({ outcome }) => outcome) : [],
    });
    bands.push(band);
    y += band.slotHeight;
    first = end;
  }
  return bands;
}

/** Whether the band after some marks continues the one before them, rather than beginning a further alternative. */
function isContinued(marks: readonly FrameMark[]): boolean {
  return marks.every((mark) => mark.kind === 'open' && mark.operand.visits !== null);
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

/** How wide a picture has to be laid out for the diagram form: not narrower than `width` itself. */
export function fittingWidth(timeline: Timeline, options: LayoutOptions): number {
  return Math.max(options.width, diagramWidth(formInputs(timeline, options), new TextMeasure(options.metrics ?? 1)));
}

/** The same timeline with the lanes that are shown: events keep their places, so that bars do too. */
function withoutHidden(timeline: Timeline, { participants }: EventFilter): Timeline {
  return participants.size === 0
    ? timeline
    : { ...timeline, participants: timeline.participants.filter(({ name }) => !participants.has(name)) };
}
