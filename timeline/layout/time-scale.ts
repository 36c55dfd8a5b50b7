import type { EventTime } from '../text/event-times.js';
import { durationText } from '../types/duration.js';
import type { Timeline } from '../types/timeline.js';
import * as m from './measures.js';

/** The distance of an event from the one before it, in a picture whose distances show times. */
export interface TimeGap {
  /** `start`: nothing comes before it; `unstated`: its delay is not known; `missing`: it was never sent. */
  readonly kind: 'start' | 'stated' | 'unstated' | 'missing';
  /** Pixels for the delay; 0 if it is unknown. */
  readonly pixels: number;
  /** Pixels that every two rows are apart with no time between them. */
  readonly room: number;
  /** The length in words if the gap is drawn shorter than to scale; otherwise null. */
  readonly cut: string | null;
}

/**
 * Converts times to distances. All rows are equally far apart, as far as their texts need it, and to that the delay is
 * added: true to scale up to ten times the shortest one, from there on compressed, each tenfold by as much. So of any
 * two delays the longer one takes more room, and equal ones take the same.
 */
export class TimeScale {
  /** One for each event of the timeline. */
  readonly gaps: readonly TimeGap[];
  /** Milliseconds between two marks of the ruler; null if nothing is drawn to scale. */
  readonly markMs: number | null;
  /** Pixels for a millisecond, if it is drawn to scale. */
  readonly pixelsPerMs: number;
  private readonly longestTrue: number;

  /**
   * @param distances how far each event's arrow is at least from the one before, for their texts; null if that is
   * open
   */
  constructor(timeline: Timeline, times: readonly EventTime[], distances: readonly (number | null)[]) {
    const kinds = gapKinds(timeline, times);
    const delays = times.flatMap(({ delayMs }, index) =>
      kinds[index] === 'stated' && delayMs !== null && delayMs > 0 ? delayMs : [],
    );
    const shortest = Math.min(...delays);
    this.longestTrue = Math.max(...delays.filter((delay) => delay <= shortest * 10));
    this.pixelsPerMs = delays.length === 0 ? 0 : m.MAX_TRUE / this.longestTrue;
    this.markMs = delays.length === 0 ? null : roundUp(this.longestTrue / m.MAX_MARKS);
    const lengths = kinds.map((kind, index) => (kind === 'stated' ? (times[index]?.delayMs ?? 0) : 0));
    const room = kinds.reduce((most, kind, index) => {
      const distance = kind === 'stated' ? (distances[index] ?? 0) : 0;
      return Math.max(most, distance - this.pixels(lengths[index] ?? 0));
    }, m.ROW_HEIGHT);
    this.gaps = kinds.map((kind, index): TimeGap => {
      const ms = lengths[index] ?? 0;
      const cut = ms > 0 && ms > this.longestTrue;
      return { kind, pixels: this.pixels(ms), room, cut: cut ? durationText(ms) : null };
    });
  }

  private pixels(ms: number): number {
    if (ms === 0) return 0;
    const isTrue = ms <= this.longestTrue;
    const pixels = isTrue ? ms * this.pixelsPerMs : m.MAX_TRUE + m.TENFOLD * Math.log10(ms / this.longestTrue);
    return Math.round(pixels * 4) / 4;
  }
}

/** Which gap there is before each event. */
function gapKinds(timeline: Timeline, times: readonly EventTime[]): TimeGap['kind'][] {
  const visitsWithEvents = new Set<number>();
  const parents = new Map(timeline.phases.map((phase) => [phase.visit, phase.parent]));
  return timeline.events.map((event, index) => {
    if (event.status === 'missing') return 'missing';
    const follows = anyBefore(event.visit, parents, visitsWithEvents);
    visitsWithEvents.add(event.visit);
    if (!follows) return 'start';
    return (times[index]?.delayMs ?? null) === null ? 'unstated' : 'stated';
  });
}

function anyBefore(
  visit: number,
  parents: ReadonlyMap<number, number | null>,
  visitsWithEvents: ReadonlySet<number>,
): boolean {
  for (let at: number | null = visit; at !== null; at = parents.get(at) ?? null)
    if (visitsWithEvents.has(at)) return true;
  return false;
}

/** The next number that is 1, 2 or 5 with noughts. */
function roundUp(value: number): number {
  const decade = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5].find((digit) => digit * decade >= value) ?? 10) * decade;
}
