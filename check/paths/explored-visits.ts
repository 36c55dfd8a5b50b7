import { playersKey } from '../exploration/configuration.js';
import type { EnteredPhase } from '../exploration/transitions.js';
import type { FlowAnalysis } from '../flow-analysis.js';
import type { FlowPhase } from '../model/flow.js';

/** Finds again the visits that the check has explored. */
export class ExploredVisits {
  /** Per phase, by the configuration that a visit leaves. */
  private readonly byConfiguration: Map<number, number[]>[] = [];

  constructor(private readonly analysis: FlowAnalysis) {}

  /** The visits in which a phase was entered so; none where the check has not been there. */
  of(phase: FlowPhase, entered: EnteredPhase): readonly number[] {
    const { entering, exploration } = this.analysis;
    const found = this.in(phase).get(entering.configurations.add(entered.configuration)) ?? [];
    if (found.length < 2) return found;
    const players = playersKey(entered.players);
    const same = found.filter((visit) => playersKey(exploration.visits[visit]?.entered.players ?? []) === players);
    return same.length === 0 ? found : same;
  }

  private in(phase: FlowPhase): Map<number, number[]> {
    let visits = this.byConfiguration[phase.index];
    if (visits === undefined) {
      const { exploration } = this.analysis;
      visits = new Map();
      for (const visit of exploration.byPhase[phase.index] ?? []) {
        const configuration = exploration.visits[visit]?.configuration ?? -1;
        const known = visits.get(configuration);
        if (known === undefined) visits.set(configuration, [visit]);
        else known.push(visit);
      }
      this.byConfiguration[phase.index] = visits;
    }
    return visits;
  }
}
