import type { Timeline } from '../types/timeline.js';
import { durationText } from '../wording/duration.js';
import type { EventTime } from '../wording/event-times.js';
import * as m from './measures.js';

/** How an event stands to the last one whose time is known, in a picture whose distances tell times. */
export interface TimeGap {
  /** `start`: nothing is known before it; `unstated`: its own time is not known; `missing`: it was never sent. */
  readonly kind: 'start' | 'stated' | 'unstated' | 'missing';
  /** Pixels between the two arrows; 0 where that cannot be told. */
  readonly pixels: number;
  /** The length in words where the gap is drawn shorter than it is; else null. */
  readonly cut: string | null;
}

/**
 * Turns times into distances. Short delays and long ones differ a million times over, so that one measure cannot show
 * them all: it is chosen so that as many delays as can be are drawn true. What is shorter takes a row all the same,
 * what is longer is cut; a longer time never takes less room than a shorter one.
 */
export class TimeScale {
  /** One for each event of the timeline. */
  readonly gaps: readonly TimeGap[];
  /** Milliseconds that a row's height stands for; null where no delay is known. */
  readonly rowMs: number | null;

  constructor(timeline: Timeline, times: readonly EventTime[]) {
    const seen = new Set<number>();
    const parents = new Map(timeline.phases.map((phase) => [phase.visit, phase.parent]));
    const kinds = timeline.events.map((event): TimeGap['kind'] => {
      if (event.status === 'missing') return 'missing';
      if (event.timeMs === null) return 'unstated';
      const known = anyBefore(event.visit, parents, seen);
      seen.add(event.visit);
      return known ? 'stated' : 'start';
    });
    const delays = times.map((time) => time.delayMs ?? 0);
    this.rowMs = mostDrawnTrue(delays.filter((delay, index) => kinds[index] === 'stated' && delay > 0));
    this.gaps = kinds.map((kind, index) => this.gap(kind, delays[index] ?? 0));
  }

  private gap(kind: TimeGap['kind'], ms: number): TimeGap {
    if (kind !== 'stated') return { kind, pixels: 0, cut: null };
    const drawn = this.rowMs === null ? 0 : (ms / this.rowMs) * m.ROW_HEIGHT;
    const cut = drawn > m.LONGEST_GAP;
    return { kind, pixels: Math.round(Math.min(drawn, m.LONGEST_GAP)), cut: cut ? durationText(ms) : null };
  }
}

function anyBefore(visit: number, parents: ReadonlyMap<number, number | null>, seen: ReadonlySet<number>): boolean {
  for (let at: number | null = visit; at !== null; at = parents.get(at) ?? null) if (seen.has(at)) return true;
  return false;
}

/** The delay that a row stands for so that most delays lie between it and the longest gap; of equals the shortest. */
function mostDrawnTrue(delays: readonly number[]): number | null {
  const sorted = [...delays].sort((a, b) => a - b);
  let best: number | null = null;
  let most = 0;
  let end = 0;
  for (const [begin, delay] of sorted.entries()) {
    while (end < sorted.length && (sorted[end] ?? 0) <= (delay * m.LONGEST_GAP) / m.ROW_HEIGHT) end += 1;
    if (end - begin <= most) continue;
    most = end - begin;
    best = delay;
  }
  return best;
}
