import { memoize } from '../../timeline/types/memoize.js';
import { startsIn } from '../../timeline/types/ranges.js';
import { isEntered } from '../exploration/explore.js';
import type { FindingDraft } from '../findings/finding.js';
import type { FlowAnalysis } from '../flow-analysis.js';
import type { FlowPhase, Receiver, Step } from '../model/flow.js';
import { quoted } from './message-text.js';
import { toFinding } from './visit-findings.js';

/**
 * Steps whose sender is their receiver, if there is no other finding on the step and no row of the model has it
 * (`self-message`).
 * @param others the other findings about the flow
 */
export function selfMessageFindings(analysis: FlowAnalysis, others: readonly FindingDraft[]): FindingDraft[] {
  const { flow } = analysis;
  return flow.phases
    .filter((phase) => isEntered(phase, analysis.exploration))
    .flatMap((phase) =>
      stepsToItself(phase).flatMap(({ step, sender, itself }) => {
        if (others.some((finding) => startsIn(finding.range, step.place.range))) return [];
        if (isOfModel(step, sender, phase, analysis)) return [];
        const name = quoted(flow.participants[sender]?.name ?? '?');
        const fact = `${name} sends ${quoted(step.messageName)} to itself`;
        const remedy = 'Correct the receiver.';
        return toFinding({ code: 'self-message', place: itself.place, fact, remedy }, flow);
      }),
    );
}

/** Steps whose sender is a receiver. */
const stepsToItself = memoize((phase: FlowPhase) =>
  phase.steps.flatMap((step): { readonly step: Step; readonly sender: number; readonly itself: Receiver }[] => {
    const { arrow } = step;
    if (arrow === null || arrow.sender < 0) return [];
    const itself = arrow.receivers.find((r) => r.kind === 'participant' && r.participant === arrow.sender);
    return itself === undefined ? [] : [{ step, sender: arrow.sender, itself }];
  }),
);

/** Whether the step's copy to its own sender meets a row: one that plays both roles has to send it. */
function isOfModel(step: Step, sender: number, phase: FlowPhase, { exploration, comparisons }: FlowAnalysis): boolean {
  return (exploration.byPhase[phase.index] ?? []).some((index) =>
    comparisons[index]?.copies.some(
      (copy) => copy.step === step.index && copy.receiver === sender && copy.slot !== null,
    ),
  );
}
