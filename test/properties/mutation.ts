import type { Choices } from './choices.js';
import { randomValue } from './random-model.js';
import type { FlowSpec, ModelSpec, Receiver, StepSpec, ValueSpec } from './specification.js';
import { AMOUNTS } from './writing.js';

/** Spoils steps here and there: about every second phase stays as it is. */
export function mutated(choices: Choices, flow: FlowSpec, model: ModelSpec): FlowSpec {
  const phases = flow.phases.map((phase) => {
    const steps = [...(phase.steps ?? [])];
    for (let times = choices.chance(50) ? choices.between(1, 2) : 0; times > 0; times--) {
      const at = choices.below(steps.length + 1);
      const step = steps[at];
      if (step === undefined) steps.push(randomStep(choices, flow, model));
      else steps.splice(at, 1, ...spoiled(choices, step, flow, model));
    }
    const written = choices.chance(25) ? shortened(choices, steps, model) : steps;
    const timed = choices.chance(40);
    const delay = () => (timed && choices.chance(85) ? choices.between(1, 2) : null);
    return { ...phase, steps: written.map((step) => ({ ...step, delay: delay() })) };
  });
  return { ...flow, phases };
}

/** Steps with one short form in place of all those of a message, or with one more. */
function shortened(choices: Choices, steps: readonly StepSpec[], model: ModelSpec): StepSpec[] {
  const messages = [...new Set(steps.map(({ message }) => message))];
  const message =
    messages.length > 0 && choices.chance(80) ? choices.one(messages) : choices.below(model.messages.length);
  const { protocols, attribute } = model.messages[message] ?? { protocols: [], attribute: null };
  const short: StepSpec = {
    arrow: null,
    message,
    protocol: choices.chance(40) ? choices.one(protocols) : null,
    value: attribute !== null && choices.chance(35) ? randomValue(choices) : null,
    delay: null,
  };
  const at = Math.max(
    steps.findIndex((step) => step.message === message),
    0,
  );
  const others = steps.filter((step, index) => step.message !== message || (index > at && choices.chance(10)));
  return [...others.slice(0, at), short, ...others.slice(at)];
}

function spoiled(choices: Choices, step: StepSpec, flow: FlowSpec, model: ModelSpec): StepSpec[] {
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
      if (model.messages[step.message]?.attribute == null)
        return [{ ...step, protocol: otherProtocol(choices, step.message, model) }];
      return [{ ...step, value: otherValue(choices, step.value) }];
    case 7:
      return [{ ...randomStep(choices, flow, model), arrow }];
    default:
      return [step, randomStep(choices, flow, model)];
  }
}

/** A value of another amount, or of another type. */
function otherValue(choices: Choices, value: ValueSpec | null): ValueSpec {
  const form = choices.below(2);
  if (choices.chance(20)) return { amount: null, form };
  return { amount: ((value?.amount ?? 0) + choices.between(1, AMOUNTS - 1)) % AMOUNTS, form };
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
    value: model.messages[message]?.attribute != null && choices.chance(50) ? randomValue(choices) : null,
    delay: null,
  };
}

function randomReceiver(choices: Choices, flow: FlowSpec, model: ModelSpec): Receiver {
  if (!choices.chance(25)) return { kind: 'participant', participant: choices.below(flow.participants.length) };
  const parties = flow.participants.flatMap(({ kind }, index) => (kind === 'party' ? [index] : []));
  const except = choices.chance(40) ? choices.shuffled(parties).slice(0, choices.between(1, 2)) : [];
  return { kind: 'all', state: choices.below(model.states.length), except };
}
