import type { EventTime } from '../text/event-times.js';
import { headPart } from '../text/participant-part.js';
import type { Timeline, TimelineEvent } from '../types/timeline.js';
import { widestRest } from './alternatives.js';
import type { FormKind } from './boxes.js';
import type { Brackets } from './brackets.js';
import { widestChip } from './chips.js';
import { type EventFilter, isShown } from './event-filter.js';
import { eventButtonWidth } from './fix-button.js';
import type { FramePlan } from './frame-plan.js';
import { freeIntervals, type Interval, widest } from './intervals.js';
import { labelWidth } from './label.js';
import { LifeSpans } from './life-spans.js';
import * as m from './measures.js';
import { stripTitle, widestGuard } from './strip-words.js';
import type { TextMeasure } from './text-metrics.js';
import { rowTimesWidth, type TimesWidths, timesWidths } from './time-cells.js';

/** The horizontal positions of everything, the same for all phases of a picture. */
export interface Form {
  readonly kind: FormKind;
  readonly width: number;
  /** Middles of the lanes. */
  readonly laneXs: readonly number[];
  /** Whether the heads of the diagram have icons. */
  readonly icons: boolean;
  readonly headWidths: readonly number[];
  /** Where times begin in a phase that is not drawn in. */
  readonly timesX: number;
  /** Of all time columns together. */
  readonly timesWidth: number;
  /** From where times begin to the second column; 0 in the list form, which has the two one below the other. Null: one. */
  readonly recordedX: number | null;
  /** Where the time axis runs, and the first column of the brackets. */
  readonly axisX: number;
  readonly bracketX: number;
  /** In the list form, where labels begin; in the diagram where the widest interval does. */
  readonly wordsX: number;
  readonly intervals: readonly Interval[];
  /** The room for the chips of all phases. */
  readonly chips: Interval;
  /** Where the texts at the right end. */
  readonly right: number;
  /** The width that the diagram form needs. */
  readonly need: number;
}

/** The inputs of the choice of a form. */
export interface FormWish {
  /** With the lanes that are shown. */
  readonly timeline: Timeline;
  readonly times: readonly EventTime[];
  readonly brackets: Brackets;
  readonly frames: FramePlan;
  readonly filter: EventFilter;
  /** Whether distances tell times. */
  readonly scaled: boolean;
  /** Whether there are buttons that fix. */
  readonly buttons: boolean;
  readonly width: number;
  /** The width that it may grow to for the diagram form; the same as `width` in a panel. */
  readonly widest: number;
  /** Pins a form; null chooses the diagram if it fits. */
  readonly pinned: FormKind | null;
}

/** Chooses the diagram if it fits, first with icons in the heads, then without, and else the list. */
export function chooseForm(wish: FormWish, measure: TextMeasure): Form {
  const facts = formFacts(wish, measure);
  const diagrams = [true, false].map((icons) => diagramNeed(wish, facts, icons, measure));
  const [withIcons, bare] = diagrams;
  if (withIcons === undefined || bare === undefined || wish.pinned === 'list')
    return listForm(wish, facts, Number.POSITIVE_INFINITY);
  for (const plan of [withIcons, bare]) {
    // A picture that may grow does so before it loses its icons.
    const width = Math.max(wish.width, plan.need);
    // Icons never take from titles what these have without them: a wider panel would wrap what a narrower one does not.
    const forTitles = titleShare({ ...wish, width }, bare, measure);
    const most = wish.pinned === 'diagram' && plan === bare ? Number.POSITIVE_INFINITY : wish.widest;
    if (width > most || (plan === withIcons && width - plan.need < forTitles)) continue;
    const form = diagramForm({ ...wish, width }, facts, plan, forTitles);
    const fits = facts.widestChip <= form.chips.right - form.chips.left;
    if (wish.pinned === 'diagram' || (width >= m.DIAGRAM_FROM && fits)) return form;
  }
  return listForm(wish, facts, withIcons.need);
}

/** The width from which on the diagram form fits. */
export function diagramWidth(wish: FormWish, measure: TextMeasure): number {
  return Math.ceil(diagramNeed(wish, formFacts(wish, measure), false, measure).need);
}

/** The measures that both forms share. */
interface FormFacts {
  readonly events: readonly TimelineEvent[];
  readonly laneOf: ReadonlyMap<string, number>;
  /** Indices of the lanes that bear a bar anywhere. */
  readonly barLanes: readonly number[];
  /** The widest times, and how far visits are drawn in. */
  readonly times: TimesWidths;
  readonly depth: number;
  readonly buttonWidth: number;
  readonly widestChip: number;
  /** Room right of the times for the axis and brackets. */
  readonly gutter: number;
}

