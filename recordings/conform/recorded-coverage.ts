import { type Place, placeKey } from '../../check/index.js';
import type { InteractionOutcome } from '../follow/outcome.js';
import { makerOf } from '../follow/timing.js';

/** How often a row's copies came, and how often they were missing. */
export interface RowTimes {
  times: number;
  missing: number;
}

/** Counts what interactions show of a model: its phases, rows and outcomes, by where they are declared. */
export class RecordedCoverage {
  /** Interactions that are the model's. */
  interactions = 0;
  private readonly phases = new Map<string, number>();
  private readonly rows = new Map<string, RowTimes>();
  private readonly outcomes = new Map<string, number>();

  /** Adds an interaction that is over. */
  add({ verdict, outline: { visits, lacking } }: InteractionOutcome): void {
    if (verdict === 'unplaced') return;
    this.interactions++;
    for (const [index, visit] of visits.entries()) {
      const phase = visit.entry.phase.modelPhase;
      if (phase === null) continue;
      const key = placeKey(phase.place);
      this.phases.set(key, (this.phases.get(key) ?? 0) + 1);
      for (const { slot } of visit.taken) if (slot.source === 'row') this.row(slot.row.place).times++;
      for (const slot of lacking[index] ?? []) if (slot.source === 'row') this.row(slot.row.place).missing++;
      const maker = makerOf(visits, index)?.entry.phase.modelPhase;
      if (maker === null || maker === undefined) continue;
      const outcome = outcomeKey(maker.name, phase.name);
      this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
    }
  }

  /** How often a phase occurred. */
  timesOfPhase(place: Place): number {
    return this.phases.get(placeKey(place)) ?? 0;
  }

  timesOfRow(place: Place): Readonly<RowTimes> {
    return this.rows.get(placeKey(place)) ?? { times: 0, missing: 0 };
  }

  /** How often a phase moved on a party that another had made pending. */
  timesOfOutcome(maker: string, outcome: string): number {
    return this.outcomes.get(outcomeKey(maker, outcome)) ?? 0;
  }

  private row(place: Place): RowTimes {
    const key = placeKey(place);
    let row = this.rows.get(key);
    if (row === undefined) {
      row = { times: 0, missing: 0 };
      this.rows.set(key, row);
    }
    return row;
  }
}

function outcomeKey(maker: string, outcome: string): string {
  return `${maker}/${outcome}`;
}
