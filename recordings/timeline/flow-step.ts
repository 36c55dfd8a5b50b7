import type { FlowPhase, Slot } from '../../check/index.js';

/** The step of a flow's phase for a recorded copy: the one with its arrow, otherwise the first of its message. */
export function stepOf(
  { steps }: FlowPhase,
  slot: Slot | undefined,
  message: string,
): FlowPhase['steps'][number] | undefined {
  const own = steps.filter((step) => step.message?.name === message);
  const exact = own.find(
    ({ arrow }) =>
      slot !== undefined &&
      arrow !== null &&
      arrow.sender === slot.sender &&
      arrow.receivers.some((receiver) => receiver.kind === 'all' || receiver.participant === slot.receiver),
  );
  return exact ?? own[0];
}
