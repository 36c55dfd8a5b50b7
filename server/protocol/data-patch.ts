import { isRecord } from '../../timeline/types/json-guards.js';
import { linesBetween, moveLines } from './moved-lines.js';

/**
 * How one piece of plain data (as JSON can write it) becomes another: a new value, a record's fields, a list's items, or
 * all its lines moved down. What is not named stays.
 */
export type DataPatch =
  | { readonly value: unknown }
  /** `gone` are the names of fields that are not there any more. */
  | { readonly fields: Readonly<Record<string, DataPatch>>; readonly gone?: readonly string[] }
  | { readonly items: readonly ListEdit[] }
  | { readonly lines: number };

/**
 * At an index of the list as it was, in ascending order: a run of items that change alike, or items that others take
 * the place of.
 */
export type ListEdit =
  | readonly [at: number, count: number, change: DataPatch]
  | readonly [at: number, removed: number, added: readonly unknown[]];

type Fields = Readonly<Record<string, unknown>>;

/** The patch from `before` to `after`; undefined if they are equal. */
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
  if ('lines' in patch) return moveLines(before, patch.lines);
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
  const items = idOf(after[0] ?? before[0]) === undefined ? editsByPlace(before, after) : editsById(before, after);
  return items.length === 0 ? undefined : { items };
}

function editsById(before: readonly unknown[], after: readonly unknown[]): ListEdit[] {
  const items: ListEdit[] = [];
  const compare = (at: number, now: unknown) => addChange(items, at, diffData(before[at], now));
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && idOf(before[start]) === idOf(after[start])) compare(start, after[start++]);
  let end = 0;
  while (end < shorter - start && isEqual(before[before.length - 1 - end], after[after.length - 1 - end])) end++;
  const replaced = before.slice(start, before.length - end);
  const others = after.slice(start, after.length - end);
  for (const { at, removed, added } of alignById(replaced, others, start)) {
    if (removed === 'same') compare(at, added[0]);
    else items.push([at, removed, added]);
  }
  return items;
}

/** Items without a name match if they are equal, or would be if lines were not counted. */
function editsByPlace(before: readonly unknown[], after: readonly unknown[]): ListEdit[] {
  const items: ListEdit[] = [];
  const shorter = Math.min(before.length, after.length);
  const isSame = (at: number) => at < shorter && linesBetween(before[at], after[at]) === 0;
  let start = 0;
  // One that differs between two that do not is the same one, changed: a block that has become longer further down.
  for (; isSame(start) || isSame(start + 1); start++) addChange(items, start, diffItem(before[start], after[start]));
  const moves: number[] = [];
  while (moves.length < shorter - start) {
    const lines = linesBetween(before[before.length - 1 - moves.length], after[after.length - 1 - moves.length]);
    if (lines === undefined) break;
    moves.push(lines);
  }
  const replaced = before.slice(start, before.length - moves.length);
  const others = after.slice(start, after.length - moves.length);
  if (replaced.length === others.length) {
    for (const [index, item] of others.entries()) addChange(items, start + index, diffItem(replaced[index], item));
  } else items.push([start, replaced.length, others]);
  for (const [index, lines] of moves.reverse().entries()) {
    if (lines !== 0) addChange(items, before.length - moves.length + index, { lines });
  }
  return items;
}

function diffItem(before: unknown, after: unknown): DataPatch | undefined {
  const lines = linesBetween(before, after);
  if (lines === undefined) return diffData(before, after);
  return lines === 0 ? undefined : { lines };
}

/** Adds the change of one item, to the run before it if that changes alike. */
function addChange(items: ListEdit[], at: number, change: DataPatch | undefined): void {
  if (change === undefined) return;
  const last = items.at(-1);
  const [first, count, run] = last ?? [0, 0, []];
  const continues = isRecord(run) && first + count === at && isEqual(run, change);
  if (continues) items[items.length - 1] = [first, count + 1, change];
  else items.push([at, 1, change]);
}

function isEqual(before: unknown, after: unknown): boolean {
  return diffData(before, after) === undefined;
}

/** Items that others take the place of; `same` if it is one item, which may have changed. */
interface ReplacedItems {
  readonly at: number;
  readonly removed: number | 'same';
  readonly added: readonly unknown[];
}

/** Items with an id match at any index, as long as those that both lists have are in the same order. */
function* alignById(before: readonly unknown[], after: readonly unknown[], offset: number): Generator<ReplacedItems> {
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
