import type { DeviationCode } from '../../check/index.js';
import type { OpenPhase } from './explanation.js';

/** The slots of a phase that are still missing: required copies, and the start where it is recorded. */
export function missingSlots(phase: OpenPhase): number[] {
  if (phase.lenient) return [];
  return phase.entry.slots.flatMap((_, index) => (isMissing(phase, index) ? [index] : []));
}

/** Whether a slot is among those that are missing. */
export function isMissing(phase: OpenPhase, index: number): boolean {
  if (phase.lenient) return false;
  if (phase.entry.wanted[index] === true) return phase.met[index] === 0;
  return lacksStart(phase, index);
}

/** Whether a slot is the phase's recorded start, none of which has come. */
export function lacksStart({ entry, met, lenient }: OpenPhase, index: number): boolean {
  if (lenient || !entry.startWanted || entry.starts[index] !== true) return false;
  if (entry.starts.some((starts, other) => starts && (met[other] ?? 0) > 0)) return false;
  // Of several copies of a start, the first stands for all.
  return entry.starts.indexOf(true) === index || entry.slots[index]?.source === 'row';
}

/** One deviation for each row of which copies are missing. */
export function missingCodes(phase: OpenPhase, missing: readonly number[]): DeviationCode[] {
  const rows = new Map<unknown, DeviationCode>();
  for (const index of missing) {
    const slot = phase.entry.slots[index];
    if (slot === undefined || rows.has(slot.row)) continue;
    const some = phase.entry.slots.some((other, at) => other.row === slot.row && other.all && (phase.met[at] ?? 0) > 0);
    rows.set(slot.row, some && slot.all ? 'incomplete-broadcast' : 'missing-message');
  }
  return [...rows.values()];
}
