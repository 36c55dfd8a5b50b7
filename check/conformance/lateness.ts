import type { Step } from '../model/flow.js';
import type { CopyStatus, MatchedCopy } from './comparison.js';

/** Copies of which nothing more is reported; one whose condition does not hold must not be sent at any time. */
const timeless: ReadonlySet<CopyStatus> = new Set(['alone', 'disallowed', 'condition']);

/**
 * Copies of rows with `within` that are sent later after the phase began (docs/language.md#times). A phase begins with
 * the step that shows its trigger, however wrongly; without one with its first step, or that step's `after` before it.
 */
export function lateCopies(copies: readonly MatchedCopy[], steps: readonly Step[]): MatchedCopy[] {
  const timed = copies.filter(
    ({ slot, status }) => slot !== null && slot.row.withinMs !== null && !timeless.has(status),
  );
  if (timed.length === 0) return [];
  const start = copies.find(({ slot }) => slot?.begins === true);
  const times = timesOf(steps, start?.step ?? null);
  return timed.filter(({ step, slot }) => {
    const elapsedMs = times[step] ?? null;
    const withinMs = slot?.row.withinMs ?? null;
    return elapsedMs !== null && withinMs !== null && elapsedMs > withinMs;
  });
}

/**
 * Time from the beginning of a phase to each of its steps, in ms; null if a step between does not state its `after`, or
 * if it is sent before the phase begins: it is not late.
 * @param start the step that shows the trigger; null if none does
 */
function timesOf(steps: readonly Step[], start: number | null): readonly (number | null)[] {
  let sum: number | null = start === null ? (steps[0]?.delayMs ?? 0) : 0;
  const first = start ?? 0;
  return steps.map(({ delayMs }, index) => {
    if (index < first) return null;
    if (index > first) sum = sum === null || delayMs === null ? null : sum + delayMs;
    return sum;
  });
}
