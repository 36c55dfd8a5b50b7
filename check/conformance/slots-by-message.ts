import type { Message } from '../model/vocabulary.js';
import type { Slot } from './obligations.js';

/** Slots by what they send, each list in the order of the slots. */
export type SlotsByMessage = ReadonlyMap<Message | null, readonly Slot[]>;

/** Slots by their message. */
export function groupByMessage(slots: readonly Slot[]): SlotsByMessage {
  return groupBy(slots, ({ message }) => message);
}

/** Items by a key, each list in their order. */
export function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
