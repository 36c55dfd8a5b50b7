import { keyOf, type Sent } from './oracle-content.js';
import { rowOf, type Slot } from './oracle-matching.js';
import type { Item, RowSpec } from './specification.js';

/** A copy, and the slot whose place in an order and whose time it has. */
export interface Placed {
  readonly sent: Sent;
  readonly slot: Slot;
}

/** The first step of each block `in order` that is followed by a step of an earlier row. */
export function disordered(placed: readonly Placed[]): { readonly block: Item; readonly step: number }[] {
  const blocks = new Set(placed.flatMap(({ slot }) => (slot.copy?.places ?? []).map(({ block }) => block)));
  return [...blocks].flatMap((block) => {
    const positionIn = ({ slot }: Placed) => slot.copy?.places.find((place) => place.block === block)?.position ?? null;
    const steps = placed.flatMap((later) => {
      const isFollowed = placed.some((earlier) => {
        const [before, after] = [positionIn(earlier), positionIn(later)];
        if (before === null || after === null || before >= after || earlier.sent.step <= later.sent.step) return false;
        const [a, b] = [earlier.slot.copy?.party ?? null, later.slot.copy?.party ?? null];
        // Between two rows to all parties, party by party.
        return a === null || b === null || a === b;
      });
      return isFollowed ? [later.sent.step] : [];
    });
    return steps.length === 0 ? [] : [{ block, step: Math.min(...steps) }];
  });
}

/**
 * Copies that are sent later after the phase began than their rows say.
 * @param triggers the letters that begin the phase
 * @param delays of the steps; null if one is not stated
 */
export function sentLate(
  placed: readonly Placed[],
  triggers: ReadonlySet<string>,
  delays: readonly (number | null)[],
): { readonly step: number; readonly row: RowSpec }[] {
  const shown = placed.filter(({ slot }) => slot.copy === null || triggers.has(keyOf(slot.letter)));
  // Without a step that shows the trigger it began before the first one.
  const start = shown.length === 0 ? -1 : Math.min(...shown.map(({ sent }) => sent.step));
  return placed.flatMap(({ sent: { step }, slot }) => {
    const row = rowOf(slot);
    if (row === null || row.within === null) return [];
    const between = delays.slice(start + 1, step + 1);
    const countedDelays = between.map((delay, at) => (start + 1 + at === 0 ? (delay ?? 0) : delay));
    if (countedDelays.includes(null)) return [];
    const elapsed = countedDelays.reduce<number>((sum, delay) => sum + (delay ?? 0), 0);
    return elapsed > row.within ? [{ step, row }] : [];
  });
}
