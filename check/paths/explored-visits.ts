import { configurationKey, playersKey } from '../exploration/configuration.js';
import type { EnteredPhase } from '../exploration/transitions.js';
import type { FlowAnalysis } from '../flow-analysis.js';
import type { FlowPhase } from '../model/flow.js';

/** Finds again the visits that the check has explored. */
export class ExploredVisits {
  /** Per phase, by the key of the configuration that a visit leaves. */
  private readonly byConfiguration: Map<string, number[]>[] = [];

  constructor(private readonly analysis: FlowAnalysis) {}

  /** The visits in which a phase was entered in this way; empty if the check did not reach it. */
  of(phase: FlowPhase, entered: EnteredPhase): readonly number[] {
    const { exploration } = this.analysis;
    const found = this.in(phase).get(configurationKey(entered.configuration)) ?? [];
    if (found.length < 2) return found;
    const players = playersKey(entered.players);
    const same = found.filter((visit) => playersKey(exploration.visits[visit]?.entered.players ?? []) === players);
    return same.length === 0 ? found : same;
  }

  private in(phase: FlowPhase): Map<string, number[]> {
    let visits = this.byConfiguration[phase.index];
    if (visits === undefined) {
      const { exploration } = this.analysis;
      visits = new Map();
      for (const visit of exploration.byPhase[phase.index] ?? []) {
        const entered = exploration.visits[visit]?.entered;
        if (entered === undefined) continue;
        const key = configurationKey(entered.configuration);
        const alike = visits.get(key);
        if (alike === undefined) visits.set(key, [visit]);
        else alike.push(visit);
      }
      this.byConfiguration[phase.index] = visits;
    }
    return visits;
  }
}
