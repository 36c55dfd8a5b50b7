import { isRecord } from '../../timeline/types/json-guards.js';
/**
 * How one piece of plain data (as JSON can write it) becomes another: a new value, a record's fields, or a list's
 * items. What is not named stays.
 */
export type DataPatch =
  | { readonly value: unknown }
  /** `gone` are the names of fields that are not there any more. */
  | { readonly fields: Readonly<Record<string, DataPatch>>; readonly gone?: readonly string[] }
  | { readonly items: readonly ListEdit[] };

/**
 * At an index of the list as it was, in ascending order: a run of items that change alike, or items that others take
 * the place of.
 */
export type ListEdit =
  | readonly [at: number, count: number, change: DataPatch]
  | readonly [at: number, removed: number, added: readonly unknown[]];

type Fields = Readonly<Record<string, unknown>>;

/** What makes `before` to `after`; undefined if they are equal. */
export function diffData(before: unknown, after: unknown): DataPatch | undefined {
  if (Object.is(before, after)) return undefined;
  if (Array.isArray(before) && Array.isArray(after)) return diffLists(before, after);
  if (isRecord(before) && isRecord(after)) return diffFields(before, after);
  return { value: after };
}

/**
 * Applies what `diffData` gave. What does not change is the same object afterwards.
 * @throws Error if the patch was made for other data
 */
export function patchData(before: unknown, patch: DataPatch): unknown {
  if ('value' in patch) return patch.value;
  if ('items' in patch) {
    if (!Array.isArray(before)) throw new Error('The patch is for a list.');
    return patchList(before, patch.items);
  }
  if (!isRecord(before)) throw new Error('The patch is for a record.');
  const after: Record<string, unknown> = { ...before };
  for (const name of patch.gone ?? []) delete after[name];
  for (const [name, change] of Object.entries(patch.fields)) after[name] = patchData(before[name], change);
  return after;
}

function diffFields(before: Fields, after: Fields): DataPatch | undefined {
  const fields: Record<string, DataPatch> = {};
  let [changed, left] = [false, 0];
  for (const name in after) {
    if (after[name] === undefined) continue;
    left++;
    const change = diffData(before[name], after[name]);
    if (change !== undefined) {
      fields[name] = change;
      changed = true;
    }
  }
  const gone: string[] = [];
  for (const name in before) {
    if (before[name] === undefined) continue;
    if (after[name] === undefined) gone.push(name);
    else left--;
  }
  if (gone.length > 0) return { fields, gone };
  return changed || left > 0 ? { fields } : undefined;
}

function diffLists(before: readonly unknown[], after: readonly unknown[]): DataPatch | undefined {
  const items: ListEdit[] = [];
  const compare = (at: number, now: unknown) => {
    const change = diffData(before[at], now);
    if (change !== undefined) addChange(items, at, change);
  };
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isSameItem(before[start], after[start])) compare(start, after[start++]);
  let end = 0;
  while (end < shorter - start && isEqual(before[before.length - 1 - end], after[after.length - 1 - end])) end++;
  const replaced = before.slice(start, before.length - end);
  const others = after.slice(start, after.length - end);
  if (idOf(others[0] ?? replaced[0]) !== undefined) {
    for (const { at, removed, added } of alignById(replaced, others, start)) {
      if (removed === 'same') compare(at, added[0]);
      else items.push([at, removed, added]);
    }
  } else if (replaced.length === others.length) {
    for (const [index, item] of others.entries()) compare(start + index, item);
  } else items.push([start, replaced.length, others]);
  return items.length === 0 ? undefined : { items };
}

/** Adds the change of one item, to the run before it where that changes alike. */
function addChange(items: ListEdit[], at: number, change: DataPatch): void {
  const last = items.at(-1);
  const [first, count, run] = last ?? [0, 0, []];
  const continues = isRecord(run) && first + count === at && isEqual(run, change);
  if (continues) items[items.length - 1] = [first, count + 1, change];
  else items.push([at, 1, change]);
}

/** Whether it can be told that two items are one, which may have changed. */
function isSameItem(before: unknown, after: unknown): boolean {
  const id = idOf(after);
  return id === undefined ? isEqual(before, after) : id === idOf(before);
}

function isEqual(before: unknown, after: unknown): boolean {
  return diffData(before, after) === undefined;
}

/** Items that others take the place of; `same` if it is one item, which may have changed. */
interface Stretch {
  readonly at: number;
  readonly removed: number | 'same';
  readonly added: readonly unknown[];
}

/** Items with an id are the same wherever they stand, as long as those that both lists have come in the same order. */
function* alignById(before: readonly unknown[], after: readonly unknown[], offset: number): Generator<Stretch> {
  const places = new Map(before.map((item, index) => [idOf(item), index]));
  let from = 0;
  let added: unknown[] = [];
  for (const item of after) {
    const at = places.get(idOf(item));
    if (at === undefined || at < from) {
      added.push(item);
      continue;
    }
    if (at > from || added.length > 0) yield { at: offset + from, removed: at - from, added };
    yield { at: offset + at, removed: 'same', added: [item] };
    added = [];
    from = at + 1;
  }
  if (from < before.length || added.length > 0) yield { at: offset + from, removed: before.length - from, added };
}

function patchList(before: readonly unknown[], edits: readonly ListEdit[]): unknown[] {
  const after: unknown[] = [];
  let from = 0;
  for (const [at, count, edit] of edits) {
    if (at < from || at + count > before.length) throw new Error('The patch is for another list.');
    for (; from < at; from++) after.push(before[from]);
    from = at + count;
    if (isAdded(edit)) for (const item of edit) after.push(item);
    else for (let index = at; index < from; index++) after.push(patchData(before[index], edit));
  }
  for (; from < before.length; from++) after.push(before[from]);
  return after;
}

function isAdded(edit: ListEdit[2]): edit is readonly unknown[] {
  return Array.isArray(edit);
}

function idOf(item: unknown): string | undefined {
  return isRecord(item) && typeof item.id === 'string' ? item.id : undefined;
}
