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
  const { flow, exploration } = analysis;
  const findings: FindingDraft[] = [];
  for (const phase of flow.phases) {
    if (!isEntered(phase, exploration)) continue;
    for (const step of phase.steps) {
      const itself = senderAmongReceivers(step);
      if (itself === undefined || others.some((finding) => startsIn(finding.range, step.place.range))) continue;
      const { participant, place } = itself;
      if (isOfModel(step, participant, phase, analysis)) continue;
      const name = quoted(flow.participants[participant]?.name ?? '?');
      const fact = `${name} sends ${quoted(step.messageName)} to itself`;
      findings.push(toFinding({ code: 'self-message', place, fact, remedy: 'Correct the receiver.' }, flow));
    }
  }
  return findings;
}

/** The receiver that is the step's sender. */
function senderAmongReceivers({ arrow }: Step): NamedReceiver | undefined {
  if (arrow === null || arrow.sender < 0) return undefined;
  const isSender = (receiver: Receiver): receiver is NamedReceiver =>
    receiver.kind === 'participant' && receiver.participant === arrow.sender;
  return arrow.receivers.find(isSender);
}

type NamedReceiver = Extract<Receiver, { kind: 'participant' }>;

/** Whether the step's copy to its own sender meets a row: one that plays both roles has to send it. */
function isOfModel(step: Step, sender: number, phase: FlowPhase, { exploration, comparisons }: FlowAnalysis): boolean {
  return (exploration.byPhase[phase.index] ?? []).some((index) =>
    comparisons[index]?.copies.some(
      (copy) => copy.step === step.index && copy.receiver === sender && copy.slot !== null,
    ),
  );
}
