import { joinWithAnd, joinWithOr } from '../../timeline/types/join-words.js';
import type { Difference } from '../conformance/comparison.js';
import { ANY_PARTICIPANT, carries, type Slot } from '../conformance/obligations.js';
import { otherValue, valuesMeet } from '../conformance/values.js';
import { type EvaluationContext, judgeCondition } from '../exploration/three-valued.js';
import { brief, briefList } from '../findings/brief.js';
import type { RelatedPlace } from '../findings/finding.js';
import { type ContentRule, rules } from '../findings/rules.js';
import type { FlowPhase, Step } from '../model/flow.js';
import { rowGroundText } from '../model/ground.js';
import {
  type Condition,
  type Item,
  isArrowInferred,
  type ModelPhase,
  messageTriggers,
  type Row,
} from '../model/model.js';
import { plainPlace } from '../model/place.js';
import { differencePlace } from './difference-place.js';
import { durationLiteral, type MessageText, quoted, valuesText } from './message-text.js';
import { unmetCondition } from './unmet-condition.js';
import type { VisitFinding } from './visit-findings.js';

/** A difference, and where it was found. */
export interface FoundDifference {
  readonly difference: Difference;
  readonly phase: FlowPhase;
  readonly realized: ModelPhase;
  readonly words: MessageText;
  readonly context: EvaluationContext;
  /** The other members of a `one of`, if no message of it is sent. */
  readonly others: readonly (readonly Slot[])[];
}

/** The parts that the texts of all rules need, computed once. */
interface Description extends FoundDifference {
  readonly step: Step | undefined;
  /** The first of the slots. */
  readonly slot: Slot | undefined;
  /** The message's name in quotes. */
  readonly message: string;
  /** The model phase, as `Model.Phase`. */
  readonly where: string;
  /** The steps that would meet the slots, as an author writes them. */
  readonly expected: readonly string[];
}

/** The part of a finding that differs from rule to rule. */
type DifferenceText = Pick<VisitFinding, 'fact' | 'remedy'> & Partial<Pick<VisitFinding, 'brief' | 'data' | 'related'>>;

/** A finding that says what differs, what requires it, and what to do. */
export function describeDifference(found: FoundDifference): VisitFinding {
  const { difference, phase, realized, words } = found;
  const { code, slots, copy } = difference;
  const [slot] = slots;
  const step = phase.steps[difference.step];
  // A step that is one too many may have a thousand rows, which are not what it should be.
  const isSurplus = code === 'duplicate-message' || code === 'unexpected-message';
  const expected = isSurplus ? [] : words.steps(slots);
  const message = quoted(copy?.messageName ?? slot?.messageName ?? '');
  const subject = slot?.row.text;
  return {
    code,
    place: differencePlace(difference, phase, step),
    related: related(slots, realized),
    data: { expected },
    ...(subject === undefined ? {} : { subject }),
    ...texts[code]({ ...found, step, slot, message, where: words.modelPhase(realized), expected }),
  };
}

const texts: Readonly<Record<ContentRule, (description: Description) => DifferenceText>> = {
  'missing-message': missingMessage,
  'unexpected-message': (description) => ({
    fact: unexpectedFact(description),
    brief: unexpectedBrief(description),
    remedy: 'Remove the step, or move it to the phase that sends it.',
  }),
  'wrong-protocol': wrongProtocol,
  'wrong-value': wrongValue,
  'too-late': tooLate,
  'wrong-direction': wrongDirection,
  'incomplete-broadcast': incompleteBroadcast,
  'condition-not-met': (description) => ({
    ...unmetText(description),
    remedy: 'Remove the step, or move it to a phase in which the condition holds.',
  }),
  'duplicate-message': duplicateMessage,
  'order-violation': wrongOrder,
};

function duplicateMessage({ difference, phase, realized, message, where }: Description): DifferenceText {
  const { slots, otherStep } = difference;
  const first = phase.steps[otherStep];
  if (slots.every(({ source }) => source === 'trigger') && messageTriggers(realized).length > 1) {
    return {
      fact: `Duplicate message: only one trigger of ${where} is sent, and ${message} is a second one`,
      remedy: 'Remove one of them.',
    };
  }
  const fact = `Duplicate message: ${message} is sent more often than ${where} allows`;
  if (first === undefined) return { fact, remedy: 'Remove the step, or correct its receiver.' };
  return {
    fact,
    remedy: 'Remove the first one, which comes too early, or correct its receiver.',
    related: [{ ...plainPlace(first.place), message: 'this step comes too early' }, ...related(slots, realized)],
  };
}

