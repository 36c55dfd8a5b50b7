import { clockText } from '../text/clock-text.js';
import { isProblem } from '../types/problems.js';
import type { TimelineEvent, TimelinePhase } from '../types/timeline.js';
import { layOutAlternatives } from './alternatives.js';
import type { LaneLine } from './box.js';
import type { BandBox } from './boxes.js';
import { layOutBrackets } from './brackets.js';
import { findingsOfChips, layOutChips } from './chips.js';
import { barXsAt, type EventScene, layOutEvent, timesEnd } from './event.js';
import type { EventBox, NoteBox, StateNameBox } from './event-boxes.js';
import { isShown } from './event-filter.js';
import { indentOf } from './form.js';
import type { FrameMark } from './frame-plan.js';
import { layOutBars } from './life-bars.js';
import * as m from './measures.js';
import { layOutPhaseNote } from './note.js';
import { layOutEntryStates } from './state-names.js';
import { layOutStrip } from './strip.js';
import { leadingOperand } from './strip-words.js';
import { AxisBuilder, type AxisEnds } from './time-axis.js';

/** Names a visit of a phase over edits: the visit's number and the phase's name. */
export function bandKey(phase: TimelinePhase): string {
  return `${phase.visit} ${phase.name}`;
}

/** The position of a band in the timeline. */
export interface BandPlace {
  readonly phase: TimelinePhase;
  /** Index of the band's first event, and of the first one after it. */
  readonly first: number;
  readonly end: number;
  readonly y: number;
  readonly folded: boolean;
  readonly axis: AxisEnds;
  /** Number of brackets of alternatives around it, and the marks before and after it. */
  readonly depth: number;
  readonly before: readonly FrameMark[];
  readonly after: readonly FrameMark[];
  /** Which of several visits of its phase it is; null if there is one. */
  readonly round: string | null;
  /** Indices of the outcomes that lead round a loop which ends with it. */
  readonly repeated: readonly number[];
  /** Whether the next band shows what follows: bars that outlast the visit run on to it. */
  readonly continues: boolean;
}

/** One band with everything in it. */
export function layOutBand(scene: EventScene, place: BandPlace): BandBox {
  const { timeline, form } = scene;
  const { phase, folded, depth } = place;
  const indent = form.kind === 'list' ? 0 : indentOf(depth);
  const events = timeline.events.slice(place.first, place.end);
  const strip = layOutBandStrip(scene, place, events);
  const rowsTop = strip.area.height;
  const notes = folded ? [] : layOutPhaseNotes(scene, phase, events, rowsTop + m.ROWS_ABOVE);
  const notesEnd = Math.max(rowsTop + m.ROWS_ABOVE, ...notes.map(({ box }) => box.y + box.height));
  const axis = new AxisBuilder(form.axisX, rowsTop, place.axis, scene.scale);
  const parts = scene.brackets.ofVisit(phase.visit);
  const needsRow = parts.some(({ starts, ends }) => starts || ends);
  const rows: Rows = folded
    ? { boxes: [], arrowYs: [], emptyRowY: null, bottom: rowsTop }
    : layOutRows(scene, place, events, axis, { top: notesEnd, indent, needsRow });
  const { boxes, arrowYs } = rows;
  const outcomes = folded ? null : layOutOutcomes(scene, place, rows.bottom + m.ROWS_ABOVE, indent);
  const height = folded ? rows.bottom : bandBottom(rows, outcomes);
  const alternatives = layOutAlternatives(scene, place, height);
  const slotHeight = alternatives.bottom;
  const emptyRowY = rows.emptyRowY ?? rowsTop;
  const arrowY = (event: number): number => (folded ? rowsTop / 2 : (arrowYs[event - place.first] ?? emptyRowY));
  const entered = entryStates(scene, place, boxes, indent);
  const sent = events.flatMap((event, offset) => (event.status === 'missing' ? [] : [place.first + offset]));
  return {
    key: bandKey(phase),
    visit: phase.visit,
    name: phase.name,
    form: form.kind,
    verdict: phase.verdict,
    folded,
    y: place.y,
    width: form.width,
    height,
    slotHeight,
    strip,
    lanes: laneLines(scene),
    bars: layOutBars(scene.spans, scene.laneX, scene.dimmed.participants, {
      visit: phase.visit,
      first: phase.parent === null,
      bottom: place.continues ? slotHeight : depth > 0 ? height - m.ALTERNATIVE_GAP : height,
      arrowY,
    }),
    brackets: layOutBandBrackets(scene, parts, {
      firstY: arrowY(sent[0] ?? place.first),
      lastY: arrowY(sent.at(-1) ?? place.first),
      rowsTop,
      slotHeight,
      taken: textBoxes(entered, boxes),
    }),
    axis: scene.scale === null ? null : axis.finish(slotHeight),
    notes,
    events: boxes,
    entryStates: entered,
    outcomes,
    continuations: alternatives.continuations,
    rails: alternatives.rails,
  };
}