function formFacts(wish: FormWish, measure: TextMeasure): FormFacts {
  const { timeline, times, frames, filter, scaled, brackets, buttons } = wish;
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
  return {
    events,
    laneOf,
    barLanes: [...withBar].sort((a, b) => a - b),
    times: timesWidths(timeline, times, measure),
    depth: Math.min(m.MAX_INDENTS, Math.max(0, ...frames.depths)),
    buttonWidth,
    widestChip: Math.max(widestChip(timeline, measure, buttons), widestRest(timeline, frames, measure)),
    gutter:
      (scaled ? m.AXIS_ROOM : 0) + (brackets.columns === 0 ? 0 : m.BRACKET_ROOM + brackets.columns * m.BRACKET_GAP),
  };
}

/** How far a visit is drawn in, from the left edge of the diagram. */
export function indentOf(depth: number): number {
  return depth === 0 ? 0 : (Math.min(depth, m.MAX_INDENTS) - 1) * m.ALTERNATIVE_INDENT + 8;
}

/** The width that a diagram needs, part by part. */
interface DiagramPlan {
  readonly icons: boolean;
  readonly headWidths: readonly number[];
  /** From the left edge to the first lane. */
  readonly first: number;
  readonly gaps: readonly number[];
  /** From the last lane to the right edge. */
  readonly margin: number;
  readonly need: number;
}

function diagramNeed(wish: FormWish, facts: FormFacts, icons: boolean, measure: TextMeasure): DiagramPlan {
  const { timeline } = wish;
  const headWidths = timeline.participants.map((participant) => {
    const title = measure.width(participant.name, m.TITLE_TEXT);
    const subtitle = measure.width(headPart(participant), m.SMALL_TEXT);
    return Math.ceil(Math.max(title, subtitle)) + 24 + (icons ? m.HEADER_ICON + 4 : 0);
  });
  const gaps = labelGaps(wish, facts, headWidths, measure);
  const last = headWidths.length - 1;
  const besideButton = facts.buttonWidth === 0 ? 0 : facts.buttonWidth + m.PADDING + m.CLEAR + 4;
  const margin = Math.max(
    (headWidths[last] ?? 0) / 2 + m.PADDING,
    besideButton,
    selfMargin(facts, last, timeline, measure),
  );
  const first = Math.ceil(firstLane(wish, facts, headWidths[0] ?? 0, measure));
  return { icons, headWidths, first, gaps, margin, need: gaps.reduce((sum, gap) => sum + gap, first + margin) };
}

/** A message to its own sender has its label right of the lane; only the last lane needs room of its own for it. */
function selfMargin(
  { events, laneOf, buttonWidth }: FormFacts,
  last: number,
  timeline: Timeline,
  measure: TextMeasure,
): number {
  let most = 0;
  for (const event of events) {
    const lane = laneOf.get(event.sender ?? '');
    if (lane !== last || !isLocal(event)) continue;
    const button = buttonWidth === 0 ? 0 : buttonWidth + m.CLEAR;
    most = Math.max(most, labelWidth(timeline, event, measure) + m.LABEL_SIDE + m.BAR_WIDTH / 2 + m.PADDING + button);
  }
  return most;
}

/** Whether an event reaches no other lane: its label is next to its own. */
function isLocal({ sender, receivers, missingReceivers }: TimelineEvent): boolean {
  return [...receivers, ...missingReceivers].every((name) => name === sender);
}

