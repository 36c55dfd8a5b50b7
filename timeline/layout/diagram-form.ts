import { headPart } from '../text/participant-part.js';
import type { Timeline, TimelineEvent } from '../types/timeline.js';
import { type Form, indentOf } from './form.js';
import type { FormFacts, FormInputs } from './form-facts.js';
import { freeIntervals, widest } from './intervals.js';
import { labelWidth } from './label.js';
import * as m from './measures.js';
import { stripTitle, widestGuard } from './strip-words.js';
import type { TextMeasure } from './text-metrics.js';
import { rowTimesWidth } from './time-cells.js';

/** The width that a diagram needs, part by part. */
export interface DiagramPlan {
  readonly icons: boolean;
  readonly headWidths: readonly number[];
  /** From the left edge to the first lane. */
  readonly first: number;
  readonly gaps: readonly number[];
  /** From the last lane to the right edge. */
  readonly margin: number;
  readonly need: number;
}

/** Measures what a diagram needs, with or without icons in its heads. */
export function planDiagram(inputs: FormInputs, facts: FormFacts, icons: boolean, measure: TextMeasure): DiagramPlan {
  const { timeline } = inputs;
  const headWidths = timeline.participants.map((participant) => {
    const title = measure.width(participant.name, m.TITLE_TEXT);
    const subtitle = measure.width(headPart(participant), m.SMALL_TEXT);
    return Math.ceil(Math.max(title, subtitle)) + 24 + (icons ? m.HEADER_ICON + 4 : 0);
  });
  const gaps = labelGaps(inputs, facts, headWidths, measure);
  const last = headWidths.length - 1;
  const besideButton = facts.buttonWidth === 0 ? 0 : facts.buttonWidth + m.PADDING + m.CLEAR + 4;
  const margin = Math.max(
    (headWidths[last] ?? 0) / 2 + m.PADDING,
    besideButton,
    selfMargin(facts, last, timeline, measure),
  );
  const first = Math.ceil(firstLane(inputs, facts, headWidths[0] ?? 0, measure));
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
  { timeline, times, frames }: FormInputs,
  facts: FormFacts,
  head: number,
  measure: TextMeasure,
): number {
  const lane = timeline.participants[0]?.name;
  const states = [...timeline.initialStates, ...timeline.states].filter(({ participant }) => participant === lane);
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
 * How far apart neighboring lanes have to be: for their heads, for labels between them, and for those of long arrows.
 */
function labelGaps(
  { timeline }: FormInputs,
  facts: FormFacts,
  heads: readonly number[],
  measure: TextMeasure,
): number[] {
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
export function titleShare(inputs: FormInputs, plan: DiagramPlan, measure: TextMeasure): number {
  const slack = Math.max(0, inputs.width - plan.need);
  const neededWidth = longestTitle(inputs, measure) - plan.first;
  return Math.max(0, Math.min(neededWidth, slack * 0.6, inputs.width * m.TITLE_SHARE - plan.first));
}

/**
 * Sets out a diagram.
 * @param forTitles the part of the spare width that goes to titles, in px
 */
export function diagramForm(inputs: FormInputs, facts: FormFacts, plan: DiagramPlan, forTitles: number): Form {
  const { width } = inputs;
  const slack = Math.max(0, width - plan.need);
  const gaps = widened(plan.gaps, slack - forTitles);
  const laneXs: number[] = [];
  let x = plan.first + forTitles;
  for (const index of plan.headWidths.keys()) {
    laneXs.push(Math.round(x));
    x += gaps[index] ?? 0;
  }
  const indent = indentOf(facts.depth);
  const axisX = m.AXIS_X + indent + facts.times.diagram + (inputs.scaled ? 8 : 0);
  const bracketX = axisX + (inputs.scaled ? m.AXIS_ROOM - 8 : 0) + m.BRACKET_ROOM;
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
function longestTitle({ timeline, frames }: FormInputs, measure: TextMeasure): number {
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
