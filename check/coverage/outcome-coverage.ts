import type { CoverageCount } from '../../timeline/types/coverage-count.js';
import type { FlowAnalysis } from '../flow-analysis.js';
import type { ModelPhase } from '../model/model.js';
import { PhaseIndex } from '../model/phase-index.js';
import { oncePerShape } from '../once-per-shape.js';

/** For each phase of a model that made parties pending in a flow, the phases of the model that moved them on. */
export const outcomesTaken = oncePerShape(
  ({ flow, simulation, exploration }: FlowAnalysis): ReadonlyMap<ModelPhase, ReadonlySet<ModelPhase>> => {
    const takenOutcomes = new Map<ModelPhase, Set<ModelPhase>>();
    for (const { entered, edges } of exploration.visits) {
      for (const edge of edges) {
        const next = edge.kind === 'visit' ? exploration.visits[edge.visit]?.entered : undefined;
        const outcome = next?.realized ?? null;
        if (next === undefined || outcome === null) continue;
        for (const party of simulation.parties) {
          if (next.configuration.states[party] === entered.configuration.states[party]) continue;
          const maker = simulation.makerOf(party, entered.configuration);
          const madeBy = maker === undefined ? null : (flow.phases[maker.phase]?.realizes?.phase ?? null);
          if (madeBy === null) continue;
          const outcomes = takenOutcomes.get(madeBy);
          if (outcomes === undefined) takenOutcomes.set(madeBy, new Set([outcome]));
          else outcomes.add(outcome);
        }
      }
    }
    return takenOutcomes;
  },
);

/** Names of the roles of a flow's model that have a player. */
export const playedRoles = oncePerShape(({ flow, model }: FlowAnalysis): ReadonlySet<string> => {
  const defaults = flow.participants.flatMap(({ roles }) => roles);
  const bound = flow.phases.flatMap(({ bindings }) => bindings.map(({ role }) => role));
  return new Set([...defaults, ...bound].flatMap((role) => model.roles[role]?.name ?? []));
});

/** How many outcomes of its model a flow shows, of those whose roles it has players for. */
export function outcomeCoverage(analysis: FlowAnalysis): CoverageCount {
  const { model } = analysis;
  const index = PhaseIndex.of(model);
  const [played, taken] = [playedRoles(analysis), outcomesTaken(analysis)];
  const isPlayed = (phase: ModelPhase) =>
    [...index.roleUse(phase).used].every((role) => played.has(model.roles[role]?.name ?? ''));
  const outcomes = model.phases.flatMap((phase) =>
    index
      .outcomes(phase)
      .filter(isPlayed)
      .map((outcome) => taken.get(phase)?.has(outcome) ?? false),
  );
  return { covered: outcomes.filter(Boolean).length, total: outcomes.length };
}
