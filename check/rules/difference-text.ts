import type { Difference } from '../conformance/comparison.js';
import type { Slot } from '../conformance/obligations.js';
import { otherValue } from '../conformance/values.js';
import { brief } from '../findings/brief.js';
import type { RelatedPlace } from '../findings/finding.js';
import type { ContentRule } from '../findings/rules.js';
import type { Step } from '../model/flow.js';
import { rowGroundText } from '../model/ground.js';
import { isArrowInferred, type ModelPhase, messageTriggers, type Row } from '../model/model.js';
import { plainPlace } from '../model/place.js';
import {
  briefArrow,
  copyArrow,
  type Description,
  type DifferenceText,
  type FoundDifference,
  instruction,
} from './difference-description.js';
import { differencePlace } from './difference-place.js';
import { durationLiteral, type MessageText, quoted, valuesText } from './message-text.js';
import { incompleteBroadcastText, missingMessageText } from './missing-text.js';
import { unexpectedBrief, unexpectedFact } from './unexpected-text.js';
import { unmetText } from './unmet-text.js';
import type { VisitFinding } from './visit-findings.js';

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
  'missing-message': missingMessageText,
  'unexpected-message': (description) => ({
    fact: unexpectedFact(description),
    brief: unexpectedBrief(description),
    remedy: 'Remove the step, or move it to the phase that sends it.',
  }),
  'wrong-protocol': wrongProtocolText,
  'wrong-value': wrongValueText,
  'too-late': tooLateText,
  'wrong-direction': wrongDirectionText,
  'incomplete-broadcast': incompleteBroadcastText,
  'condition-not-met': (description) => ({
    ...unmetText(description),
    remedy: 'Remove the step, or move it to a phase in which the condition holds.',
  }),
  'duplicate-message': duplicateMessageText,
  'order-violation': wrongOrderText,
};

function duplicateMessageText({ difference, phase, realized, message, where }: Description): DifferenceText {
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

function wrongProtocolText({ difference: { copy }, slot, message, where, expected }: Description): DifferenceText {
  const required = slot?.protocol?.name ?? '?';
  const sentProtocol = copy?.protocol?.name ?? '?';
  return {
    brief: brief`Sent on ${sentProtocol}, must be on ${required}`,
    fact: `Wrong protocol: ${message} must be sent on ${quoted(required)} here, not ${quoted(sentProtocol)}`,
    remedy: `Required by ${where}. Write \`on ${required}\`, or omit the protocol if the channels of the model determine it.`,
    data: { expected, candidates: slot?.protocol === null || slot === undefined ? [] : [slot.protocol.name] },
  };
}

function wrongValueText({ difference: { copy }, slot, step, message, where, expected }: Description): DifferenceText {
  const required = slot === undefined || copy === null ? undefined : otherValue(copy, slot);
  if (required === undefined) {
    return {
      brief: brief`${slot?.messageName ?? '?'} must have another value`,
      fact: `Wrong value: ${message} is sent twice with the same values, but ${where} also requires it with ${valuesText(slot?.values ?? [])}`,
      remedy: `Required by ${where}. ${instruction('Write', expected)}`,
      data: { expected, candidates: [] },
    };
  }
  const statedValue = step?.values.find(({ attribute }) => attribute === required.attribute);
  return {
    brief: brief`${required.attribute} must be ${required.text}`,
    fact: `Wrong value: ${quoted(required.attribute)} of ${message} must be ${required.text}, not ${statedValue?.text ?? '?'}`,
    remedy: `Required by ${where}. Write \`${required.attribute}: ${required.text}\`.`,
    data: { expected, candidates: [required.text] },
  };
}

function tooLateText({ phase, slot, message, where }: Description): DifferenceText {
  const limit = durationLiteral(slot?.row.withinMs ?? 0);
  return {
    brief: brief`More than ${limit} after the phase began`,
    fact: `Too late: ${message} must be sent within ${limit} after ${quoted(phase.name)} begins`,
    remedy: `Required by ${where}. Shorten the times up to this step.`,
  };
}

function wrongDirectionText({
  difference,
  realized,
  words,
  slot,
  message,
  where,
  expected,
}: Description): DifferenceText {
  const { slots } = difference;
  return {
    brief: brief`Must go${briefArrow(slots, words)}`,
    fact: `Wrong direction: ${message} must go${words.arrow(slots)}, not${copyArrow(difference, words)}`,
    remedy: `Required by ${where}. ${instruction('Write', expected)}${inference(slot?.row, realized)}`,
  };
}

function wrongOrderText({ difference, phase, realized, words, message, where }: Description): DifferenceText {
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
