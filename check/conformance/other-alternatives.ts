import type { EvaluationContext } from '../exploration/three-valued.js';
import { type Item, type ModelPhase, rowsOf } from '../model/model.js';
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

type Choice = Extract<Item, { readonly kind: 'choice' }>;

function choiceOf(items: readonly Item[], slot: Slot): Choice | undefined {
  for (const item of items) {
    if (item.kind === 'row') continue;
    const isMember = item.items.some((member) => member.kind === 'row' && member.row === slot.row);
    if (item.kind === 'choice' && isMember) return item;
    const inner = choiceOf(item.items, slot);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
