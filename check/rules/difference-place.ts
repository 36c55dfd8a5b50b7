import type { Difference } from '../conformance/comparison.js';
import { otherValue } from '../conformance/values.js';
import type { FlowPhase, Step } from '../model/flow.js';
import type { Place } from '../model/place.js';

/** The place at which a difference is reported (docs/language.md). */
export function differencePlace(difference: Difference, phase: FlowPhase, step: Step | undefined): Place {
  if (step === undefined) return phase.namePlace;
  switch (difference.at) {
    case 'phase':
      return phase.namePlace;
    case 'step':
      return step.place;
    case 'message':
      return step.messagePlace;
    case 'protocol':
      return step.protocolPlace;
    case 'delay':
      return step.delayPlace;
    case 'value':
      return valuePlace(difference, step);
    case 'sender':
      return step.arrow?.senderPlace ?? step.messagePlace;
    case 'receiver':
      return step.arrow?.receivers[difference.receiverIndex]?.place ?? step.receiversPlace;
    case 'receivers':
      return step.receiversPlace;
  }
}

/** The place of the value that differs; if two steps have the same values, that of the first value. */
function valuePlace({ copy, slots: [slot] }: Difference, step: Step): Place {
  const required = copy === null || slot === undefined ? undefined : otherValue(copy, slot);
  const statedValue = step.values.find(({ attribute }) => attribute === required?.attribute) ?? step.values[0];
  return statedValue?.place ?? step.messagePlace;
}
