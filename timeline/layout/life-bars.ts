import { stateName } from '../text/state-name.js';
import type { LifeSpans } from './life-spans.js';
import * as m from './measures.js';
import type { BarBox } from './time-boxes.js';

/** Where a visit's events are in its band, for the bars that run through it. */
export interface BandStretch {
  readonly visit: number;
  /** Whether it has no visit before it: bars of states that were there already reach the lanes' headers. */
  readonly first: boolean;
  /** How far down bars go that outlast the visit. */
  readonly bottom: number;
  /** The y of an event's arrow within the band. */
  readonly arrowY: (event: number) => number;
}

/**
 * The parts of the parties' bars in one band, and in the gap below it.
 * @param dimmed names of participants that are drawn faintly
 */
export function layOutBars(
  spans: LifeSpans,
  laneX: ReadonlyMap<string, number>,
  dimmed: ReadonlySet<string>,
  band: BandStretch,
): BarBox[] {
  return spans.ofVisit(band.visit).flatMap(({ state, variant, from, to }, index) => {
    const x = laneX.get(state.participant);
    const top = from === null ? 0 : band.arrowY(from);
    const bottom = to === null ? band.bottom : band.arrowY(to);
    if (x === undefined || state.resting || bottom <= top) return [];
    const box: BarBox = {
      key: `${state.participant} ${index}`,
      x: x - m.BAR_WIDTH / 2,
      y: top,
      width: m.BAR_WIDTH,
      height: bottom - top,
      participant: state.participant,
      dimmed: dimmed.has(state.participant),
      pending: state.pending,
      variant,
      starts: from !== null || band.first,
      ends: to !== null,
      title: `${state.participant}: ${stateName(state)}`,
    };
    return [box];
  });
}