/** The boxes of texts that brackets must not cross. */
function textBoxes(entered: readonly StateNameBox[], events: readonly EventBox[]): StateNameBox['box'][] {
  return [...entered, ...events.flatMap(({ states, label }) => [...states, label])].map(({ box }) => box);
}

/** The brackets to the left of the lanes. */
function layOutBandBrackets(
  { form, measure }: EventScene,
  parts: Parameters<typeof layOutBrackets>[0],
  rows: Omit<Parameters<typeof layOutBrackets>[1], 'x' | 'right'>,
): BandBox['brackets'] {
  const right = form.kind === 'list' ? 0 : (form.laneXs[0] ?? 0) - m.BAR_WIDTH / 2 - m.CLEAR;
  return layOutBrackets(parts, { ...rows, x: form.bracketX, right }, measure);
}

function layOutBandStrip(
  scene: EventScene,
  { phase, folded, round, depth, before }: BandPlace,
  events: readonly TimelineEvent[],
): BandBox['strip'] {
  return layOutStrip(scene, phase, {
    folded,
    problems: problemCount(scene, phase, events),
    messages: messageCount(events),
    shown: messageCount(events.filter((event) => isShown(event, scene.filter))),
    faint: messageCount(events.filter((event) => !isShown(event, scene.dimmed))),
    round,
    clock: phase.clock === null ? null : clockText(scene.timeline, phase.clock),
    depth,
    operand: leadingOperand(before),
  });
}

function layOutOutcomes(
  { timeline, form, buttons, measure }: EventScene,
  { phase, repeated }: BandPlace,
  top: number,
  indent: number,
): BandBox['outcomes'] {
  const labelX = form.timesX + indent;
  const row = { form: form.kind, top, labelX, room: form.chips, buttons, repeated: new Set(repeated) };
  return layOutChips(timeline, phase, row, measure);
}

/** Where an open band ends: below its outcomes, otherwise below its rows. */
function bandBottom({ bottom }: Rows, outcomes: BandBox['outcomes']): number {
  if (outcomes === null) return bottom + m.ROWS_BELOW;
  const last = outcomes.more?.box ?? outcomes.chips.at(-1)?.box;
  const chipsEnd = last === undefined ? bottom : last.y + m.CHIP_HEIGHT;
  return chipsEnd + m.CHIPS_HEIGHT - m.CHIP_HEIGHT - m.ROWS_ABOVE;
}

/** The rows of a band that is open. */
interface Rows {
  readonly boxes: readonly EventBox[];
  /** Height of each event's arrow in the band, hidden ones included. */
  readonly arrowYs: readonly number[];
  /** Height of the row of a band without events; null if it has none. */
  readonly emptyRowY: number | null;
  /** Where the rows end. */
  readonly bottom: number;
}

