import type { BarBox } from './boxes.js';
import type { LifeSpan, LifeSpans } from './life-spans.js';
import * as m from './measures.js';

/** Where a band's events are, for the bars that run through it. */
export interface BandStretch {
  /** Indices into `timeline.events`: the first of the band, and the first after it. */
  readonly first: number;
  readonly end: number;
  readonly lastOfPath: boolean;
  readonly height: number;
  readonly slotHeight: number;
  /** The y of an event's arrow within the band. */
  readonly arrowY: (event: number) => number;
}

/** The parts of the parties' bars that lie in one band, and in the gap below it. */
export function layOutBars(spans: LifeSpans, laneX: ReadonlyMap<string, number>, band: BandStretch): BarBox[] {
  return spans.all.flatMap((span) => {
    const x = laneX.get(span.state.participant);
    const part = x === undefined ? null : partInBand(span, band);
    if (x === undefined || part === null || part.bottom <= part.top) return [];
    const box: BarBox = {
      key: span.key,
      x: x - m.BAR_WIDTH / 2,
      y: part.top,
      width: m.BAR_WIDTH,
      height: part.bottom - part.top,
      participant: span.state.participant,
      pending: span.state.pending,
      variant: span.variant,
      starts: part.starts,
      ends: part.ends,
      title: `${span.state.participant}: ${span.state.state}${span.state.pending ? ' (pending)' : ''}`,
    };
    return [box];
  });
}

interface Part {
  readonly top: number;
  readonly bottom: number;
  readonly starts: boolean;
  readonly ends: boolean;
}

function partInBand(span: LifeSpan, band: BandStretch): Part | null {
  if (span.from >= band.end && !(span.fromStart && band.first === 0)) return null;
  if (span.to !== null && span.to < band.first) return null;
  const starts = span.from >= band.first;
  const ends = span.to !== null && span.to < band.end;
  // The bar of a state that was there before the path began reaches the lane's header.
  const top = starts && !span.fromStart ? band.arrowY(span.from) : 0;
  const bottom = ends && span.to !== null ? band.arrowY(span.to) : lowerEnd(band);
  return { top, bottom, starts, ends };
}

function lowerEnd(band: BandStretch): number {
  return band.lastOfPath ? band.height : band.slotHeight;
}
