import { joinWithAnd } from '../../timeline/types/join-words.js';
import type { EnteredPhase } from '../exploration/transitions.js';
import type { FlowAnalysis } from '../flow-analysis.js';
import type { FlowPhase } from '../model/flow.js';
import { PhaseIndex } from '../model/phase-index.js';
import { hasUnreadablePart } from '../model/unreadable-parts.js';
import { oncePerShape } from '../once-per-shape.js';
import { quoted } from './message-text.js';

/**
 * Why a phase as it is entered was not checked, or not in full; null when it was. A clause without a subject of its
 * own, such as `no participant plays "reporting"`.
 */
export function uncheckedReason(
  { flow, model }: FlowAnalysis,
  phase: FlowPhase,
  { realized, players }: EnteredPhase,
): string | null {
  if (flow.model === null) return 'the flow follows no model';
  if (realized === null) return `${quoted(phase.name)} has no model phase`;
  const { used, single } = PhaseIndex.of(model).roleUse(realized);
  const names = (roles: readonly number[]) => roles.map((role) => quoted(model.roles[role]?.name ?? '?'));
  const unplayed = [...used].filter((role) => players[role]?.length === 0);
  if (unplayed.length > 0) return `no participant plays ${joinWithAnd(names(unplayed))}`;
  const ambiguous = [...used].filter((role) => single.has(role) && (players[role]?.length ?? 0) > 1);
  if (ambiguous.length > 0) return `several participants play ${joinWithAnd(names(ambiguous))}`;
  return hasUnreadablePart(realized) ? `model phase ${quoted(realized.name)} has an error` : null;
}

/** Why a flow was not checked, or not in full: of the first of its phases as written for which there is a reason. */
export function uncheckedFlowReason(analysis: FlowAnalysis): string | null {
  if (analysis.flow.model === null) return 'it follows no model';
  if (analysis.flow.phases.length === 0) return 'it has no phases';
  return uncheckedPhase(analysis).reason ?? (analysis.bounded ? 'the check stopped at its limit' : null);
}

const uncheckedPhase = oncePerShape((analysis): { readonly reason: string | null } => {
  const { flow, exploration } = analysis;
  for (const phase of flow.phases) {
    const visits = exploration.byPhase[phase.index] ?? [];
    if (visits.length === 0 && !exploration.bounded) {
      return { reason: `${quoted(phase.name)} is never reached` };
    }
    for (const visit of visits) {
      const entered = exploration.visits[visit]?.entered;
      const reason = entered === undefined ? null : uncheckedReason(analysis, phase, entered);
      if (reason !== null) return { reason };
    }
  }
  return { reason: null };
});