/** @param needsRow whether a bracket begins or ends in the band: then it has a row, even if no event is shown */
function layOutRows(
  scene: EventScene,
  { first }: BandPlace,
  events: readonly TimelineEvent[],
  axis: AxisBuilder,
  { top, indent, needsRow }: { readonly top: number; readonly indent: number; readonly needsRow: boolean },
): Rows {
  const list = scene.form.kind === 'list';
  const arrowOffset = list ? m.LIST_ARROW_Y : m.ARROW_Y;
  const shared = { indent, explained: new Set<number>() };
  const boxes: EventBox[] = [];
  const arrowYs: number[] = [];
  let y = top;
  for (const [offset, event] of events.entries()) {
    if (!isShown(event, scene.filter)) {
      // A hidden message still takes effect: a state that begins with it begins between its neighbors.
      arrowYs.push(y);
      continue;
    }
    const gap = scene.scale?.gaps[first + offset];
    if (gap !== undefined) {
      y += axis.roomAbove(gap, y + arrowOffset);
      axis.arrive(gap, y + arrowOffset);
    }
    const box = layOutEvent(scene, first + offset, event, y, shared);
    boxes.push(box);
    arrowYs.push(y + arrowOffset);
    y += box.row.height;
  }
  if (boxes.length > 0 || !needsRow) return { boxes, arrowYs, emptyRowY: null, bottom: y };
  // A timeout with nothing to show still needs a row: its bracket begins or ends there.
  const emptyRowY = y + arrowOffset;
  return {
    boxes,
    arrowYs: arrowYs.map(() => emptyRowY),
    emptyRowY,
    bottom: y + (list ? m.LIST_ROW_HEIGHT : m.ROW_HEIGHT),
  };
}

/** The lanes as they run through a band. */
export function laneLines({ timeline, laneX }: Pick<EventScene, 'timeline' | 'laneX'>): LaneLine[] {
  return timeline.participants.flatMap(({ name, kind }) => {
    const x = laneX.get(name);
    return x === undefined ? [] : [{ x, kind }];
  });
}

/** The states that the first visit of a path or of an alternative is entered in, next to their bars. */
function entryStates(
  scene: EventScene,
  { phase, first, before }: BandPlace,
  boxes: readonly EventBox[],
  indent: number,
): StateNameBox[] {
  const { form, laneX, measure, spans, timeline } = scene;
  const [row] = boxes;
  const begins = phase.parent === null || leadingOperand(before) !== null;
  if (row === undefined || !begins || form.kind === 'list') return [];
  const isContinued = leadingOperand(before)?.kind === 'open' && phase.parent !== null;
  if (isContinued) return [];
  const entered = spans.ofVisit(phase.visit).filter(({ from, state }) => from === null && !state.resting);
  const index = timeline.events.findIndex(({ id }) => id === row.id);
  const xs = row.lines.flatMap(({ points }) => points.map(([x]) => x));
  const names = row.states.map(({ box }) => box);
  const usedBoxes = [row.label.box, ...names, ...(row.note === null ? [] : [row.note.box])];
  const left = timesEnd(scene, indent) - form.timesWidth;
  const arrow = { left: Math.min(...xs), right: Math.max(...xs), y: row.y };
  const place = {
    laneX,
    left,
    right: form.right,
    taken: usedBoxes,
    barXs: barXsAt(scene, index < 0 ? first : index),
    arrow,
  };
  return layOutEntryStates(entered, place, row.row.y, measure);
}

function messageCount(events: readonly TimelineEvent[]): number {
  return events.filter((event) => event.status !== 'missing').length;
}

function problemCount({ timeline }: EventScene, phase: TimelinePhase, events: readonly TimelineEvent[]): number {
  const indices = new Set([...phase.findings, ...events.flatMap((event) => event.findings)]);
  return [...indices].flatMap((index) => timeline.findings[index] ?? []).filter(isProblem).length;
}

/** Findings of the phase that neither an event nor a chip shows, one row each under the strip. */
function layOutPhaseNotes(
  scene: EventScene,
  phase: TimelinePhase,
  events: readonly TimelineEvent[],
  top: number,
): NoteBox[] {
  const { timeline, form, measure, buttons } = scene;
  const ofEvents = new Set(events.flatMap((event) => event.findings));
  const ofChips = findingsOfChips(timeline, phase);
  const x = form.kind === 'list' ? form.wordsX : form.chips.left;
  let y = top;
  return phase.findings.flatMap((index): NoteBox[] => {
    const finding = timeline.findings[index];
    if (finding === undefined || ofEvents.has(index) || ofChips.has(finding.id)) return [];
    const isFixable = buttons && finding.fixable && isProblem(finding);
    const place = { x, top: y, right: form.chips.right, buttonRight: form.right, isFixable };
    const note = layOutPhaseNote(finding, place, measure);
    y += note.box.height;
    return [note];
  });
}
