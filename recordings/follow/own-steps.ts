import {
  type FlowPhase,
  type Model,
  type Protocol,
  type Row,
  type Slot,
  type Step,
  UNKNOWN,
} from '../../check/index.js';
import { freeSlot } from './free-slot.js';

/** A step that no model judges, as a row of its phase. */
export interface OwnStep {
  readonly row: Row;
  readonly slots: readonly Slot[];
}

const ownStepsByPhase = new WeakMap<FlowPhase, readonly OwnStep[]>();

/** In place of a row's number among those of a model, which triggers and `anytime` do not have either. */
const OWN_STEP = UNKNOWN - 1;

/** Whether a row is a step that the flow draws itself, and none of the model's. */
export function isOwnStep({ index }: Row): boolean {
  return index === OWN_STEP;
}

/** Steps of a flow's phase as drawn: all of a phase without `is`, elsewhere those on protocols of no model. */
export function ownSteps(phase: FlowPhase, model: Model): readonly OwnStep[] {
  let steps = ownStepsByPhase.get(phase);
  if (steps === undefined) {
    const isOwn = phase.realizes === null;
    steps = phase.steps.flatMap((step) => ownStep(step, isOwn, model));
    ownStepsByPhase.set(phase, steps);
  }
  return steps;
}

function ownStep(step: Step, isOwn: boolean, model: Model): OwnStep[] {
  const { arrow, message } = step;
  if (arrow === null || message === null) return [];
  const copies = arrow.receivers.flatMap((receiver, index) => {
    const protocol = protocolOf(step, index);
    const judged = !isOwn && (protocol === null || model.protocols.has(protocol));
    return receiver.kind !== 'participant' || judged ? [] : [{ receiver: receiver.participant, protocol }];
  });
  if (copies.length === 0) return [];
  const row: Row = {
    index: OWN_STEP,
    optional: false,
    repeated: false,
    sender: { kind: 'role', role: UNKNOWN },
    arrows: copies.map(({ protocol }) => ({ receiver: { kind: 'role', role: UNKNOWN }, protocol })),
    message,
    messageName: message.name,
    values: [],
    withinMs: null,
    answers: null,
    ground: null,
    faulty: false,
    hasSkippedText: false,
    place: step.place,
    messagePlace: step.messagePlace,
    text: message.name,
  };
  const slots = copies.map(
    ({ receiver, protocol }, index): Slot => ({
      ...freeSlot,
      row,
      arrow: index,
      message,
      messageName: message.name,
      protocol,
      sender: arrow.sender,
      receiver,
      all: false,
      required: true,
    }),
  );
  return [{ row, slots }];
}

function protocolOf({ on, inferred }: Step, receiver: number): Protocol | null {
  if (on?.kind === 'known' || on?.kind === 'not-allowed') return on.protocol;
  return inferred[receiver] ?? null;
}
