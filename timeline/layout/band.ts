import { clockText } from '../text/clock-text.js';
import { isProblem } from '../text/counts.js';
import { fixWord } from '../text/fix-word.js';
import type { Timeline, TimelineEvent, TimelinePhase } from '../types/timeline.js';
import { showsAllPaths } from './all-paths.js';
import type { BandBox, EventBox, NoteBox } from './boxes.js';
import { type BracketPart, bracketXs, layOutBrackets } from './brackets.js';
import { type EventScene, layOutEvent } from './event.js';
import { isShown } from './event-filter.js';
import type { FrameMark } from './frame-plan.js';
import { frameInset, layOutFrames } from './frames.js';
import { layOutHead } from './head.js';
import { layOutBars } from './life-bars.js';
import * as m from './measures.js';
import { layOutNote, roomForNote } from './note.js';
import { layOutOutcomes, type NumberedOutcome } from './outcomes.js';
import { AxisBuilder, type AxisEnds } from './time-axis.js';

/** Names a visit of a phase over edits: the visit's number and the phase's name. */
export function bandKey(phase: TimelinePhase): string {
  return `${phase.visit} ${phase.name}`;
}

/** Where a band stands in the timeline. */
export interface BandPlace {
  readonly phase: TimelinePhase;
  /** Index of the band's first event, and of the first one after it. */
  readonly first: number;
  readonly end: number;
  readonly y: number;
  readonly folded: boolean;
  readonly last: boolean;
  readonly axis: AxisEnds;
  /** How many frames stand around it, and what follows it. */
  readonly depth: number;
  readonly marks: readonly FrameMark[];
  /** Which of several visits of its phase it is; null where there is one. */
  readonly round: string | null;
  /** Indices of the ways on that lead round a loop which ends with it. */
  readonly repeated: readonly number[];
  /** Whether the next band shows what follows: bars that outlast the visit run on to it. */
  readonly continues: boolean;
}

/** One band with everything in it. */
export function layOutBand(common: EventScene, place: BandPlace): BandBox {
  const { timeline, measure, width } = common;
  const { phase, folded, depth } = place;
  const inset = frameInset(depth);
  const scene = depth === 0 ? common : { ...common, left: inset.left, right: width - inset.right };
  const right = scene.viewWidth - inset.right;
  const events = timeline.events.slice(place.first, place.end);
  const indices = new Set([...phase.findings, ...events.flatMap((event) => event.findings)]);
  const findings = [...indices].flatMap((index) => timeline.findings[index] ?? []);
  const messages = messageCount(events);
  const shown = messageCount(events.filter((event) => isShown(event, scene.filter)));
  const faint = messageCount(events.filter((event) => !isShown(event, scene.dimmed)));
  const problems = findings.filter(isProblem).length;
  const clock = phase.clock === null ? null : clockText(timeline, phase.clock);
  const column = scene.headInColumn;
  const brackets = scene.brackets.ofVisit(phase.visit);
  const from = brackets.find(({ short }) => short)?.from ?? null;
  const head = layOutHead(
    phase,
    { folded, problems, messages, shown, faint, clock, from, round: place.round },
    {
      left: scene.left,
      right: column ? (folded ? scene.timesRight : scene.headsRight) : right,
      column,
      obstacles: column ? [] : obstaclesOf(scene, phase, brackets, folded ? 'whole' : 'top'),
    },
    measure,
  );
  const headBottom = head.area.y + head.area.height + 1;
  const obstacles = obstaclesOf(scene, phase, brackets, 'whole');
  let y = folded ? headBottom : column ? m.ROWS_TOP : m.HEAD_HEIGHT;
  const notes = folded ? [] : phaseNotes(scene, phase, events, { top: column ? y + 2 : y, right, obstacles });
  for (const note of notes) y = Math.max(y, note.box.y + note.box.height + 4);
  const boxes: EventBox[] = [];
  const arrowYs: number[] = [];
  const shared = { obstacles, told: new Set<number>() };
  const axis = new AxisBuilder(scene.axisX, column ? 0 : headBottom, place.axis, scene.scale);
  if (!folded) {
    for (const [offset, event] of events.entries()) {
      if (!isShown(event, scene.filter)) {
        // What happens there still happens: a state that begins with a hidden message begins between its neighbours.
        arrowYs.push(y);
        continue;
      }
      const gap = scene.scale?.gaps[place.first + offset];
      if (gap !== undefined) {
        y += axis.roomAbove(gap, y + m.ARROW_Y);
        axis.arrive(gap, y + m.ARROW_Y);
      }
      const box = layOutEvent(scene, place.first + offset, event, y, shared);
      boxes.push(box);
      arrowYs.push(y + m.ARROW_Y);
      y += box.row.height;
    }
  }
  if (column) y = Math.max(y, headBottom);
  const repeated = new Set(place.repeated);
  const chipRoom = { top: y + m.CHIPS_ABOVE, left: scene.left, right, obstacles, repeated, pressed: scene.buttons };
  const outcomes = folded ? null : layOutOutcomes(chipsOf(timeline, phase, place), chipRoom, measure);
  const chip = outcomes?.chips[outcomes.chips.length - 1];
  const height = chip === undefined ? y + (folded ? 2 : 8) : chip.box.y + chip.box.height + 10;
  const gap = layOutFrames(scene, place.marks, depth, height);
  const slotHeight = place.last ? Math.max(height, gap.bottom - m.BAND_GAP) : gap.bottom;
  const arrowY = (event: number): number => (folded ? m.HEAD_HEIGHT / 2 : (arrowYs[event - place.first] ?? m.ARROW_Y));
  const sent = events.flatMap((event, offset) => (event.status === 'missing' ? [] : [place.first + offset]));
  return {
    key: bandKey(phase),
    visit: phase.visit,
    name: phase.name,
    verdict: phase.verdict,
    folded,
    y: place.y,
    width,
    left: scene.left,
    right: scene.right,
    height,
    slotHeight,
    head,
    columnWidth: scene.gutter,
    headInColumn: column,
    laneXs: scene.laneXs,
    bars: layOutBars(scene.spans, scene.laneX, scene.dimmed.participants, {
      visit: phase.visit,
      first: phase.parent === null,
      bottom: place.continues ? slotHeight : height,
      arrowY,
    }),
    brackets: layOutBrackets(
      brackets,
      {
        x: scene.bracketX,
        firstY: arrowY(sent[0] ?? place.first),
        lastY: arrowY(sent[sent.length - 1] ?? place.first),
        height,
        slotHeight,
      },
      measure,
    ),
    axis: scene.scale === null ? null : axis.finish(slotHeight),
    notes,
    events: boxes,
    outcomes,
    strips: gap.strips,
    sides: gap.sides,
  };
}

