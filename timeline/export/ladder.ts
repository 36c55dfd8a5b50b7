import { LifeSpans } from '../layout/life-spans.js';
import { protocolTitle } from '../text/event-sentence.js';
import { eventTimes, type TimeReference } from '../text/event-times.js';
import { eventVerdict } from '../text/event-verdict.js';
import { PLANNED, RECORDED, type TimeCell, timeCells, timeColumns } from '../text/time-columns.js';
import { unreached } from '../text/unreached.js';
import type { Timeline, TimelineEvent } from '../types/timeline.js';
import { CanvasLine } from './text-canvas.js';

const LANE_GAP_MIN = 14;
const LANE_GAP_MAX = 34;
const PROTOCOL_GAP = 4;
const LINES = { ok: '─', faulty: '━', missing: '╌' } as const;

/** The rungs of a ladder: one line per message between upright lanes, in columns of a terminal. */
export class Ladder {
  private readonly columns = new Map<string, number>();
  private readonly spans: LifeSpans;
  /** By event. */
  private readonly times: ReadonlyMap<string, string>;
  /** The heads of two columns of times; empty if there is one. */
  private readonly timeHeads: string;
  private readonly gutter: number;
  /** The column after the last lane. */
  private readonly end: number;

  /**
   * @param timeline what is drawn
   * @param whole the same with what is left out: states begin and end there, too; events are counted in it
   */
  constructor(
    private readonly timeline: Timeline,
    whole: Timeline,
    from: TimeReference,
  ) {
    this.spans = LifeSpans.of(whole);
    const times = eventTimes(timeline, { from });
    const cells = timeline.events.map((event, index) => timeCells(timeline, event, times[index]));
    const first = timeColumn(
      cells.map(({ time, deviates, recorded }) => withSign(time, recorded === null && deviates !== null)),
    );
    const isTwo = timeColumns(timeline) !== 'times';
    const second = timeColumn(cells.map(({ recorded, deviates }) => withSign(recorded, deviates !== null)));
    const widths = isTwo
      ? [Math.max(first.width, PLANNED.length), Math.max(second.width, RECORDED.length)]
      : [first.width];
    const line = (...texts: readonly string[]): string =>
      widths.map((width, column) => (texts[column] ?? '').padStart(width)).join('  ');
    this.times = new Map(
      timeline.events.map(({ id }, index) => [id, line(first.texts[index] ?? '', second.texts[index] ?? '')]),
    );
    this.timeHeads = isTwo ? line(PLANNED, RECORDED) : '';
    this.gutter = Math.max(6, line().length) + 2;
    const names = timeline.participants.map((participant) => participant.name);
    let column = this.gutter + Math.ceil((names[0]?.length ?? 0) / 2) + 1;
    const gaps = laneGaps(timeline, names);
    for (const [index, name] of names.entries()) {
      this.columns.set(name, column);
      column += gaps[index] ?? 0;
    }
    const last = names[names.length - 1] ?? '';
    this.end = (this.columns.get(last) ?? this.gutter) + Math.ceil(last.length / 2);
  }

  /** How many columns the lanes take. */
  get width(): number {
    return this.end;
  }

  /** Names of the participants over their lanes, and what they are. */
  header(): string[] {
    const names = new CanvasLine();
    const roles = new CanvasLine();
    if (this.timeHeads !== '') roles.write(this.gutter - 2 - this.timeHeads.length, this.timeHeads);
    for (const participant of this.timeline.participants) {
      const column = this.columns.get(participant.name) ?? 0;
      names.centre(column, participant.name);
      roles.centre(column, participant.kind === 'party' ? '(party)' : '[system]');
    }
    return [names.toString(), roles.toString()];
  }

  /** The lanes alone, as they are before the event with this index. */
  lanes(index: number): string {
    return this.line(index, false).toString();
  }

  /** The line of an event, with a line for its name above it if the arrow is too short for it. */
  event(index: number, event: TimelineEvent): string[] {
    const line = this.line(index, true);
    const time = this.times.get(event.id) ?? '';
    line.write(this.gutter - 2 - time.length, time);
    const name = event.status === 'missing' ? `missing: ${event.message}` : event.message;
    const stroke = this.strokeOf(event);
    const above = this.drawArrow(line, event, name, stroke);
    const protocol = event.protocol === null ? 'protocol unknown' : protocolTitle(this.timeline, event.protocol);
    line.write(Math.max(this.end + PROTOCOL_GAP, line.length + 2), protocol);
    if (above === null) return [line.toString()];
    const label = this.line(index, false);
    label.write(above, ` ${name} `);
    return [label.toString(), line.toString()];
  }

