import { comparisonsOf, differenceAt } from '../edits/finding-origin.js';
import type { Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';
import { removeStep, setProtocol, written } from '../edits/step-edits.js';

/** `wrong-protocol`: writes the protocol that the model requires, or leaves the choice to the model's channels. */
export function wrongProtocol(context: FixContext): Proposal[] {
  const slot = differenceAt(context)?.difference.slots[0];
  return slot?.protocol ? corrections(context, [slot.protocol.name]) : [];
}

/** `protocol-not-allowed`: a protocol that the message has; the one that the phase misses it on first. */
export function protocolNotAllowed(context: FixContext): Proposal[] {
  const { step, source } = context;
  const corrected = corrections(context, [
    ...new Set([...missedOn(context), ...(context.finding.data.candidates ?? [])]),
  ]);
  if (step === undefined) return corrected;
  const title = `Remove the step "${step.step.messageName}"`;
  return [...corrected, { title, alternatives: [removeStep(source, step.node)], preferable: false }];
}

function corrections(context: FixContext, protocols: readonly string[]): Proposal[] {
  const { step } = context;
  if (step === undefined) return [];
  const proposals = protocols.map(
    (name): Proposal => ({
      title: `${step.step.on === null ? 'Add' : 'Change to'} "on ${name}"`,
      alternatives: [setProtocol(step.node, written(name))],
      preferable: true,
    }),
  );
  if (step.step.on === null) return proposals;
  return [
    ...proposals,
    { title: 'Remove the protocol', alternatives: [setProtocol(step.node, null)], preferable: true },
  ];
}

/** Protocols of the rows that the step took the place of. */
function missedOn(context: FixContext): string[] {
  const { flow, phase, step } = context;
  if (flow === undefined || phase === undefined || step === undefined) return [];
  for (const { comparison } of comparisonsOf(flow, phase.phase)) {
    const names = comparison.copies
      .filter((copy) => copy.step === step.step.index)
      .flatMap((copy) => copy.slot?.protocol?.name ?? []);
    if (names.length > 0) return names;
  }
  return [];
}
