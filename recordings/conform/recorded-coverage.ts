import { type Place, placeKey, type Row } from '../../check/index.js';
import { memoize } from '../../timeline/types/memoize.js';
import type { InteractionOutcome } from '../follow/outcome.js';
import type { Recorded } from '../follow/recorded.js';
import { makerOf } from '../follow/timing.js';
import type { PhasesOutline } from '../follow/visits.js';

/** How often a row's copies came, and how often they were missing. */
export interface RowTimes {
  times: number;
  missing: number;
}

/** What an outline counts for; a count is listed as often as it grows. */
interface OutlineCounts {
  readonly times: readonly { times: number }[];
  readonly missing: readonly RowTimes[];
}

/** Counts what interactions show of a model: its phases, rows and outcomes, by where they are declared. */
export class RecordedCoverage {
  /** Interactions that are the model's. */
  interactions = 0;
  /** The captured protocols, which are known at the end; null: all. */
  captured: Recorded | null = null;
  private readonly phases = new Map<string, { times: number }>();
  private readonly rows = new Map<string, RowTimes>();
  private readonly outcomes = new Map<string, { times: number }>();
  private readonly sharedCounts = memoize((outline: PhasesOutline) => this.findCounts(outline));

  /** Adds an interaction that is over. */
  add({ verdict, outline }: Pick<InteractionOutcome, 'verdict' | 'outline'>): void {
    if (verdict === 'unplaced') return;
    this.interactions++;
    const { times, missing } = outline.isShared ? this.sharedCounts(outline) : this.findCounts(outline);
    for (const count of times) count.times++;
    for (const row of missing) row.missing++;
  }

  /** How often a phase occurred. */
  timesOfPhase(place: Place): number {
    return this.phases.get(placeKey(place))?.times ?? 0;
  }

  timesOfRow(place: Place): Readonly<RowTimes> {
    return this.rows.get(placeKey(place)) ?? { times: 0, missing: 0 };
  }

  /** Whether the recording would have a copy of a row. */
  hasRow({ message, arrows }: Row): boolean {
    return arrows.some(({ protocol }) => this.captured?.isRecorded(message, protocol) ?? true);
  }

  /** How often a phase moved on a party that another had made pending. */
  timesOfOutcome(maker: Place, outcome: Place): number {
    return this.outcomes.get(outcomeKey(maker, outcome))?.times ?? 0;
  }

  private findCounts({ visits, lacking }: PhasesOutline): OutlineCounts {
    const times: { times: number }[] = [];
    const missing: RowTimes[] = [];
    for (const [index, visit] of visits.entries()) {
      const phase = visit.entry.phase.modelPhase;
      if (phase === null) continue;
      times.push(countOf(this.phases, placeKey(phase.place), newTimes));
      for (const { slot } of visit.taken) if (slot.source === 'row') times.push(this.row(slot.row.place));
      for (const slot of lacking[index] ?? []) if (slot.source === 'row') missing.push(this.row(slot.row.place));
      const maker = makerOf(visits, index)?.entry.phase.modelPhase;
      if (maker === null || maker === undefined) continue;
      times.push(countOf(this.outcomes, outcomeKey(maker.place, phase.place), newTimes));
    }
    return { times, missing };
  }

  private row(place: Place): RowTimes {
    return countOf(this.rows, placeKey(place), () => ({ times: 0, missing: 0 }));
  }
}

function newTimes(): { times: number } {
  return { times: 0 };
}

function countOf<Count>(counts: Map<string, Count>, key: string, make: () => Count): Count {
  let count = counts.get(key);
  if (count === undefined) {
    count = make();
    counts.set(key, count);
  }
  return count;
}

function outcomeKey(maker: Place, outcome: Place): string {
  return `${placeKey(maker)}/${placeKey(outcome)}`;
}
