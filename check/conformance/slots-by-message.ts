import { groupBy } from '../../timeline/types/group-by.js';
import type { Message } from '../model/vocabulary.js';
import type { Slot } from './obligations.js';

/** Slots by what they send, each list in the order of the slots. */
export type SlotsByMessage = ReadonlyMap<Message | null, readonly Slot[]>;

/** Slots by their message. */
export function groupByMessage(slots: readonly Slot[]): SlotsByMessage {
  return groupBy(slots, ({ message }) => message);
}
