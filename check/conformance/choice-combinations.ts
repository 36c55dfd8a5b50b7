import { type EvaluationContext, judgeAll } from '../exploration/three-valued.js';
import { rowsOf } from '../model/items.js';
import type { Item, Row } from '../model/model.js';
import type { Comparison, MatchedCopy } from './comparison.js';
import type { Choices } from './obligations.js';

/** A `one of` in one context. */
export interface OpenChoice {
  readonly choice: Item;
  /** Its members by number, those whose condition is false last. */
  readonly members: readonly number[];
  /** Members whose condition is false, if not all are so. */
  readonly ruledOut: ReadonlySet<number>;
}

/** A `one of` with the members whose condition holds in a context first. */
export function choiceIn(choice: Item, context: EvaluationContext): OpenChoice {
  const members = choice.kind === 'row' ? [] : choice.items;
  const all = members.map((_, index) => index);
  const out = all.filter((index) => {
    const member = members[index];
    return member?.kind === 'when' && judgeAll(member.conditions, context) === 'no';
  });
  if (out.length === all.length) return { choice, members: all, ruledOut: new Set() };
  return { choice, members: [...all.filter((index) => !out.includes(index)), ...out], ruledOut: new Set(out) };
}

/** Whether a member is required: not if its condition is false, unless a step is one of its rows. */
export function isIdle({ choice, ruledOut }: OpenChoice, chosen: Choices, comparison: Comparison): boolean {
  const member = chosen.get(choice) ?? 0;
  if (!ruledOut.has(member)) return false;
  return firstStepOf(new Set(rowsOfMember([choice, member])), comparison.copies) === Number.POSITIVE_INFINITY;
}

/** The first member of each `one of`. */
export function firstChoices(choices: readonly OpenChoice[]): Map<Item, number> {
  return new Map(choices.map(({ choice, members }) => [choice, members[0] ?? 0]));
}

/** These choices, and those that differ from them in one. */
export function* neighboringChoices(
  chosen: ReadonlyMap<Item, number>,
  choices: readonly OpenChoice[],
): Generator<Map<Item, number>> {
  yield new Map(chosen);
  for (const { choice, members } of choices) {
    for (const member of members) {
      if (member !== chosen.get(choice)) yield new Map(chosen).set(choice, member);
    }
  }
}

/** The first step of these copies that is one of the rows; infinity if none is. */
export function firstStepOf(rows: ReadonlySet<Row>, copies: readonly MatchedCopy[]): number {
  let first = Number.POSITIVE_INFINITY;
  for (const { slot, step } of copies) if (slot !== null && rows.has(slot.row)) first = Math.min(first, step);
  return first;
}

/** The rows of one member of a `one of`. */
export function rowsOfMember([choice, index]: readonly [Item, number]): Row[] {
  const member = choice.kind === 'row' ? undefined : choice.items[index];
  return member === undefined ? [] : rowsOf([member]);
}

/** Every combination of one member of each `one of`, in the order written. */
export function* allChoices(choices: readonly OpenChoice[]): Generator<Map<Item, number>> {
  const total = countChoices(choices);
  for (let way = 0; way < total; way++) {
    const chosen = new Map<Item, number>();
    let rest = way;
    for (const { choice, members } of choices) {
      const size = Math.max(members.length, 1);
      chosen.set(choice, members[rest % size] ?? 0);
      rest = Math.floor(rest / size);
    }
    yield chosen;
  }
}

/** The number of combinations of one member of each `one of`. */
export function countChoices(choices: readonly OpenChoice[]): number {
  return choices.reduce((product, { members }) => product * Math.max(members.length, 1), 1);
}
