import type { Item } from '../model/model.js';
import { firstChoices, type OpenChoice } from './choice-combinations.js';
import type { Comparison } from './comparison.js';
import type { Choices } from './obligations.js';

/** A comparison under one combination of choices. */
export interface Attempt {
  readonly comparison: Comparison;
  /** The first step without a finding that met a chosen member; infinity if none does. */
  readonly met: number;
  /** The first step that is a row of a chosen member, with a finding or without. */
  readonly tried: number;
}

/** The comparison of a phase in which nothing is sent or required. */
export const NO_COMPARISON: Comparison = {
  copies: [],
  slots: [],
  met: new Set(),
  differences: [],
  unchosen: new Set(),
};

/** Whether an attempt has fewer findings than the best so far; of equally good combinations, the one met first. */
export function isBetter(next: Attempt | undefined, best: Attempt | undefined): next is Attempt {
  if (next === undefined || best === undefined) return next !== undefined;
  const more = next.comparison.differences.length - best.comparison.differences.length;
  if (more !== 0 || next.met !== best.met) return more < 0 || (more === 0 && next.met < best.met);
  return next.tried < best.tried;
}

/** Tries the members of one choice after the other and keeps the best: for combinations too many to try all. */
export function improve(
  choices: readonly OpenChoice[],
  attempt: (chosen: Choices) => Attempt | undefined,
): { readonly chosen: Map<Item, number>; readonly comparison: Comparison } {
  let chosen = firstChoices(choices);
  let best = attempt(chosen);
  for (const { choice, members } of choices) {
    for (const member of members.slice(1)) {
      const other = new Map(chosen).set(choice, member);
      const next = attempt(other);
      if (!isBetter(next, best)) continue;
      best = next;
      chosen = other;
    }
  }
  return { chosen, comparison: best?.comparison ?? NO_COMPARISON };
}