function missingMessage(description: Description): DifferenceText {
  const { difference, others, slot, message, where, words } = description;
  const { slots } = difference;
  if (others.length > 0) return nothingOfOneOf(description, [slots, ...others]);
  return {
    fact: `Missing message: ${missingText(slots, message, words)}`,
    brief: brief`${slot?.messageName ?? ''}${briefArrow(slots, words)} is missing`,
    remedy: `Required by ${where}.`,
  };
}

function wrongProtocol({ difference: { copy }, slot, message, where, expected }: Description): DifferenceText {
  const required = slot?.protocol?.name ?? '?';
  const given = copy?.protocol?.name ?? '?';
  return {
    brief: brief`Sent on ${given}, must be on ${required}`,
    fact: `Wrong protocol: ${message} must be sent on ${quoted(required)} here, not ${quoted(given)}`,
    remedy: `Required by ${where}. Write \`on ${required}\`, or omit the protocol if the channels of the model determine it.`,
    data: { expected, candidates: slot?.protocol === null || slot === undefined ? [] : [slot.protocol.name] },
  };
}

function wrongValue({ difference: { copy }, slot, step, message, where, expected }: Description): DifferenceText {
  const required = slot === undefined || copy === null ? undefined : otherValue(copy, slot);
  if (required === undefined) {
    return {
      brief: brief`${slot?.messageName ?? '?'} must have another value`,
      fact: `Wrong value: ${message} is sent twice with the same values, but ${where} also requires it with ${valuesText(slot?.values ?? [])}`,
      remedy: `Required by ${where}. ${instruction('Write', expected)}`,
      data: { expected, candidates: [] },
    };
  }
  const given = step?.values.find(({ attribute }) => attribute === required.attribute);
  return {
    brief: brief`${required.attribute} must be ${required.text}`,
    fact: `Wrong value: ${quoted(required.attribute)} of ${message} must be ${required.text}, not ${given?.text ?? '?'}`,
    remedy: `Required by ${where}. Write \`${required.attribute}: ${required.text}\`.`,
    data: { expected, candidates: [required.text] },
  };
}

function tooLate({ phase, slot, message, where }: Description): DifferenceText {
  const limit = durationLiteral(slot?.row.withinMs ?? 0);
  return {
    brief: brief`More than ${limit} after the phase began`,
    fact: `Too late: ${message} must be sent within ${limit} after ${quoted(phase.name)} begins`,
    remedy: `Required by ${where}. Shorten the times up to this step.`,
  };
}

function wrongDirection({ difference, realized, words, slot, message, where, expected }: Description): DifferenceText {
  const { slots } = difference;
  return {
    brief: brief`Must go${briefArrow(slots, words)}`,
    fact: `Wrong direction: ${message} must go${words.arrow(slots)}, not${copyArrow(difference, words)}`,
    remedy: `Required by ${where}. ${instruction('Write', expected)}${inference(slot?.row, realized)}`,
  };
}

function wrongOrder({ difference, phase, realized, words, message, where }: Description): DifferenceText {
  const later = phase.steps[difference.otherStep];
  const [first, second] = namesInOrder(difference, later, message, words);
  return {
    brief: brief`Must come after ${later?.messageName ?? '?'}`,
    fact: `Wrong order: ${first} must come after ${second}`,
    remedy: `Required by ${where}. Move the step after ${second}.`,
    related: [
      ...(later === undefined ? [] : [{ ...plainPlace(later.place), message: 'this step must come first' }]),
      ...related(difference.slots, realized),
    ],
  };
}

/** `Write` or `Add` with the steps as an author writes them. */
function instruction(verb: 'Add' | 'Write', steps: readonly string[]): string {
  return steps.length === 0 ? `${verb} it.` : `${verb} \`${steps.join('`, `')}\`.`;
}

