import type { CopyStatus } from '../../check/index.js';
import { comparisonsOf, type DifferenceAt, differenceAt, stepBefore } from '../edits/finding-origin.js';
import type { OffsetEdit, Proposal } from '../edits/fix.js';
import type { FixContext, PhaseAt } from '../edits/fix-context.js';
import { addLines, removeReceivers, stepsOf } from '../edits/step-edits.js';

/** `unexpected-message`: moves the step to the phase that misses it, or takes it out. */
export function unexpectedMessage(context: FixContext): Proposal[] {
  const located = differenceAt(context);
  if (located === undefined) return [];
  return [...moves(context, located), ...removal(context, located, 'unexpected')];
}

/** `duplicate-message`: takes out what is sent once too often. */
export function duplicateMessage(context: FixContext): Proposal[] {
  const located = differenceAt(context);
  return located === undefined ? [] : removal(context, located, 'duplicate');
}

/** `condition-not-met`: sends what the phase has instead here; moves the step; takes it out. */
export function conditionNotMet(context: FixContext): Proposal[] {
  const located = differenceAt(context);
  if (located === undefined) return [];
  return [...counterpart(context, located), ...moves(context, located), ...removal(context, located, 'condition')];
}

/** The message that the model sends to the same receiver under the condition that does hold. */
function counterpart(context: FixContext, { comparison, difference, flow }: DifferenceAt): Proposal[] {
  const { copy } = difference;
  const { step } = context;
  if (copy === null || step === undefined || (step.step.arrow?.receivers.length ?? 1) > 1) return [];
  return comparison.differences.flatMap(({ code, slots }): Proposal[] => {
    const [slot, another] = slots;
    if (code !== 'missing-message' || slot === undefined || another !== undefined) return [];
    if (slot.sender !== copy.sender || slot.receiver !== copy.receiver) return [];
    const [text] = flow.words.steps(slots);
    const node = step.node.$cstNode;
    if (text === undefined || node === undefined) return [];
    const delay = /(?<!\s)\s+after\s+\S+$/.exec(context.source.of(node))?.[0] ?? '';
    const edits = [{ start: node.offset, end: node.end, text: text + delay }];
    return [{ title: `Send "${slot.messageName}" instead`, alternatives: [edits], preferable: true }];
  });
}

/** Phases that miss just this letter. */
function moves(context: FixContext, { comparison, difference, flow }: DifferenceAt): Proposal[] {
  const { copy } = difference;
  const { step } = context;
  const node = step?.node.$cstNode;
  if (copy === null || step === undefined || node === undefined) return [];
  if (comparison.copies.filter((other) => other.step === copy.step).length > 1) return [];
  return context.phases().flatMap((other: PhaseAt): Proposal[] => {
    if (other.phase.index === context.phase?.phase.index || !other.phase.braces) return [];
    for (const { comparison: there } of comparisonsOf(flow, other.phase)) {
      for (const { code, slots } of there.differences) {
        const [slot] = slots;
        if (code !== 'missing-message' || slot === undefined || slot.message !== copy.message) continue;
        if (copy.protocol !== slot.protocol || copy.sender !== slot.sender || copy.receiver !== slot.receiver) continue;
        const edits = [
          ...removeReceivers(context.source, step.node, new Set([-1])),
          ...addLines(context.source, other.node, stepBefore(there, slot), context.source.linesOf(node)),
        ];
        return [{ title: `Move the step to phase "${other.phase.name}"`, alternatives: [edits], preferable: true }];
      }
    }
    return [];
  });
}

function removal(context: FixContext, located: DifferenceAt, status: CopyStatus): Proposal[] {
  const { comparison, difference, flow } = located;
  const { step, source } = context;
  if (step === undefined) return [];
  if (difference.otherStep >= 0) return removalOfEarly(context, located);
  const ofStep = comparison.copies.filter((copy) => copy.step === difference.step);
  const wrong = ofStep.filter((copy) => copy.status === status);
  // A receiver that means several is wrong only if all its copies are.
  const receivers = new Set(wrong.map((copy) => copy.receiverIndex));
  const edits: OffsetEdit[] = removeReceivers(source, step.node, receivers);
  const whole = receivers.has(-1) || receivers.size >= (step.step.arrow?.receivers.length ?? 1);
  const title = whole
    ? `Remove the step "${step.step.messageName}"`
    : `Remove ${flow.words.participants([...new Set(wrong.map((copy) => copy.receiver))])} from the receivers`;
  return [{ title, alternatives: [edits], preferable: true }];
}

/** Takes out the first of two steps, if the second one is in its place. */
function removalOfEarly({ source }: FixContext, { at, comparison, difference }: DifferenceAt): Proposal[] {
  const node = stepsOf(at.node)[difference.otherStep];
  if (node === undefined || difference.copy === null) return [];
  const { messageName, receiver, receiverIndex } = difference.copy;
  const ofStep = comparison.copies.filter(({ step }) => step === difference.otherStep);
  const early = ofStep.filter((copy) => copy.receiver === receiver || receiverIndex < 0);
  const edits = removeReceivers(source, node, new Set(early.map((copy) => copy.receiverIndex)));
  return [{ title: `Remove the first step "${messageName}"`, alternatives: [edits], preferable: true }];
}
