import type { Timeline } from '../types/timeline.js';
import { showsAllPaths } from './operand-text.js';
import { ordinal } from './ordinal.js';

/**
 * Of each visit, in order: which of several visits of its phase it is, `2 of 3`; null where the path comes there once.
 * Of all paths, where a phase's visits are on ways of their own: which one, `2nd`, as other ways call it.
 */
export function roundTexts(timeline: Timeline): (string | null)[] {
  const counts = new Map<string, number>();
  for (const { name } of timeline.phases) counts.set(name, (counts.get(name) ?? 0) + 1);
  const seen = new Map<string, number>();
  const all = showsAllPaths(timeline);
  return timeline.phases.map(({ name }) => {
    const count = counts.get(name) ?? 1;
    const number = (seen.get(name) ?? 0) + 1;
    seen.set(name, number);
    return count === 1 ? null : all ? ordinal(number) : `${number} of ${count}`;
  });
}
