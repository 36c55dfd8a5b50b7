import type { Difference } from '../conformance/comparison.js';
import { carries, type Slot } from '../conformance/obligations.js';
import { otherValue, valuesMeet } from '../conformance/values.js';
import { brief } from '../findings/brief.js';
import { messageTriggers } from '../model/model.js';
import { briefArrow, copyArrow, type Description } from './difference-description.js';
import { quoted } from './message-text.js';

/** What is wrong about a step that no row allows: its message, protocol, value or arrow. */
export function unexpectedFact(description: Description): string {
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

/** The point of the same in at most 60 characters. */
export function unexpectedBrief(description: Description): string {
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
  const statedValue = step?.values.find(({ attribute }) => attribute === value.attribute);
  return { attribute: value.attribute, given: statedValue?.text ?? '?', required: value.text };
}

function isOfArrow(slot: Slot, copy: NonNullable<Difference['copy']>): boolean {
  return slot.sender === copy.sender && slot.receiver === copy.receiver;
}
