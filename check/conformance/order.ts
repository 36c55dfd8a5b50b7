import { type PlacedCopy, type Spare, withLaterTwins, withMoreValues } from './duplicate-exchanges.js';
import { Effort, withinEffort } from './effort.js';
import type { Matches } from './matching.js';
import type { Slot } from './obligations.js';
import { type Group, MAX_COMPARISONS, optionsOf, Placement, sharedIn, sharedLetters } from './order-placement.js';
import { mustPrecede, type OrderViolation, violationsIn } from './order-violations.js';

/** The result of checking the `in order` blocks of a phase. */
export interface OrderJudgment {
  readonly violations: readonly OrderViolation[];
  /** Copies that count for another row of their letter than the one they met: that keeps the order better. */
  readonly moved: readonly PlacedCopy[];
  /** Copies that are one too many in place of later ones: that keeps the order better. */
  readonly spares: readonly Spare[];
  /** Too many ways to give copies to rows of one letter: then nothing is reported. */
  readonly bounded: boolean;
}

const KEPT: OrderJudgment = { violations: [], moved: [], spares: [], bounded: false };

const TOO_LARGE: OrderJudgment = { ...KEPT, bounded: true };

/** Most ways to spread copies over rows of one letter that are tried; beyond it, they count in the order written. */
const MAX_WAYS = 256;

/** Most exchanges of a copy for a duplicate that are tried; fewer in a long phase, because each takes longer there. */
const MAX_EXCHANGES = 64;

/**
 * Checks the `in order` blocks: per block the first step that a step of an earlier row follows. Copies of one letter
 * count for whichever row of it keeps the order (docs/language.md).
 */
export function judgeOrder(matches: Matches, slots: readonly Slot[], blocks: number): OrderJudgment {
  if (blocks === 0) return KEPT;
  return withinEffort(() => judgeBlocks(matches, slots, blocks)) ?? TOO_LARGE;
}

function judgeBlocks(matches: Matches, slots: readonly Slot[], blocks: number): OrderJudgment {
  const effort = new Effort();
  const placed = matches.copies.flatMap((copy) =>
    copy.slot !== null && copy.status === 'ok' ? [{ copy, slot: copy.slot }] : [],
  );
  let best = judgePlaced(placed, matches, slots, blocks, effort);
  if (best.violations.length === 0) return best;
  // Whichever of two steps is reported as one too many: for the order, the one that has more of the values counts.
  let left = Math.min(MAX_EXCHANGES, MAX_COMPARISONS / placed.length ** 2);
  for (const exchanged of withMoreValues(placed, matches.copies, effort)) {
    if (--left < 0) return { ...best, bounded: true };
    const { violations, bounded } = judgePlaced(exchanged, matches, slots, blocks, effort);
    if (bounded) return { ...best, bounded };
    if (violations.length < best.violations.length) best = { ...KEPT, violations };
    if (violations.length === 0) return best;
  }
  if (left < 1) return best;
  return withOtherSpares(best, placed, matches, (exchanged) =>
    --left < 0 ? null : (withinEffort(() => judgePlaced(exchanged, matches, slots, blocks, effort)) ?? null),
  );
}

/**
 * Lets other steps of a letter be the ones too many, as long as that keeps more of the orders.
 * @param judge the judgment of copies; null if no more are judged
 */
function withOtherSpares(
  first: OrderJudgment,
  placed: readonly PlacedCopy[],
  { copies }: Matches,
  judge: (placed: readonly PlacedCopy[]) => OrderJudgment | null,
): OrderJudgment {
  let best = first;
  let counted = placed;
  for (let found = true; found && best.violations.length > 0; ) {
    found = false;
    for (const exchange of withLaterTwins(counted, copies, best.spares)) {
      const judged = judge(exchange.placed);
      if (judged === null) return best;
      if (judged.bounded || judged.violations.length >= best.violations.length) continue;
      best = { ...judged, spares: [...best.spares, exchange.spare] };
      counted = exchange.placed;
      found = true;
      break;
    }
  }
  return best;
}

function judgePlaced(
  placed: readonly PlacedCopy[],
  { copies, met }: Matches,
  slots: readonly Slot[],
  blocks: number,
  effort: Effort,
): OrderJudgment {
  const violations = violationsIn(placed, blocks);
  const groups = violations.length === 0 ? [] : sharedLetters(placed, slots, effort);
  if (groups.length === 0) return { ...KEPT, violations };
  const takenSlots = copies.flatMap(({ slot, status }) => (slot !== null && status !== 'ok' ? [slot] : []));
  const placement = new Placement(placed, groups, takenSlots, effort).find();
  if (placement === 'bounded') return TOO_LARGE;
  const best = placement ?? spreadOverRows(placed, groups, met, blocks, effort);
  return {
    ...KEPT,
    violations: placement === null ? violationsIn(best, blocks) : [],
    moved: best.filter(({ copy, slot }) => copy.slot !== slot),
  };
}

/** How far copies are from their order: first by the steps that findings are reported on, then by pairs of copies. */
function disorderOf(placed: readonly PlacedCopy[], blocks: number, effort: Effort): number {
  effort.add(placed.length ** 2);
  const steps = new Set(violationsIn(placed, blocks).map(({ copy }) => copy.copy.step));
  let pairs = 0;
  for (const copy of placed) for (const other of placed) if (mustPrecede(other, copy)) pairs++;
  return steps.size * placed.length ** 2 + pairs;
}

/** Gives copies to the rows that keep the order best, if no way keeps every order. */
function spreadOverRows(
  placed: readonly PlacedCopy[],
  groups: readonly Group[],
  met: ReadonlySet<Slot>,
  blocks: number,
  effort: Effort,
): readonly PlacedCopy[] {
  let best = placed;
  let fewest = disorderOf(placed, blocks, effort);
  for (const { group, rows } of groups) {
    if (fewest === 0) break;
    if (rows.length ** group.length > MAX_WAYS) continue;
    const before = best;
    const options = group.map((copy) => optionsOf(copy, rows, group, effort));
    for (const way of stepsToSpread(options, rows, met)) {
      const slots = new Map(group.map(({ copy }, index) => [copy, way[index]]));
      const spread = before.map(({ copy, slot }) => ({ copy, slot: slots.get(copy) ?? slot }));
      const count = disorderOf(spread, blocks, effort);
      if (count >= fewest || sharedIn(spread) < sharedIn(before)) continue;
      fewest = count;
      best = spread;
    }
  }
  return best;
}

/** Every way to assign copies to rows within their limits, each required row having one. */
function* stepsToSpread(
  options: readonly (readonly Slot[])[],
  rows: readonly Slot[],
  met: ReadonlySet<Slot>,
  chosen: readonly Slot[] = [],
): Generator<readonly Slot[]> {
  const own = options[chosen.length];
  if (own === undefined) {
    if (rows.every((row) => !row.required || !met.has(row) || chosen.includes(row))) yield chosen;
    return;
  }
  for (const row of own) {
    if (!row.repeated && chosen.includes(row)) continue;
    yield* stepsToSpread(options, rows, met, [...chosen, row]);
  }
}
