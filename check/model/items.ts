import type { Condition, Item, Row } from './model.js';

/** A block with rows: `when`, `in order`, or `one of`. */
export type RowBlock = Exclude<Item, { readonly kind: 'row' }>;

/** An item with the blocks that it is in, outer ones first. */
export interface NestedItem {
  readonly item: Item;
  readonly blocks: readonly RowBlock[];
}

/** A row with the conditions that apply to it, outer ones first. */
export interface GuardedRow {
  readonly row: Row;
  readonly conditions: readonly Condition[];
}

/** The items and all that are in them: as written, each block before its own items. */
export function nestedItems(items: readonly Item[], blocks: readonly RowBlock[] = []): NestedItem[] {
  return items.flatMap((item) =>
    item.kind === 'row' ? [{ item, blocks }] : [{ item, blocks }, ...nestedItems(item.items, [...blocks, item])],
  );
}

/** The rows in a list of items, in the order written. */
export function rowsOf(items: readonly Item[]): Row[] {
  return items.flatMap((item) => (item.kind === 'row' ? [item.row] : rowsOf(item.items)));
}

/** The rows in a list of items, each with the conditions of the `when`s in the list that it is in. */
export function guardedRows(items: readonly Item[]): GuardedRow[] {
  return nestedItems(items).flatMap(({ item, blocks }) =>
    item.kind === 'row' ? [{ row: item.row, conditions: blocks.flatMap(conditionsOf) }] : [],
  );
}

/** The conditions of all `when`s in a list of items, in the order written. */
export function conditionsIn(items: readonly Item[]): Condition[] {
  return nestedItems(items).flatMap(({ item }) => conditionsOf(item));
}

/** The conditions of a `when`; none for any other item. */
export function conditionsOf(item: Item): readonly Condition[] {
  return item.kind === 'when' ? item.conditions : [];
}
