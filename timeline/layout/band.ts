import type { TimelineEvent, TimelinePhase } from '../types/timeline.js';
import { clockText } from '../wording/clock-text.js';
import { isProblem } from '../wording/counts.js';
import type { BandBox, EventBox, NoteBox } from './boxes.js';
import { layOutBrackets } from './brackets.js';
import { type EventScene, layOutEvent } from './event.js';
import { isShown } from './event-filter.js';
import { layOutHead } from './head.js';
import { layOutBars } from './life-bars.js';
import * as m from './measures.js';
import { layOutNote } from './note.js';
import { layOutOutcomes } from './outcomes.js';
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
}

/** One band with everything in it. */
export function layOutBand(scene: EventScene, place: BandPlace): BandBox {
  const { timeline, measure, width } = scene;
  const { phase, folded } = place;
  const events = timeline.events.slice(place.first, place.end);
  const indices = new Set([...phase.findings, ...events.flatMap((event) => event.findings)]);
  const findings = [...indices].flatMap((index) => timeline.findings[index] ?? []);
  const messages = messageCount(events);
  const shown = messageCount(events.filter((event) => isShown(event, scene.filter)));
  const faint = messageCount(events.filter((event) => !isShown(event, scene.dimmed)));
  const problems = findings.filter(isProblem).length;
  const clock = phase.clock === null ? null : clockText(timeline, phase.clock);
  const head = layOutHead(phase, { folded, problems, messages, shown, faint, clock, width: scene.viewWidth }, measure);
  let y = m.HEAD_HEIGHT;
  const notes = folded ? [] : phaseNotes(scene, phase, events, y);
  for (const note of notes) y = Math.max(y, note.box.y + note.box.height + 4);
  const boxes: EventBox[] = [];
  const arrowYs: number[] = [];
  const told = new Set<number>();
  const axis = new AxisBuilder(scene.axisX, place.axis);
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
        axis.arrive(gap, y + m.ARROW_Y, y);
      }
      const box = layOutEvent(scene, place.first + offset, event, y, told);
      boxes.push(box);
      arrowYs.push(y + m.ARROW_Y);
      y += box.row.height;
    }
  }
  const outcomes = folded ? null : layOutOutcomes(phase.outcomes, y + 6, scene.viewWidth, measure);
  const chip = outcomes?.chips[outcomes.chips.length - 1];
  const height = chip === undefined ? y + (folded ? 0 : 8) : chip.box.y + chip.box.height + 10;
  const slotHeight = place.last ? height : height + m.BAND_GAP;
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
    height,
    slotHeight,
    head,
    laneXs: scene.laneXs,
    bars: layOutBars(scene.spans, scene.laneX, scene.dimmed.participants, {
      visit: phase.visit,
      first: phase.parent === null,
      bottom: place.last ? height : slotHeight,
      arrowY,
    }),
    brackets: layOutBrackets(
      scene.brackets.ofVisit(phase.visit),
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
  };
}

function messageCount(events: readonly TimelineEvent[]): number {
  return events.filter((event) => event.status !== 'missing').length;
}

/** What is said of the phase as a whole: findings that no event of the band carries. */
function phaseNotes(scene: EventScene, phase: TimelinePhase, events: readonly TimelineEvent[], top: number): NoteBox[] {
  const ofEvents = new Set(events.flatMap((event) => event.findings));
  const x = m.EDGE_WIDTH + m.PADDING;
  const room = scene.viewWidth - x - m.PADDING;
  let y = top;
  const notes: NoteBox[] = [];
  for (const index of phase.findings) {
    const finding = scene.timeline.findings[index];
    if (finding === undefined || ofEvents.has(index)) continue;
    const lines = isProblem(finding) ? m.NOTE_LINES : 1;
    const button = scene.buttons && finding.fixable && isProblem(finding) ? { button: 'Fix' as const } : {};
    const note = layOutNote(finding.message, finding.severity, { x, y, room, lines, ...button }, scene.measure);
    notes.push(note);
    y += note.box.height + 4;
  }
  return notes;
}
