import type { EvaluationContext } from '../exploration/three-valued.js';
import { nestedItems, type RowBlock, rowsOf } from '../model/items.js';
import type { Item, ModelPhase } from '../model/model.js';
import type { Comparison } from './comparison.js';
import { Effort, withinEffort } from './effort.js';
import { obligationsOf, type Slot } from './obligations.js';

/**
 * The alternatives to a missing message: for each other member of its row's `one of`, the slots that it requires.
 * Empty if something of the `one of` is sent, or if it has too many members to tell.
 */
export function otherAlternatives(
  slot: Slot,
  realized: ModelPhase,
  context: EvaluationContext,
  { copies }: Comparison,
): readonly (readonly Slot[])[] {
  const choice = choiceOf(realized.items, slot);
  if (choice === undefined) return [];
  const rows = new Set(rowsOf(choice.items));
  if (copies.some((copy) => copy.slot !== null && rows.has(copy.slot.row))) return [];
  const effort = new Effort();
  const alternatives = (): readonly Slot[][] =>
    choice.items.flatMap((member, index) => {
      const own = new Set(rowsOf([member]));
      if (own.has(slot.row)) return [];
      const { slots } = obligationsOf(realized, [], context, new Map([[choice, index]]), undefined, effort);
      const required = slots.filter((other) => other.required && own.has(other.row));
      return required.length === 0 ? [] : [required];
    });
  return withinEffort(alternatives) ?? [];
}

/** The `one of` that a slot's row is a member of itself, not as part of a block. */
function choiceOf(items: readonly Item[], slot: Slot): RowBlock | undefined {
  const block = nestedItems(items)
    .find(({ item }) => item.kind === 'row' && item.row === slot.row)
    ?.blocks.at(-1);
  return block?.kind === 'choice' ? block : undefined;
}
