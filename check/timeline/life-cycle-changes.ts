import type { Configuration } from '../exploration/configuration.js';
import type { Edge } from '../exploration/explore.js';
import { oncePerShape } from '../once-per-shape.js';

/** How a phase changes the life cycle of a party. */
export interface LifeCycleChange {
  readonly participant: string;
  /** Names of states, each pair once, shortest path first. */
  readonly moves: readonly { readonly from: string; readonly to: string }[];
  /** Whether it happens however the phase is reached. */
  readonly always: boolean;
}

/** Per flow phase, what it changes; empty for a phase without moves or that is never reached. */
export const lifeCycleChanges = oncePerShape((analysis): readonly (readonly LifeCycleChange[])[] => {
  const { flow, model, simulation, exploration } = analysis;
  const changes = flow.phases.map(() => new Map<number, Map<string, { from: string; to: string }>>());
  const entries = flow.phases.map(() => 0);
  const changed = flow.phases.map(() => new Map<number, number>());
  const note = (edge: Edge, before: Configuration) => {
    const visit = edge.kind === 'visit' ? exploration.visits[edge.visit] : undefined;
    if (visit === undefined) return;
    const { phase } = visit;
    entries[phase] = (entries[phase] ?? 0) + 1;
    for (const party of simulation.parties) {
      const [from, to] = [before.states[party] ?? -1, visit.entered.configuration.states[party] ?? -1];
      const names = { from: model.states[from]?.name, to: model.states[to]?.name };
      if (from === to || names.from === undefined || names.to === undefined) continue;
      const moves = changes[phase]?.get(party) ?? new Map<string, { from: string; to: string }>();
      changes[phase]?.set(party, moves.set(`${from}/${to}`, { from: names.from, to: names.to }));
      changed[phase]?.set(party, (changed[phase]?.get(party) ?? 0) + 1);
    }
  };
  for (const edge of exploration.starts) note(edge, simulation.initial);
  for (const visit of exploration.visits) for (const edge of visit.edges) note(edge, visit.entered.configuration);
  return changes.map((ofPhase, phase) =>
    [...ofPhase].map(([party, moves]) => ({
      participant: flow.participants[party]?.name ?? '',
      moves: [...moves.values()],
      always: changed[phase]?.get(party) === entries[phase],
    })),
  );
});
