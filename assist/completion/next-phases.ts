import { type FlowPhase, type ModelPhase, PhaseIndex, startTargets } from '../../check/index.js';
import type { FlowQueries } from '../context/flow-queries.js';
import { type LegalTrial, roleKey } from '../context/hypothetical-phases.js';

/**
 * Why a phase would be added: it is an outcome of a pending party, belongs together with another phase, or can come
 * next.
 */
export type OnwardReason = 'outcome' | 'companion' | 'further';

/** A phase that no phase of the flow is yet, and can come after some. */
export interface OnwardPhase {
  readonly trial: LegalTrial;
  readonly why: OnwardReason;
  /** The phases that lead to it; null means the flow's start. */
  readonly from: readonly (FlowPhase | null)[];
}

/**
 * Phases that one new phase is linked from: in a flow with more, the last ones, for a list is no place to rewrite it.
 */
const MAX_LINKS = 24;

const order: readonly OnwardReason[] = ['outcome', 'companion', 'further'];

/**
 * Phases that a flow could continue with: outcomes of pending parties, then what belongs together with a phase that is
 * offered, then the other phases that can be taken. Phases that bind roles come last.
 * @param before the phase above the caret, which a further phase would follow; null if there is none
 */
export function onwardPhases(queries: FlowQueries, before: FlowPhase | null): OnwardPhase[] {
  const { analysis, trials } = queries;
  const { flow } = analysis;
  const written = new Set(flow.phases.map((phase) => roleKey(phase, analysis)));
  const open = trials.without(written);
  if (open.length === 0 || flow.phases.length === 0) return [];
  const reached = new Map<string, { trial: LegalTrial; from: (FlowPhase | null)[] }>();
  for (const from of [null, ...flow.phases]) {
    const situations = from === null ? [analysis.simulation.initial] : queries.after(from);
    for (const trial of trials.legalIn(situations, open)) {
      if (!trial.cast) continue;
      const key = roleKey(trial.phase, analysis);
      const reachedTrial = reached.get(key);
      if (reachedTrial === undefined) reached.set(key, { trial, from: [from] });
      else reachedTrial.from.push(from);
    }
  }
  return [...reached.values()]
    .map((found) => onward(found, before, queries))
    .filter(({ from }) => from.length > 0)
    .map((found) => linked({ ...found, from: found.from.slice(-MAX_LINKS) }, queries))
    .sort(
      (a, b) =>
        Number(a.trial.bindings.length > 0) - Number(b.trial.bindings.length > 0) ||
        order.indexOf(a.why) - order.indexOf(b.why),
    );
}

function onward(
  { trial, from }: { readonly trial: LegalTrial; readonly from: readonly (FlowPhase | null)[] },
  before: FlowPhase | null,
  queries: FlowQueries,
): OnwardPhase {
  const index = PhaseIndex.of(queries.analysis.model);
  // A party may stay pending through other phases: the outcome is offered wherever it can come.
  if (index.movesPending(trial.modelPhase)) {
    return { trial, why: 'outcome', from: from.filter((phase) => phase !== null) };
  }
  const companions = index.companions(trial.modelPhase);
  const withCompanion = from.filter((phase) => offered(phase, queries).some((other) => companions.has(other)));
  if (withCompanion.length > 0) return { trial, why: 'companion', from: withCompanion };
  const phases = from.filter((phase) => phase !== null);
  const ends = phases.filter((phase) => phase.next === null && queries.mayEnd(phase));
  const only = before !== null && phases.includes(before) ? before : (ends.at(-1) ?? phases.at(-1));
  return { trial, why: 'further', from: only === undefined ? [] : [only] };
}

/** The phase as it is entered from the phases that it is linked from. */
function linked({ trial, why, from }: OnwardPhase, queries: FlowQueries): OnwardPhase {
  const { analysis, trials } = queries;
  const situations = from.flatMap((phase) => (phase === null ? [analysis.simulation.initial] : queries.after(phase)));
  const entries = trials.entriesOf(trial, situations);
  return { trial: { ...trial, entered: entries[0] ?? trial.entered, entries }, why, from };
}

/** Model phases that the targets of a phase, or of the start, realize. */
function offered(from: FlowPhase | null, { analysis }: FlowQueries): ModelPhase[] {
  const { flow } = analysis;
  const targets = from === null ? startTargets(flow) : (from.next ?? []);
  return targets.flatMap((target) => {
    const realized = target.kind === 'phase' ? flow.phases[target.phase]?.realizes?.phase : undefined;
    return realized ? [realized] : [];
  });
}
