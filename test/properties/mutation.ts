import type { Choices } from './choices.js';
import type { FlowSpec, ModelSpec, Receiver, StepSpec } from './specification.js';
import { HUES } from './writing.js';

/** Spoils steps here and there: about every second phase stays as it is. */
export function mutated(choices: Choices, flow: FlowSpec, model: ModelSpec): FlowSpec {
  const phases = flow.phases.map((phase) => {
    const steps = [...(phase.steps ?? [])];
    for (let times = choices.chance(50) ? choices.between(1, 2) : 0; times > 0; times--) {
      const at = choices.below(steps.length + 1);
      const step = steps[at];
      if (step === undefined) steps.push(randomStep(choices, flow, model));
      else steps.splice(at, 1, ...spoilt(choices, step, flow, model));
    }
    const timed = choices.chance(40);
    const delay = () => (timed && choices.chance(85) ? choices.between(1, 2) : null);
    return { ...phase, steps: steps.map((step) => ({ ...step, delay: delay() })) };
  });
  return { ...flow, phases };
}

function spoilt(choices: Choices, step: StepSpec, flow: FlowSpec, model: ModelSpec): StepSpec[] {
  const { arrow } = step;
  if (arrow === null) return [step];
  switch (choices.below(10)) {
    case 0:
      return [];
    case 1:
      return [step, step];
    case 2:
      return [{ ...step, arrow: { ...arrow, receivers: [randomReceiver(choices, flow, model)] } }];
    case 3:
      return [{ ...step, arrow: { ...arrow, sender: choices.below(flow.participants.length) } }];
    case 4:
      return [{ ...step, protocol: otherProtocol(choices, step.message, model) }];
    case 5:
      return [{ ...step, arrow: { ...arrow, receivers: [...arrow.receivers, randomReceiver(choices, flow, model)] } }];
    case 6:
    case 8:
      if (!model.messages[step.message]?.valued)
        return [{ ...step, protocol: otherProtocol(choices, step.message, model) }];
      return [{ ...step, value: ((step.value ?? 0) + choices.between(1, HUES - 1)) % HUES }];
    case 7:
      return [{ ...randomStep(choices, flow, model), arrow }];
    default:
      return [step, randomStep(choices, flow, model)];
  }
}

/** One of the message's own, or of all. */
function otherProtocol(choices: Choices, message: number, model: ModelSpec): number {
  const own = model.messages[message]?.protocols ?? [];
  return own.length > 1 || choices.chance(50) ? choices.one(own) : choices.below(model.protocols);
}

function randomStep(choices: Choices, flow: FlowSpec, model: ModelSpec): StepSpec {
  const message = choices.below(model.messages.length);
  return {
    arrow: {
      sender: choices.below(flow.participants.length),
      receivers: [randomReceiver(choices, flow, model)],
    },
    message,
    protocol: choices.one(model.messages[message]?.protocols ?? []),
    value: model.messages[message]?.valued && choices.chance(50) ? choices.below(HUES) : null,
    delay: null,
  };
}

function randomReceiver(choices: Choices, flow: FlowSpec, model: ModelSpec): Receiver {
  if (!choices.chance(25)) return { kind: 'participant', participant: choices.below(flow.participants.length) };
  const parties = flow.participants.flatMap(({ kind }, index) => (kind === 'party' ? [index] : []));
  const except = choices.chance(40) ? choices.shuffled(parties).slice(0, choices.between(1, 2)) : [];
  return { kind: 'all', state: choices.below(model.states.length), except };
}
