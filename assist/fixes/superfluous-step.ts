import type { CopyStatus } from '../../check/index.js';
import type { Fault, PhaseAt } from '../edits/fault.js';
import { comparisonsOf, type DifferenceAt, differenceAt, stepBefore } from '../edits/finding-origin.js';
import type { OffsetEdit, Proposal } from '../edits/fix.js';
import { addLines, removeReceivers } from '../edits/step-edits.js';

/** `unexpected-message`: moves the step to the phase that misses it, or takes it out. */
export function unexpectedMessage(fault: Fault): Proposal[] {
  const located = differenceAt(fault);
  if (located === undefined) return [];
  return [...moves(fault, located), ...removal(fault, located, 'unexpected')];
}

/** `duplicate-message`: takes out what is sent once too often. */
export function duplicateMessage(fault: Fault): Proposal[] {
  const located = differenceAt(fault);
  return located === undefined ? [] : removal(fault, located, 'duplicate');
}

/** `condition-not-met`: sends what the phase has instead here; moves the step; takes it out. */
export function conditionNotMet(fault: Fault): Proposal[] {
  const located = differenceAt(fault);
  if (located === undefined) return [];
  return [...counterpart(fault, located), ...moves(fault, located), ...removal(fault, located, 'condition')];
}

/** The message that the model sends to the same receiver under the condition that does hold. */
function counterpart(fault: Fault, { comparison, difference, flow }: DifferenceAt): Proposal[] {
  const { copy } = difference;
  const { step } = fault;
  if (copy === null || step === undefined || (step.step.arrow?.receivers.length ?? 1) > 1) return [];
  return comparison.differences.flatMap(({ code, slots }): Proposal[] => {
    const [slot, another] = slots;
    if (code !== 'missing-message' || slot === undefined || another !== undefined) return [];
    if (slot.sender !== copy.sender || slot.receiver !== copy.receiver) return [];
    const [text] = flow.words.steps(slots);
    const node = step.node.$cstNode;
    if (text === undefined || node === undefined) return [];
    const delay = /\s+after\s+\S+$/.exec(fault.source.of(node))?.[0] ?? '';
    const edits = [{ start: node.offset, end: node.end, text: text + delay }];
    return [{ title: `Send "${slot.messageName}" instead`, ways: [edits], likely: true }];
  });
}

/** Phases that miss just this letter. */
function moves(fault: Fault, { comparison, difference, flow }: DifferenceAt): Proposal[] {
  const { copy } = difference;
  const { step } = fault;
  const node = step?.node.$cstNode;
  if (copy === null || step === undefined || node === undefined) return [];
  if (comparison.copies.filter((other) => other.step === copy.step).length > 1) return [];
  return fault.phases().flatMap((other: PhaseAt): Proposal[] => {
    if (other.phase.index === fault.phase?.phase.index || !other.phase.braces) return [];
    for (const { comparison: there } of comparisonsOf(flow, other.phase)) {
      for (const { code, slots } of there.differences) {
        const [slot] = slots;
        if (code !== 'missing-message' || slot === undefined || slot.message !== copy.message) continue;
        if (copy.protocol !== slot.protocol || copy.sender !== slot.sender || copy.receiver !== slot.receiver) continue;
        const edits = [
          ...removeReceivers(fault.source, step.node, new Set([-1])),
          ...addLines(fault.source, other.node, stepBefore(there, slot), fault.source.linesOf(node)),
        ];
        return [{ title: `Move the step to phase "${other.phase.name}"`, ways: [edits], likely: true }];
      }
    }
    return [];
  });
}

function removal(fault: Fault, { comparison, difference, flow }: DifferenceAt, status: CopyStatus): Proposal[] {
  const { step, source } = fault;
  if (step === undefined) return [];
  const ofStep = comparison.copies.filter((copy) => copy.step === difference.step);
  const wrong = ofStep.filter((copy) => copy.status === status);
  // A receiver that stands for several is wrong only if all its copies are.
  const receivers = new Set(wrong.map((copy) => copy.receiverIndex));
  const edits: OffsetEdit[] = removeReceivers(source, step.node, receivers);
  const whole = receivers.has(-1) || receivers.size >= (step.step.arrow?.receivers.length ?? 1);
  const title = whole
    ? `Remove the step "${step.step.messageName}"`
    : `Remove ${flow.words.participants([...new Set(wrong.map((copy) => copy.receiver))])} from the receivers`;
  return [{ title, ways: [edits], likely: true }];
}
