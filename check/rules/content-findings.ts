import { type Comparison, type Difference, markedReceiver } from '../conformance/comparison.js';
import type { Slot } from '../conformance/obligations.js';
import { otherAlternatives } from '../conformance/other-alternatives.js';
import type { Exploration } from '../exploration/explore.js';
import type { EvaluationContext } from '../exploration/three-valued.js';
import type { PhaseTransitions } from '../exploration/transitions.js';
import { loweredSeverity } from '../findings/rules.js';
import type { FlowPhase } from '../model/flow.js';
import { isInferred, type ModelPhase } from '../model/model.js';
import { describeDifference } from './difference-text.js';
import { inferenceNote, type MessageText } from './message-text.js';
import type { VisitFinding, VisitFindings } from './visit-findings.js';

/** Reports the differences between the visited phases and their model phases. */
export function addContentFindings(
  exploration: Exploration,
  comparisons: readonly (Comparison | null)[],
  visitFindings: VisitFindings,
  words: MessageText,
  transitions: PhaseTransitions,
): void {
  for (const visit of exploration.visits) {
    const phase = words.flow.phases[visit.phase];
    const { realized } = visit.entered;
    if (phase === undefined || realized === null) continue;
    const comparison = comparisons[visit.index];
    for (const difference of comparison?.differences ?? []) {
      const key = differenceKey(difference, phase);
      visitFindings.add(key, visit.index, () => {
        const { configuration, players } = visit.entered;
        const context = transitions.context(configuration.states, players);
        const others = otherAlternativesOf(difference, realized, context, comparison).filter(
          (other) => words.steps(other).join() !== words.steps(difference.slots).join(),
        );
        const origin = { kind: 'difference', visit: visit.index, difference, key } as const;
        const visitFinding = describeDifference({ difference, phase, realized, words, context, others });
        return { ...withInference(visitFinding, difference), origin };
      });
    }
  }
}

/** Identifies the finding of a difference: equal for differences of several configurations that are one finding. */
export function differenceKey(difference: Difference, phase: FlowPhase): string {
  const { code, step, at, slots } = difference;
  return `${code}/${phase.index}/${step}/${at}/${markedReceiver(difference) ?? ''}/${slots[0]?.row.index ?? -1}`;
}

function otherAlternativesOf(
  { code, slots: [slot] }: Difference,
  realized: ModelPhase,
  context: EvaluationContext,
  comparison: Comparison | null | undefined,
): readonly (readonly Slot[])[] {
  if (code !== 'missing-message' || slot === undefined || !comparison) return [];
  return otherAlternatives(slot, realized, context, comparison);
}

/** Lowers the severity by one, and says why, if everything that requires it is inferred. */
function withInference(visitFinding: VisitFinding, { code, lenient, slots }: Difference): VisitFinding {
  if (!lenient) return visitFinding;
  const severity = loweredSeverity(code);
  const grounds = slots.map(({ row }) => row.ground).filter((ground) => isInferred(ground));
  if (grounds.length === 0) return { ...visitFinding, severity, isLowered: true };
  return { ...visitFinding, severity, isLowered: true, remedy: visitFinding.remedy + inferenceNote(grounds) };
}
