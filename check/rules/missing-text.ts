import { joinWithAnd, joinWithOr } from '../../timeline/types/join-words.js';
import type { Slot } from '../conformance/obligations.js';
import { brief, briefList } from '../findings/brief.js';
import { briefArrow, type Description, type DifferenceText, instruction } from './difference-description.js';
import type { MessageText } from './message-text.js';

/** Text for a row, or all members of a `one of`, without a step. */
export function missingMessageText(description: Description): DifferenceText {
  const { difference, others, slot, message, where, words } = description;
  const { slots } = difference;
  if (others.length > 0) return nothingOfOneOf(description, [slots, ...others]);
  return {
    fact: `Missing message: ${missingText(slots, message, words)}`,
    brief: brief`${slot?.messageName ?? ''}${briefArrow(slots, words)} is missing`,
    remedy: `Required by ${where}.`,
  };
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

/** Text for an `all` row that some of its receivers do not get, or some of its senders do not send. */
export function incompleteBroadcastText({
  difference: { slots },
  message,
  where,
  words,
  expected,
}: Description): DifferenceText {
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