function firstLane(
  { timeline, times, frames }: FormWish,
  facts: FormFacts,
  head: number,
  measure: TextMeasure,
): number {
  const lane = timeline.participants[0]?.name;
  const states = [...timeline.beginning, ...timeline.states].filter(({ participant }) => participant === lane);
  const stateWidth = states.reduce((most, { state }) => Math.max(most, measure.width(state, m.SMALL_TEXT)), 0);
  const besideTimes = stateWidth === 0 ? m.CLEAR : m.CLEAR + stateWidth + m.STATE_NAME_GAP;
  const places = new Map(timeline.phases.map(({ visit }, place) => [visit, place]));
  let first = m.PADDING + head / 2;
  for (const [place, phase] of timeline.phases.entries()) {
    const indent = m.AXIS_X + indentOf(frames.depths[place] ?? 0);
    const words = Math.max(
      stripTitle(timeline, phase, measure).twoLines,
      widestGuard(frames, place, phase.title ?? phase.name, measure),
    );
    first = Math.max(first, indent + words + m.CLEAR + m.BAR_WIDTH / 2);
  }
  for (const [index, event] of timeline.events.entries()) {
    const indent = m.AXIS_X + indentOf(frames.depths[places.get(event.visit) ?? -1] ?? 0);
    const time = rowTimesWidth(timeline, event, times[index], facts.times, measure);
    first = Math.max(first, indent + time + facts.gutter + besideTimes + m.BAR_WIDTH / 2);
  }
  // Brackets are right of the widest time.
  if (facts.gutter > 0) {
    first = Math.max(first, m.AXIS_X + indentOf(facts.depth) + facts.times.diagram + facts.gutter + besideTimes + 4);
  }
  // The heads of two columns are next to that of the first lane.
  if (facts.times.recordedX !== null) first = Math.max(first, m.AXIS_X + facts.times.diagram + m.CLEAR + head / 2);
  return first;
}

/**
 * How far apart neighbouring lanes have to be: for their heads, for labels between them, and for those of long arrows.
 */
function labelGaps({ timeline }: FormWish, facts: FormFacts, heads: readonly number[], measure: TextMeasure): number[] {
  const gaps = heads.slice(1).map((head, index) => ((heads[index] ?? 0) + head) / 2 + m.HEADER_GAP);
  const side = m.BAR_WIDTH / 2 + m.LABEL_SIDE;
  const long: { readonly from: number; readonly to: number; readonly room: number }[] = [];
  for (const event of facts.events) {
    const span = laneSpan(event, facts.laneOf);
    const label = labelWidth(timeline, event, measure);
    if (span === null) {
      // A message without known ends is between the two lanes that are farthest apart.
      if (gaps.length > 0) long.push({ from: 0, to: gaps.length, room: label + 2 * side });
      continue;
    }
    const { from, to } = span;
    if (to - from > 1) long.push({ from, to, room: label + 2 * side });
    else {
      const gap = to === from ? Math.min(from, gaps.length - 1) : from;
      // On the last lane a message to itself has the margin.
      if (gap < 0 || (to === from && from === gaps.length)) continue;
      const room = label + 2 * side + (to === from ? 0 : m.HEAD_LENGTH);
      gaps[gap] = Math.max(gaps[gap] ?? 0, room);
    }
  }
  for (const { from, to, room } of long) {
    const within = gaps.slice(from, to);
    const best = Math.max(...within);
    if (best < room) gaps[from + within.indexOf(best)] = room;
  }
  return gaps.map(Math.ceil);
}

/** The lanes between which an arrow runs; null if an end is unknown. */
function laneSpan(
  { sender, receivers, missingReceivers }: TimelineEvent,
  laneOf: ReadonlyMap<string, number>,
): { readonly from: number; readonly to: number } | null {
  const ends = [sender ?? '', ...receivers, ...missingReceivers].flatMap((name) => laneOf.get(name) ?? []);
  return ends.length === 0 ? null : { from: Math.min(...ends), to: Math.max(...ends) };
}

/** How much of the spare width goes to titles: a steady share, so that a wider panel takes nothing back from lanes. */
function titleShare(wish: FormWish, plan: DiagramPlan, measure: TextMeasure): number {
  const slack = Math.max(0, wish.width - plan.need);
  const wanted = longestTitle(wish, measure) - plan.first;
  return Math.max(0, Math.min(wanted, slack * 0.6, wish.width * m.TITLE_SHARE - plan.first));
}

function diagramForm(wish: FormWish, facts: FormFacts, plan: DiagramPlan, forTitles: number): Form {
  const { width } = wish;
  const slack = Math.max(0, width - plan.need);
  const gaps = widened(plan.gaps, slack - forTitles);
  const laneXs: number[] = [];
  let x = plan.first + forTitles;
  for (const index of plan.headWidths.keys()) {
    laneXs.push(Math.round(x));
    x += gaps[index] ?? 0;
  }
  const indent = indentOf(facts.depth);
  const axisX = m.AXIS_X + indent + facts.times.diagram + (wish.scaled ? 8 : 0);
  const bracketX = axisX + (wish.scaled ? m.AXIS_ROOM - 8 : 0) + m.BRACKET_ROOM;
  const right = width - m.PADDING;
  const left = Math.max(m.AXIS_X + indent + facts.times.diagram + facts.gutter + m.PADDING, (laneXs[0] ?? 0) - 4);
  const barXs = facts.barLanes.flatMap((lane) => laneXs[lane] ?? []);
  const intervals = freeIntervals({ barXs, left: Math.min(left, right - 1), right });
  const chips = widest(intervals);
  return {
    kind: 'diagram',
    width,
    laneXs,
    icons: plan.icons,
    headWidths: plan.headWidths,
    timesX: m.AXIS_X,
    timesWidth: facts.times.diagram,
    recordedX: facts.times.recordedX,
    axisX,
    bracketX,
    wordsX: chips.left,
    intervals,
    chips,
    right,
    need: plan.need,
  };
}