/**
 * What runs down through the band, or comes into it at its top: the bars of parties, brackets and the time axis; in
 * order from the left.
 */
function obstaclesOf(
  scene: EventScene,
  phase: TimelinePhase,
  parts: readonly BracketPart[],
  where: 'top' | 'whole',
): number[] {
  const whole = where === 'whole';
  const drawn = scene.spans
    .ofVisit(phase.visit)
    .filter(({ state, from }) => !state.resting && (whole || from === null));
  const brackets = parts.filter(({ starts, short }) => whole || (!starts && !short));
  const xs = drawn.flatMap(({ state }) => scene.laneX.get(state.participant) ?? []);
  const axis = scene.bracketX > scene.axisX ? [scene.axisX] : [];
  return [...new Set([...xs, ...bracketXs(brackets, scene.bracketX), ...axis])].sort((a, b) => a - b);
}

/**
 * The ways on that have a chip: where a frame follows, it shows those that can be taken. Where all ways are shown, none
 * is the one that is taken.
 */
function chipsOf(timeline: Timeline, phase: TimelinePhase, { marks }: BandPlace): NumberedOutcome[] {
  const framed = marks[0]?.kind === 'open';
  const all = showsAllPaths(timeline);
  return phase.outcomes
    .map((outcome, index): NumberedOutcome => [index, all ? { ...outcome, taken: false } : outcome])
    .filter(([, outcome]) => !framed || !outcome.possible);
}

function messageCount(events: readonly TimelineEvent[]): number {
  return events.filter((event) => event.status !== 'missing').length;
}

/** What is said of the phase as a whole: findings that no event of the band carries. */
function phaseNotes(
  scene: EventScene,
  phase: TimelinePhase,
  events: readonly TimelineEvent[],
  { top, right, obstacles }: { readonly top: number; readonly right: number; readonly obstacles: readonly number[] },
): NoteBox[] {
  const ofEvents = new Set(events.flatMap((event) => event.findings));
  const left = scene.gutter;
  const room = roomForNote(left, 0, { left, right: right - m.PADDING, obstacles });
  let y = top;
  const notes: NoteBox[] = [];
  for (const index of phase.findings) {
    const finding = scene.timeline.findings[index];
    if (finding === undefined || ofEvents.has(index)) continue;
    const lines = isProblem(finding) ? scene.noteLines : scene.remarkLines;
    const button = scene.buttons && finding.fixable && isProblem(finding) ? { button: fixWord(finding) } : {};
    const note = layOutNote(finding.message, finding.severity, { ...room, y, lines, ...button }, scene.measure);
    notes.push({ ...note, finding: finding.id });
    y += note.box.height + 4;
  }
  return notes;
}