/** Text for a `one of` without a message: only the author knows which member was forgotten. */
function nothingOfOneOf(
  { words, where, expected }: Description,
  members: readonly (readonly Slot[])[],
): DifferenceText {
  const letters = members.map((slots) => {
    const rows = [...new Set(slots.map((slot) => slot.row))].map((row) => slots.filter((slot) => slot.row === row));
    return joinWithAnd(rows.flatMap((own) => (own[0] === undefined ? [] : words.letter(own[0]) + words.arrow(own))));
  });
  const steps = members.map((slots) => words.steps(slots));
  return {
    data: { expected, alternatives: steps },
    brief: brief`One of ${briefList(members.map((slots) => slots[0]?.messageName ?? '?'))} is missing`,
    fact: `Missing message: one of ${joinWithOr(letters)}`,
    remedy: `Required by ${where}. Add ${joinWithOr(steps.map((own) => `\`${own.join('`, `')}\``))}.`,
  };
}

/** The missing steps as an author writes them, with their protocol; if their ends are unknown, what is known. */
function missingText(slots: readonly Slot[], message: string, words: MessageText): string {
  const [slot] = slots;
  const steps = words.steps(slots);
  if (slot === undefined) return message;
  if (steps.length === 0) return words.letter(slot) + words.arrow(slots);
  const protocol =
    slot.protocol === null || steps.some((step) => step.includes(' on ')) ? '' : ` (${slot.protocol.name})`;
  return steps.join(', ') + protocol;
}

/** The two steps of an order: by their messages, and if these are the same by protocol, values and arrow too. */
function namesInOrder(
  { slots }: Difference,
  later: Step | undefined,
  message: string,
  words: MessageText,
): readonly [string, string] {
  const other = quoted(later?.messageName ?? '?');
  const [first, second] = slots;
  if (message !== other || first === undefined || second === undefined) return [message, other];
  const sameProtocol = first.protocol === second.protocol;
  const letter = (slot: Slot) => (sameProtocol ? `${message}${valuesText(slot.values)}` : words.letter(slot));
  const described = (slot: Slot) => `${letter(slot)}${words.arrow([slot])}`;
  return [described(first), described(second)];
}

/** The actual state of things against a row's condition, and the required one. */
function unmetText({
  realized,
  slot,
  message,
  where,
  words,
  context,
}: Description): Pick<VisitFinding, 'brief' | 'fact'> {
  const condition = unmetConditionOf(realized, slot, context);
  const fact = `${message} must not be sent here`;
  if (condition === undefined) {
    return { brief: rules['condition-not-met'].brief, fact: `${fact}: its condition in ${where} does not hold` };
  }
  const unmet = unmetCondition(condition, context, words);
  return { brief: unmet.brief, fact: `${fact}: ${unmet.actual}, but ${where} allows it only when ${unmet.required}` };
}

function unmetConditionOf(
  realized: ModelPhase,
  slot: Slot | undefined,
  context: EvaluationContext,
): Condition | undefined {
  const conditions = slot === undefined ? [] : (conditionsOf(realized.items, slot.row) ?? []);
  return conditions.find((condition) => judgeCondition(condition, context) === 'no');
}

/** The conditions that apply to a row, outer ones first; undefined if the row is not among the items. */
function conditionsOf(items: readonly Item[], row: Row): readonly Condition[] | undefined {
  for (const item of items) {
    if (item.kind === 'row') {
      if (item.row === row) return [];
      continue;
    }
    const inner = conditionsOf(item.items, row);
    if (inner !== undefined) return item.kind === 'when' ? [...item.conditions, ...inner] : inner;
  }
  return undefined;
}

function unexpectedFact(description: Description): string {
  const { difference, realized, message, where, words } = description;
  const { slots, copy } = difference;
  if (isOtherAlternative(difference)) {
    return `Unexpected message: ${message} is one of several alternatives in ${where}, and another one is sent here`;
  }
  const value = otherValueOf(description);
  if (value !== undefined) {
    return `Unexpected message: ${where} has ${message}, but not with \`${value.attribute}: ${value.given}\``;
  }
  // A row without receivers here has no slots.
  const rows = [...realized.rows, ...messageTriggers(realized).map(({ row }) => row)];
  if (slots.length > 0 || rows.some((row) => copy !== null && carries(row, copy.message, copy.protocol))) {
    return `Unexpected message: ${where} has ${message}, but not${copyArrow(difference, words) || ' here'}`;
  }
  const protocol = copy?.protocol ? ` on ${quoted(copy.protocol.name)}` : '';
  return `Unexpected message: ${where} has no ${message}${protocol}`;
}

