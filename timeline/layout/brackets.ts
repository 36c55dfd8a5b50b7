import { clockText } from '../text/clock-text.js';
import type { Timeline, TimelinePhase } from '../types/timeline.js';
import type { Box } from './box.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';
import type { BracketBox } from './time-boxes.js';

/** The part of a timeout's bracket that one band shows. */
export interface BracketPart {
  /** The visit that times out. */
  readonly visit: number;
  /** Brackets that run side by side have columns of their own, counted from 0. */
  readonly column: number;
  readonly starts: boolean;
  readonly ends: boolean;
  /** Whether only its end is drawn: its clock starts on the path to it, but other branches are drawn in between. */
  readonly short: boolean;
  readonly isTimeStated: boolean;
  readonly title: string;
}

/** The brackets of all timeouts: which part of which a visit's band shows. */
export class Brackets {
  private readonly byVisit = new Map<number, readonly BracketPart[]>();
  /** How many columns they take. */
  readonly columns: number;

  constructor(timeline: Timeline) {
    const { phases } = timeline;
    const places = new Map(phases.map((phase, place) => [phase.visit, place]));
    /** Per column: the place where its last bracket ends. */
    const columnEnds: number[] = [];
    for (const [end, phase] of phases.entries()) {
      const begin = places.get(phase.clock?.visit ?? Number.NaN);
      if (phase.clock === null || begin === undefined || begin >= end) continue;
      const short = !oneWay(phases, begin, end);
      const start = short ? end : begin;
      const free = columnEnds.findIndex((last) => last <= start - (short ? 1 : 0));
      const column = free >= 0 ? free : Math.min(columnEnds.length, m.MAX_BRACKET_COLUMNS - 1);
      columnEnds[column] = end;
      const shared = { visit: phase.visit, column, short, title: clockText(timeline, phase.clock) };
      for (let place = start; place <= end; place++) {
        const visit = phases[place]?.visit ?? -1;
        this.byVisit.set(visit, [
          ...(this.byVisit.get(visit) ?? []),
          {
            ...shared,
            starts: place === start && !short,
            ends: place === end,
            isTimeStated: phase.clock.delayMs !== null,
          },
        ]);
      }
    }
    this.columns = columnEnds.length;
  }

  /** The parts that a visit's band shows; the same list each time. */
  ofVisit(visit: number): readonly BracketPart[] {
    return this.byVisit.get(visit) ?? none;
  }
}

/** Whether each visit from one place to another follows the one drawn above it. */
function oneWay(phases: readonly TimelinePhase[], from: number, to: number): boolean {
  for (let place = from + 1; place <= to; place++) if (phases[place]?.parent !== phases[place - 1]?.visit) return false;
  return true;
}

const none: readonly BracketPart[] = [];

/** Where a band's brackets are. */
export interface BracketPlace {
  /** The first column. */
  readonly x: number;
  /** The arrows of the first and the last event of the band that are sent. */
  readonly firstY: number;
  readonly lastY: number;
  /** Where the rows of the band begin: a bracket that only ends here begins there. */
  readonly rowsTop: number;
  readonly slotHeight: number;
  /** Where the word at its end has to end. */
  readonly right: number;
  /** Texts of the band that the word keeps clear of. */
  readonly taken: readonly Box[];
}

const WORD = 'timeout';

/** The brackets of one band, measured from its top. */
export function layOutBrackets(parts: readonly BracketPart[], place: BracketPlace, measure: TextMeasure): BracketBox[] {
  const wordWidth = Math.ceil(measure.width(WORD, m.SMALL_TEXT));
  const last = Math.max(0, ...parts.map(({ column }) => column));
  return parts.map(({ visit, column, starts, ends, short, isTimeStated, title }): BracketBox => {
    const x = place.x + column * m.BRACKET_GAP;
    const wordX = x + 14;
    const y = place.firstY + 4;
    const isTaken = place.taken.some(
      (box) => box.y < y + 3 && box.y + box.height > y - 9 && box.x < wordX + wordWidth + m.CLEAR,
    );
    // The names of states matter more than the word: the bracket's tooltip says it too.
    const fits = ends && column === last && wordX + wordWidth <= place.right && !isTaken;
    return {
      key: String(visit),
      x,
      top: short ? Math.max(place.rowsTop, place.firstY - 12) : starts ? place.lastY : 0,
      bottom: ends ? place.firstY : place.slotHeight,
      starts,
      ends,
      isTimeStated,
      label: fits ? { x: wordX, y, text: WORD, width: wordWidth } : null,
      title,
    };
  });
}