/** From the left edge to a first lane that leaves every title on one line. */
function longestTitle({ timeline, frames }: FormWish, measure: TextMeasure): number {
  let most = 0;
  for (const [place, phase] of timeline.phases.entries()) {
    const indent = m.AXIS_X + indentOf(frames.depths[place] ?? 0);
    most = Math.max(most, indent + stripTitle(timeline, phase, measure).oneLine + m.CLEAR + m.BAR_WIDTH / 2);
  }
  return most;
}

/** Gives spare width to the narrowest gaps, until all are as wide as they may be. */
function widened(gaps: readonly number[], spare: number): number[] {
  const result = [...gaps];
  let left = spare;
  while (left > 0.5) {
    const lowest = Math.min(...result);
    if (result.length === 0 || lowest >= m.LANE_GAP_MAX) break;
    const narrow = result.flatMap((gap, index) => (gap <= lowest + 0.01 ? index : []));
    const next = Math.min(m.LANE_GAP_MAX, ...result.filter((gap) => gap > lowest + 0.01));
    const step = Math.min(next - lowest, left / narrow.length);
    for (const index of narrow) result[index] = lowest + step;
    left -= step * narrow.length;
  }
  return result;
}

function listForm(wish: FormWish, facts: FormFacts, need: number): Form {
  const count = Math.max(1, wish.timeline.participants.length);
  const rails = facts.depth * m.LIST_ALTERNATIVE_INDENT;
  const leastTimes = m.LIST_AXIS_X + facts.times.list + m.CLEAR;
  // Space that words and lanes leave goes to the times first.
  const spare = wish.width - rails - leastTimes - facts.gutter - m.LIST_WORDS - count * m.LIST_PITCH_MIN;
  const times = Math.max(leastTimes, Math.min(m.LIST_TIMES, leastTimes + spare));
  const left = rails + times + facts.gutter;
  const wished = (wish.width - left - m.LIST_WORDS) / count;
  // Many lanes in a narrow panel are closer together, so that their words can be read.
  const crowded = (wish.width - left - m.LIST_WORDS_MIN) / count;
  const pitch = Math.max(
    m.LIST_PITCH_LEAST,
    Math.min(m.LIST_PITCH_MAX, Math.max(wished, Math.min(m.LIST_PITCH_MIN, crowded))),
  );
  const laneXs = wish.timeline.participants.map((_, index) => Math.round(left + pitch / 2 + index * pitch));
  const wordsX = (laneXs.at(-1) ?? left) + m.LIST_WORDS_GAP;
  const width = Math.max(wish.width, wordsX + m.LIST_WORDS_MIN - m.LIST_WORDS_GAP);
  const right = width - m.PADDING;
  const axisX = rails + times - 8;
  const lastBar = laneXs[facts.barLanes.at(-1) ?? -1];
  const afterBars = lastBar === undefined ? left : lastBar + m.BAR_WIDTH / 2 + m.CLEAR;
  // Chips begin where words do; where the widest has no room there, right of the last bar.
  const chipsLeft = wordsX - 2 + facts.widestChip <= right ? wordsX - 2 : Math.min(wordsX - 2, afterBars);
  return {
    kind: 'list',
    width,
    laneXs,
    icons: true,
    headWidths: laneXs.map(() => m.LIST_HEAD_BOX),
    timesX: m.LIST_AXIS_X + rails,
    timesWidth: facts.times.list,
    recordedX: facts.times.recordedX === null ? null : 0,
    axisX: axisX + (wish.scaled ? 4 : 0),
    bracketX: axisX + (wish.scaled ? m.AXIS_ROOM : m.PADDING),
    wordsX,
    intervals: [{ left: wordsX, right }],
    chips: { left: chipsLeft, right },
    right,
    need,
  };
}