function unexpectedBrief(description: Description): string {
  const { difference, realized, words } = description;
  if (isOtherAlternative(difference)) return 'Another alternative is sent here already';
  const value = otherValueOf(description);
  if (value !== undefined) return brief`Expected ${value.attribute}: ${value.required}`;
  if (difference.slots.length === 0) return brief`${realized.name} has no such message`;
  return brief`Expected${briefArrow(difference.slots, words)}`;
}

/** Whether a row of the same letter is there: it belongs to a member of a `one of` that was not chosen. */
function isOtherAlternative({ slots, copy }: Difference): boolean {
  return copy !== null && slots.some((slot) => isOfArrow(slot, copy) && valuesMeet(copy, slot));
}

/** The value in which a step differs from the row of its message, and of its arrow if it has one, which another step meets. */
function otherValueOf({
  difference: { slots, copy },
  step,
}: Description): { attribute: string; given: string; required: string } | undefined {
  const slot = copy === null ? undefined : slots.find((own) => copy.short || isOfArrow(own, copy));
  const value = copy === null || slot === undefined ? undefined : otherValue(copy, slot);
  if (value === undefined) return undefined;
  const given = step?.values.find(({ attribute }) => attribute === value.attribute);
  return { attribute: value.attribute, given: given?.text ?? '?', required: value.text };
}

function isOfArrow(slot: Slot, copy: NonNullable<Difference['copy']>): boolean {
  return slot.sender === copy.sender && slot.receiver === copy.receiver;
}

/** ` from A to B`, as a brief has room for it; unknown ends are omitted. */
function briefArrow(slots: readonly Slot[], words: MessageText): string {
  const names = (indices: readonly number[]) =>
    briefList([...new Set(indices)].filter((index) => index !== ANY_PARTICIPANT).map((index) => words.name(index)));
  const from = names(slots.map((slot) => slot.sender));
  const to = names(slots.map((slot) => slot.receiver));
  return `${from === '' ? '' : ` from ${from}`}${to === '' ? '' : ` to ${to}`}`;
}

function copyArrow(difference: Difference, words: MessageText): string {
  const { copy } = difference;
  if (copy === null) return '';
  const from = copy.sender === ANY_PARTICIPANT ? '' : ` from ${words.participant(copy.sender)}`;
  const to = copy.receiver === ANY_PARTICIPANT ? '' : ` to ${words.participant(copy.receiver)}`;
  return from + to;
}

function incompleteBroadcast({ difference: { slots }, message, where, words, expected }: Description): DifferenceText {
  const row = `\`${slots[0]?.row.text ?? ''}\``;
  if (slots[0]?.row.arrows[slots[0].arrow]?.receiver.kind === 'all') {
    const missed = [...new Set(slots.map((slot) => slot.receiver))];
    return {
      brief: brief`Does not reach ${briefList(missed.map((index) => words.name(index)))}`,
      fact: `${message} does not reach ${words.participants(missed)}, but ${where} sends it to all (${row})`,
      remedy: 'Add the missing receivers, or write `all` with the state.',
    };
  }
  const silent = [...new Set(slots.map((slot) => slot.sender))];
  return {
    brief: brief`Not sent by ${briefList(silent.map((index) => words.name(index)))}`,
    fact: `${message} is not sent by ${words.participants(silent)}, but in ${where} all send it (${row})`,
    remedy: instruction('Add', expected),
  };
}

function inference(row: Row | undefined, realized: ModelPhase): string {
  if (row !== undefined && row.ground === null && isArrowInferred(row, realized.model))
    return ' (The arrow is inferred, not given by the source.)';
  return '';
}

function related(slots: readonly Slot[], realized: ModelPhase): RelatedPlace[] {
  const rows = [...new Set(slots.map((slot) => slot.row))];
  if (rows.length === 0) return [{ ...plainPlace(realized.place), message: `model phase ${quoted(realized.name)}` }];
  return rows.slice(0, 5).map((row) => {
    const ground = rowGroundText(row, realized, realized.model);
    const rests = ground === '' ? '' : ` (${ground})`;
    const asks = row.optional ? 'allowed by the model' : 'required by the model';
    return { ...plainPlace(row.place), message: `${asks}: ${row.text}${rests}` };
  });
}
