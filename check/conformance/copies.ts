import { UNDECIDED } from '../exploration/configuration.js';
import type { EvaluationContext } from '../exploration/three-valued.js';
import { type FlowPhase, type Receiver, type Step, UNKNOWN_PARTICIPANT } from '../model/flow.js';
import { type RowValue, UNKNOWN } from '../model/model.js';
import type { Message, Protocol } from '../model/vocabulary.js';
import { Effort } from './effort.js';
import { ANY_PARTICIPANT, carries, type Obligations, type Slot } from './obligations.js';
import { groupByMessage, type SlotsByMessage } from './slots-by-message.js';
import { sharedValues, valuesMeet } from './values.js';

/** How many looks at a row a copy is worth: it takes memory, too. */
const LOOKS_PER_COPY = 20;

/** One copy of a message that a step sends: a letter. */
export interface Copy {
  /** Number of the step; -1 in a phase without braces. */
  readonly step: number;
  /** Which of the step's receivers; -1 in the short form. */
  readonly receiverIndex: number;
  readonly message: Message | null;
  readonly messageName: string;
  readonly values: readonly RowValue[];
  /** Null meets any. */
  readonly protocol: Protocol | null;
  /** Whether its protocol is unknown or not allowed for the message: such a copy carries no other finding. */
  readonly disallowed: boolean;
  readonly sender: number;
  readonly receiver: number;
  readonly short: boolean;
  /** A short form that has a row's letter, even if its ends are unknown. */
  readonly ofRow: boolean;
}

/** Expands the steps of a phase to copies (docs/language.md, "Content of a phase"). */
export function copiesOf(
  phase: FlowPhase,
  obligations: Obligations,
  context: EvaluationContext,
  effort = Effort.unlimited(),
): Copy[] {
  if (!phase.braces) {
    return obligations.slots.filter((slot) => slot.required).map((slot) => ofSlot(slot, -1, slot.values, false));
  }
  const copies: Copy[] = [];
  let sendable: SendableSlots | undefined;
  for (const step of phase.steps) {
    const before = copies.length;
    if (step.arrow === null) {
      sendable ??= sendableOf(obligations);
      for (const copy of shortForm(step, obligations, sendable, effort)) copies.push(copy);
    } else {
      addLongForm(copies, step, step.arrow, obligations, context);
    }
    effort.add((copies.length - before) * LOOKS_PER_COPY);
  }
  return copies;
}

/** Adds the copies of a step with an arrow. In plain loops: nearly all steps are such. */
function addLongForm(
  copies: Copy[],
  step: Step,
  { sender, receivers }: NonNullable<Step['arrow']>,
  { slots }: Obligations,
  context: EvaluationContext,
): void {
  for (const [receiverIndex, receiver] of receivers.entries()) {
    const { protocol, disallowed } = protocolOf(step, receiverIndex);
    const add = (participant: number) =>
      copies.push({
        step: step.index,
        receiverIndex,
        message: step.message,
        messageName: step.messageName,
        values: step.values,
        protocol,
        disallowed,
        sender,
        receiver: participant,
        short: false,
        ofRow: false,
      });
    if (receiver.kind === 'participant') {
      add(receiver.participant);
    } else if (receiver.state === UNKNOWN || receiver.except.includes(UNKNOWN_PARTICIPANT)) {
      const mayStandFor = (slot: Slot) =>
        slot.required && slot.sender === sender && carries(slot.row, step.message, protocol);
      for (const participant of anybody(slots.filter(mayStandFor).length)) add(participant);
    } else {
      for (const participant of receiversIn(receiver, sender, context)) add(participant);
    }
  }
}

/** The receivers of `all` in an unknown state, or except an unknown participant: as many as the rows require, each of them any participant. */
function anybody(count: number): number[] {
  return Array.from({ length: Math.max(count, 1) }, () => ANY_PARTICIPANT);
}

type AllReceiver = Extract<Receiver, { readonly kind: 'all' }>;

function receiversIn(receiver: AllReceiver, sender: number, context: EvaluationContext): number[] {
  return context.parties.filter((party) => {
    const state = context.states[party];
    return !receiver.except.includes(party) && party !== sender && (state === receiver.state || state === UNDECIDED);
  });
}