  private line(index: number, at: boolean): CanvasLine {
    const line = new CanvasLine();
    for (const [name, column] of this.columns) line.write(column, this.laneCharacter(name, index, at));
    return line;
  }

  private laneCharacter(name: string, index: number, at: boolean): string {
    const before = this.spans.at(name, index, false);
    // Where a state begins its line begins too, where one ends it is still there.
    const state = at && (before === null || before.resting) ? this.spans.at(name, index, true) : before;
    if (state === null || state.resting) return '│';
    return state.pending ? '┆' : '┃';
  }

  /** Draws the arrow with its name on it; returns the column for the name if it does not fit. */
  private drawArrow(line: CanvasLine, event: TimelineEvent, name: string, stroke: string): number | null {
    const from = event.sender === null ? undefined : this.columns.get(event.sender);
    const reached = this.columnsOf(event.receivers);
    const missed = this.columnsOf(event.missingReceivers);
    const targets = [...reached, ...missed];
    if (from === undefined || targets.length === 0)
      return this.drawLoose(line, event, name, from ?? reached[0] ?? this.gutter);
    if (targets.every((column) => column === from)) {
      line.write(from + 1, `${stroke}╮ ${name} (to itself)`);
      return null;
    }
    const left = Math.min(from, ...targets);
    const right = Math.max(from, ...targets);
    for (let column = left + 1; column < right; column += 1) line.write(column, stroke);
    line.write(from, from === left ? '├' : from === right ? '┤' : '┼');
    for (const column of reached) if (column !== from) line.write(column, column > from ? '▶' : '◀');
    for (const column of missed) line.write(column, column > from ? '▷' : '◁');
    const stops = [...new Set([left, ...targets, from, right])].sort((a, b) => a - b);
    const gaps = stops.slice(1).map((stop, index) => ({ left: stops[index] ?? left, right: stop }));
    const room = gaps.find((gap) => gap.right - gap.left - 5 >= name.length);
    if (room === undefined) return Math.max(this.gutter, Math.floor((left + right - name.length) / 2) - 1);
    line.centre(Math.ceil((room.left + room.right) / 2), ` ${name} `);
    return null;
  }

  private drawLoose(line: CanvasLine, event: TimelineEvent, name: string, column: number): null {
    const receiver = event.receivers[0] ?? unreached(event);
    line.write(column + 1, ` ${name}: ${event.sender ?? '?'} → ${receiver} `);
    return null;
  }

  private strokeOf(event: TimelineEvent): string {
    if (event.status === 'missing') return LINES.missing;
    return eventVerdict(this.timeline, event).faulty ? LINES.faulty : LINES.ok;
  }

  private columnsOf(names: readonly string[]): number[] {
    return names.flatMap((name) => this.columns.get(name) ?? []);
  }
}

/** A time, marked if it deviates; a missing message is marked at its arrow. */
function withSign(cell: TimeCell | null, deviates: boolean): string {
  if (cell === null || cell.missing) return '';
  return deviates ? `⚠ ${cell.text}` : cell.text;
}

function timeColumn(texts: readonly string[]): { readonly texts: readonly string[]; readonly width: number } {
  return { texts, width: Math.max(0, ...texts.map(({ length }) => length)) };
}

/** Columns between neighboring lanes: room for the names between them, and for the headers. */
function laneGaps(timeline: Timeline, names: readonly string[]): number[] {
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const gaps = names.slice(1).map((name, index) => {
    const headers = Math.ceil((name.length + (names[index]?.length ?? 0)) / 2) + 3;
    return Math.max(LANE_GAP_MIN, headers);
  });
  for (const event of timeline.events) {
    const from = indexOf.get(event.sender ?? '');
    const name = event.status === 'missing' ? `missing: ${event.message}` : event.message;
    for (const receiver of event.receivers) {
      const to = indexOf.get(receiver);
      if (from === undefined || to === undefined || Math.abs(from - to) !== 1) continue;
      const gap = Math.min(from, to);
      gaps[gap] = Math.max(gaps[gap] ?? 0, Math.min(LANE_GAP_MAX, name.length + 6));
    }
  }
  return gaps;
}
