import type { Timeline } from '../types/timeline.js';
import { clockDelay, clockText } from '../wording/clock-text.js';
import type { BracketBox } from './boxes.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';

/** The part of a timeout's bracket that one band shows. */
export interface BracketPart {
  /** The visit that times out. */
  readonly visit: number;
  /** Brackets that run side by side have columns of their own, counted from 0. */
  readonly column: number;
  readonly starts: boolean;
  readonly ends: boolean;
  /** The delay, in the band before the one where the bracket ends. */
  readonly label: string | null;
  readonly known: boolean;
  readonly title: string;
}

/** The brackets of all timeouts: which part of which a visit's band shows. */
export class Brackets {
  private readonly byVisit = new Map<number, readonly BracketPart[]>();
  /** How many columns they take. */
  readonly columns: number;

  constructor(timeline: Timeline) {
    const places = new Map(timeline.phases.map((phase, place) => [phase.visit, place]));
    /** Per column: the place where its last bracket ends. */
    const taken: number[] = [];
    for (const [end, phase] of timeline.phases.entries()) {
      const start = places.get(phase.clock?.visit ?? Number.NaN);
      if (phase.clock === null || start === undefined || start >= end) continue;
      const free = taken.findIndex((last) => last <= start);
      const column = free >= 0 ? free : Math.min(taken.length, m.BRACKET_COLUMNS - 1);
      taken[column] = end;
      const shared = { visit: phase.visit, column, title: clockText(timeline, phase.clock) };
      for (let place = start; place <= end; place++) {
        const visit = timeline.phases[place]?.visit ?? -1;
        this.byVisit.set(visit, [
          ...(this.byVisit.get(visit) ?? []),
          {
            ...shared,
            starts: place === start,
            ends: place === end,
            label: place === end - 1 ? clockDelay(phase.clock) : null,
            known: phase.clock.delayMs !== null,
          },
        ]);
      }
    }
    this.columns = taken.length;
  }

  /** The parts that a visit's band shows; the same list each time. */
  ofVisit(visit: number): readonly BracketPart[] {
    return this.byVisit.get(visit) ?? none;
  }
}

const none: readonly BracketPart[] = [];

/** Where a band's brackets are. */
export interface BracketPlace {
  /** The first column. */
  readonly x: number;
  /** The arrows of the first and the last event of the band that are sent. */
  readonly firstY: number;
  readonly lastY: number;
  readonly height: number;
  readonly slotHeight: number;
}

/** The brackets of one band, measured from its top. */
export function layOutBrackets(parts: readonly BracketPart[], place: BracketPlace, measure: TextMeasure): BracketBox[] {
  return parts.map(({ visit, column, starts, ends, label, known, title }) => {
    const x = place.x + column * m.BRACKET_GAP;
    return {
      key: String(visit),
      x,
      top: starts ? place.lastY : 0,
      bottom: ends ? place.firstY : place.slotHeight,
      starts,
      ends,
      known,
      label: label === null ? null : labelBox(label, x, place, measure),
      title,
    };
  });
}

/** Across the lower edge of the band: nothing else stands there. */
function labelBox(text: string, x: number, { height }: BracketPlace, measure: TextMeasure): BracketBox['label'] {
  const width = Math.ceil(measure.width(text, m.SMALL_TEXT)) + 12;
  const box = { x: Math.round(x - width / 2), y: height - 8, width, height: m.BRACKET_LABEL };
  return { box, text: { x: box.x + width / 2, y: box.y + 12, text } };
}