function protocolOf(step: Step, receiverIndex: number): { protocol: Protocol | null; disallowed: boolean } {
  switch (step.on?.kind) {
    case undefined:
      return { protocol: step.inferred[receiverIndex] ?? null, disallowed: false };
    case 'known':
      return { protocol: step.on.protocol, disallowed: false };
    case 'not-allowed':
      return { protocol: step.on.protocol, disallowed: true };
    case 'unresolved':
      return { protocol: step.on.nearest, disallowed: true };
  }
}

/** The slots that short forms may stand for. */
interface SendableSlots {
  /** Those that apply, those whose condition is false, and those of the members not chosen. */
  readonly lists: readonly SlotsByMessage[];
  /** None or one. */
  readonly firstAnytime: readonly Slot[];
}

function sendableOf({ slots, unmet, unchosen }: Obligations): SendableSlots {
  const lists = [slots, unmet, unchosen].map(groupByMessage);
  return { lists, firstAnytime: slots.filter(({ source }) => source === 'anytime').slice(0, 1) };
}

/**
 * One copy for every required row of the message that holds here; otherwise for the first trigger, the optional rows,
 * an `anytime`. Of several rows, those on the step's protocol and with its values; an optional row with its values comes
 * before required rows with other values.
 */
function shortForm(step: Step, { idle }: Obligations, sendable: SendableSlots, effort: Effort): Copy[] {
  const { protocol, disallowed } = protocolOf(step, -1);
  const copy = (slot: Slot): Copy =>
    ofSlot(slot, step.index, step.values.length > 0 ? step.values : slot.values, disallowed);
  const isOnProtocol = (slot: Slot) =>
    slot.message === step.message && (protocol === null || slot.protocol === null || slot.protocol === protocol);
  if (step.message !== null) {
    const [slots = [], unmet = [], unchosen = []] = sendable.lists.map((list) => list.get(step.message) ?? []);
    effort.add(slots.length + unmet.length + unchosen.length + idle.length);
    const triggers = slots.filter((slot) => slot.source === 'trigger' && isOnProtocol(slot));
    const [first] = triggers.filter((slot) => valuesMeet(step, slot));
    const optional = slots.filter((slot) => slot.source === 'row' && !slot.required);
    const choices = [
      slots.filter((slot) => slot.required),
      triggers.filter(({ row }) => row === (first ?? triggers[0])?.row),
      optional,
      sendable.firstAnytime,
    ];
    for (const choice of choices) {
      const onProtocol = choice.filter(isOnProtocol);
      const fitting = onProtocol.filter((slot) => valuesMeet(step, slot));
      if (fitting.length > 0) return fitting.map(copy);
      if (onProtocol.length === 0) continue;
      // Its rows give other values: one step is one wrong value, unless an optional row gives these.
      const given = optional.filter(
        (slot) => isOnProtocol(slot) && valuesMeet(step, slot) && sharedValues(step, slot) > 0,
      );
      return given.length > 0 ? given.map(copy) : [unplaced(step, protocol, disallowed)];
    }
    // Its row has no receiver here, and neither has the step.
    if (idle.some((row) => carries(row, step.message, protocol))) return [];
    // A required row on another protocol is what it has wrong, before a row that does not apply here.
    if (slots.some((slot) => slot.required && slot.message === step.message)) {
      return [unplaced(step, protocol, disallowed)];
    }
    for (const choice of [unmet, unchosen]) {
      const fitting = choice.filter((slot) => isOnProtocol(slot) && valuesMeet(step, slot));
      if (fitting.length > 0) return fitting.map(copy);
    }
  }
  return [unplaced(step, protocol, disallowed)];
}

/** The copy of a short form without a row: its ends are unknown. */
function unplaced(step: Step, protocol: Protocol | null, disallowed: boolean): Copy {
  return {
    step: step.index,
    receiverIndex: -1,
    message: step.message,
    messageName: step.messageName,
    values: step.values,
    protocol,
    disallowed,
    sender: ANY_PARTICIPANT,
    receiver: ANY_PARTICIPANT,
    short: true,
    ofRow: false,
  };
}

/** The copy that a slot asks for. In one literal, of one shape with the others: there are many, and all are matched. */
function ofSlot(slot: Slot, step: number, values: readonly RowValue[], disallowed: boolean): Copy {
  return {
    step,
    receiverIndex: -1,
    message: slot.message,
    messageName: slot.messageName,
    values,
    protocol: slot.protocol,
    disallowed,
    sender: slot.sender,
    receiver: slot.receiver,
    short: true,
    ofRow: true,
  };
}
