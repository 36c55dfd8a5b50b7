import { clockDelay, clockText } from '../text/clock-text.js';
import { phaseName } from '../text/visit-name.js';
import type { Timeline, TimelinePhase } from '../types/timeline.js';
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
  /** Whether only its end is drawn: its clock starts on the way there, but other ways on are drawn between. */
  readonly short: boolean;
  /** Where only the end is drawn, what it starts with, in words: `timeout after Invite`; else null. */
  readonly from: string | null;
  /** The delay: in the band before the one where the bracket ends; where only the end is drawn, there. */
  readonly label: string | null;
  readonly known: boolean;
  readonly title: string;
}

/** The brackets of all timeouts: which part of which a visit's band shows. */
export class Brackets {
  readonly #byVisit = new Map<number, readonly BracketPart[]>();
  /** How many columns they take. */
  readonly columns: number;

  constructor(timeline: Timeline) {
    const { phases } = timeline;
    const places = new Map(phases.map((phase, place) => [phase.visit, place]));
    /** Per column: the place where its last bracket ends. */
    const taken: number[] = [];
    for (const [end, phase] of phases.entries()) {
      const begin = places.get(phase.clock?.visit ?? Number.NaN);
      if (phase.clock === null || begin === undefined || begin >= end) continue;
      const short = !oneWay(phases, begin, end);
      const start = short ? end : begin;
      const free = taken.findIndex((last) => last <= start - (short ? 1 : 0));
      const column = free >= 0 ? free : Math.min(taken.length, m.BRACKET_COLUMNS - 1);
      taken[column] = end;
      const from = short ? `timeout after ${phaseName(timeline, phase.clock.visit)}` : null;
      const shared = { visit: phase.visit, column, short, from, title: clockText(timeline, phase.clock) };
      for (let place = start; place <= end; place++) {
        const visit = phases[place]?.visit ?? -1;
        this.#byVisit.set(visit, [
          ...(this.#byVisit.get(visit) ?? []),
          {
            ...shared,
            starts: place === start && !short,
            ends: place === end,
            label: place === (short ? end : end - 1) ? clockDelay(phase.clock) : null,
            known: phase.clock.delayMs !== null,
          },
        ]);
      }
    }
    this.columns = taken.length;
  }

  /** The parts that a visit's band shows; the same list each time. */
  ofVisit(visit: number): readonly BracketPart[] {
    return this.#byVisit.get(visit) ?? none;
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
  readonly height: number;
  readonly slotHeight: number;
}

/** The middles of a band's brackets. */
export function bracketXs(parts: readonly BracketPart[], x: number): number[] {
  return parts.map(({ column }) => x + column * m.BRACKET_GAP);
}

/** The brackets of one band, measured from its top. */
export function layOutBrackets(parts: readonly BracketPart[], place: BracketPlace, measure: TextMeasure): BracketBox[] {
  const xs = bracketXs(parts, place.x);
  return parts.map(({ visit, starts, ends, short, label, known, title }, index) => {
    const x = xs[index] ?? place.x;
    const labelTop = short ? Math.max(2, place.firstY - m.BRACKET_LABEL - 8) : place.height - 8;
    return {
      key: String(visit),
      x,
      top: short ? labelTop : starts ? place.lastY : 0,
      bottom: ends ? place.firstY : place.slotHeight,
      starts,
      ends,
      known,
      label: label === null ? null : labelBox(label, x, labelTop, measure),
      title,
    };
  });
}

/** Across the bracket: where it runs on, at the lower edge of the band, for nothing else stands there. */
function labelBox(text: string, x: number, y: number, measure: TextMeasure): BracketBox['label'] {
  const width = Math.ceil(measure.width(text, m.SMALL_TEXT)) + 12;
  const box = { x: Math.round(x - width / 2), y, width, height: m.BRACKET_LABEL };
  return { box, text: { x: box.x + width / 2, y: box.y + 12, text } };
}
