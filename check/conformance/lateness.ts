import type { Step } from '../model/flow.js';
import type { CopyStatus, MatchedCopy } from './comparison.js';

/** A copy that is sent later than its row allows. */
export interface LateCopy {
  readonly copy: MatchedCopy;
  /** When it is sent, in ms after the phase began. */
  readonly elapsedMs: number;
}

/** Copies of which nothing more is reported; one whose condition does not hold must not be sent at any time. */
const timeless: ReadonlySet<CopyStatus> = new Set(['alone', 'disallowed', 'condition']);

/**
 * Copies of rows with `within` that are sent later after the phase began (docs/language.md#times). A phase begins with
 * the step that shows its trigger, however wrongly; without one with its first step, or that step's `after` before it.
 */
export function lateCopies(copies: readonly MatchedCopy[], steps: readonly Step[]): LateCopy[] {
  const timed = copies.filter(
    ({ slot, status }) => slot !== null && slot.row.withinMs !== null && !timeless.has(status),
  );
  if (timed.length === 0) return [];
  const start = copies.find(({ slot }) => slot?.begins === true);
  return timed.flatMap((copy) => {
    const elapsedMs = elapsed(steps, start?.step ?? null, copy.step);
    const withinMs = copy.slot?.row.withinMs ?? null;
    return elapsedMs !== null && withinMs !== null && elapsedMs > withinMs ? [{ copy, elapsedMs }] : [];
  });
}

/**
 * Time from the beginning of a phase to one of its steps, in ms; null if a step between does not state its `after`.
 * @param start the step that shows the trigger; null if none does
 */
function elapsed(steps: readonly Step[], start: number | null, step: number): number | null {
  let sum = start === null ? (steps[0]?.delayMs ?? 0) : 0;
  for (let index = (start ?? 0) + 1; index <= step; index++) {
    const delayMs = steps[index]?.delayMs ?? null;
    if (delayMs === null) return null;
    sum += delayMs;
  }
  // Sent before the phase began: it is not late.
  return start !== null && step < start ? null : sum;
}
