import { type PlacedCopy, type Spare, withLaterTwins, withMoreValues } from './duplicate-exchanges.js';
import { Effort, withinEffort } from './effort.js';
import type { Matches } from './matching.js';
import type { Slot } from './obligations.js';
import { groupBy, groupByMessage } from './slots-by-message.js';
import { haveSameValues, sharedValues, valuesMeet } from './values.js';

/** A step of a later row that a step of an earlier row follows. */
export interface OrderViolation {
  readonly copy: PlacedCopy;
  readonly later: PlacedCopy;
}

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
/**
 * Most comparisons with copies placed before, to find a placement that keeps every order: some 20,000 placements in a
 * phase of ten steps. It bounds the depth of the search too.
 */
const MAX_COMPARISONS = 1_000_000;
/** How many looks at a row it is worth to find out whether a copy may count for it. */
const LOOKS_PER_OPTION = 5;
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
  const taken = copies.flatMap(({ slot, status }) => (slot !== null && status !== 'ok' ? [slot] : []));
  const placement = new Placement(placed, groups, taken, effort).find();
  if (placement === 'bounded') return TOO_LARGE;
  const best = placement ?? spreadOverRows(placed, groups, met, blocks, effort);
  return {
    ...KEPT,
    violations: placement === null ? violationsIn(best, blocks) : [],
    moved: best.filter(({ copy, slot }) => copy.slot !== slot),
  };
}

function violationsIn(placed: readonly PlacedCopy[], blocks: number): OrderViolation[] {
  const byBlock: PlacedCopy[][] = Array.from({ length: blocks }, () => []);
  for (const copy of placed) if (copy.slot.order !== null) byBlock[copy.slot.order.block]?.push(copy);
  return byBlock.flatMap((inBlock) => firstViolation(inBlock.sort(byStep)) ?? []);
}

function byStep(a: PlacedCopy, b: PlacedCopy): number {
  return a.copy.step - b.copy.step;
}

/** Looks for a way to give copies to rows of their letter that keeps every order. */
class Placement {
  private readonly copies: readonly PlacedCopy[];
  private readonly options = new Map<PlacedCopy, readonly Slot[]>();
  private readonly required = new Set<Slot>();
  private readonly numbers = new Map<Slot, number>();
  private readonly chosen: Slot[] = [];
  /** Situations from which no way keeps every order. */
  private readonly hopeless = new Set<string>();
  private comparisons = 0;

  /** @param taken rows that copies with a finding are taken for: they may be for another row of the same letter */
  constructor(
    placed: readonly PlacedCopy[],
    groups: readonly Group[],
    private readonly taken: readonly Slot[],
    private readonly effort: Effort,
  ) {
    this.copies = [...placed].sort(byStep);
    for (const { group, rows } of groups) {
      for (const placed of group) this.options.set(placed, optionsOf(placed, rows, group, effort));
      for (const slot of rows) {
        this.numbers.set(slot, this.numbers.size);
        if (slot.required && group.some((placed) => placed.slot === slot)) this.required.add(slot);
      }
    }
  }

  find(): readonly PlacedCopy[] | null | 'bounded' {
    const found = this.place(0);
    if (found === 'bounded') return found;
    return found ? this.placed() : null;
  }

  private placed(): readonly PlacedCopy[] {
    return this.copies.map(({ copy, slot }, index) => ({ copy, slot: this.chosen[index] ?? slot }));
  }

  private place(index: number): boolean | 'bounded' {
    const placed = this.copies[index];
    if (placed === undefined) return this.meetsRequired() && sharedIn(this.placed()) >= sharedIn(this.copies);
    const options = this.options.get(placed) ?? [placed.slot];
    this.comparisons += (index + 1) * options.length;
    if (this.comparisons > MAX_COMPARISONS) return 'bounded';
    const { step } = placed.copy;
    const beginsStep = this.copies[index - 1]?.copy.step !== step;
    const key = beginsStep ? this.keyAt(index) : '';
    if (beginsStep && this.hopeless.has(key)) return false;
    const outside = new Set<string>();
    const isShared = this.options.has(placed);
    for (const slot of options) {
      if (isShared && !slot.repeated && this.chosen.includes(slot)) continue;
      // Rows outside every order are one as good as the other.
      const kind = `${slot.required}/${slot.repeated}/${sharedValues(placed.copy, slot)}`;
      if (slot.order === null && isShared && outside.has(kind)) continue;
      if (slot.order === null) outside.add(kind);
      if (!this.keepsOrder(slot, step, index)) continue;
      this.chosen[index] = slot;
      const found = this.place(index + 1);
      if (found !== false) return found;
    }
    this.chosen.length = index;
    if (beginsStep) this.hopeless.add(key);
    return false;
  }

  /** Whether every required row has a copy, or is left to one that was taken for a row that now has another copy. */
  private meetsRequired(): boolean {
    const chosen = new Set(this.chosen);
    const spare = this.taken.filter((slot) => slot.required && chosen.has(slot));
    this.effort.add(chosen.size + this.taken.length + this.required.size * (spare.length + 1));
    return [...this.required].every((slot) => {
      if (chosen.has(slot)) return true;
      const at = spare.findIndex((other) => isSameLetter(slot, other) && haveSameValues(slot, other));
      if (at >= 0) spare.splice(at, 1);
      return at >= 0;
    });
  }

  private keepsOrder(slot: Slot, step: number, index: number): boolean {
    if (slot.order === null) return true;
    for (let before = 0; before < index; before++) {
      const other = this.chosen[before];
      const stepBefore = this.copies[before]?.copy.step ?? 0;
      if (other !== undefined && stepBefore < step && comesBefore(slot, other)) return false;
    }
    return true;
  }

  private keyAt(index: number): string {
    const used = this.chosen.slice(0, index).flatMap((slot) => this.numbers.get(slot) ?? []);
    const shared = sharedIn(this.placed().slice(0, index));
    return `${index}|${shared}|${[...new Set(used)].sort((a, b) => a - b).join()}`;
  }
}

/** Rows that a copy may count for: with as many of its values as the one it met, or that of a copy of the same values. */
function optionsOf(
  { copy, slot: own }: PlacedCopy,
  rows: readonly Slot[],
  group: readonly PlacedCopy[],
  effort: Effort,
): Slot[] {
  effort.add((rows.length + group.length) * LOOKS_PER_OPTION);
  const shared = sharedValues(copy, own);
  const twins = new Set(group.filter(({ copy: other }) => haveSameValues(copy, other)).map(({ slot }) => slot));
  return rows.filter(
    (slot) => slot === own || (valuesMeet(copy, slot) && (sharedValues(copy, slot) === shared || twins.has(slot))),
  );
}

/** How many values of copies their rows give: no order is kept at the cost of these. */
function sharedIn(placed: readonly PlacedCopy[]): number {
  return placed.reduce((sum, { copy, slot }) => sum + sharedValues(copy, slot), 0);
}

/** @param inBlock in the order of their steps */
function firstViolation(inBlock: readonly PlacedCopy[]): OrderViolation | undefined {
  const copy = firstOutOfOrder(inBlock);
  const later = copy && inBlock.find((other) => mustPrecede(other, copy));
  return copy && later && { copy, later };
}

/** The first copy that a copy of an earlier row is sent after: from the last step on, the earliest rows so far are known. */
function firstOutOfOrder(inBlock: readonly PlacedCopy[]): PlacedCopy | undefined {
  let found: PlacedCopy | undefined;
  const earliest = new EarliestRows();
  let ofStep: PlacedCopy[] = [];
  for (const copy of [...inBlock].reverse()) {
    if (ofStep[0] !== undefined && ofStep[0].copy.step !== copy.copy.step) {
      for (const { slot } of ofStep) earliest.add(slot);
      ofStep = [];
    }
    ofStep.push(copy);
    if (earliest.hasBefore(copy.slot)) found = copy;
  }
  return found;
}

/** The first positions of rows in a block: of any row, and of `all` rows by party. */
class EarliestRows {
  private any = Number.POSITIVE_INFINITY;
  private single = Number.POSITIVE_INFINITY;
  private readonly ofParty = new Map<number, number>();

  add(slot: Slot): void {
    const position = slot.order?.position ?? Number.POSITIVE_INFINITY;
    this.any = Math.min(this.any, position);
    if (!slot.all) this.single = Math.min(this.single, position);
    else this.ofParty.set(partyOf(slot), Math.min(this.ofParty.get(partyOf(slot)) ?? position, position));
  }

  /** Whether one of them comes before a row (see `comesBefore`). */
  hasBefore(slot: Slot): boolean {
    const position = slot.order?.position ?? 0;
    if (!slot.all) return this.any < position;
    return Math.min(this.single, this.ofParty.get(partyOf(slot)) ?? Number.POSITIVE_INFINITY) < position;
  }
}

/** Whether a copy that is sent after another one belongs before it. */
function mustPrecede(later: PlacedCopy, earlier: PlacedCopy): boolean {
  return later.copy.step > earlier.copy.step && comesBefore(later.slot, earlier.slot);
}

/** Whether one row comes before another of its block; between two `all` rows party by party. */
function comesBefore(a: Slot, b: Slot): boolean {
  if (a.order === null || a.order.block !== b.order?.block || a.order.position >= b.order.position) return false;
  return !(a.all && b.all) || partyOf(a) === partyOf(b);
}

function partyOf(slot: Slot): number {
  const arrow = slot.row.arrows[slot.arrow];
  return arrow?.receiver.kind === 'all' ? slot.receiver : slot.sender;
}

/** How far copies are from their order: first by the steps that findings are reported on, then by pairs of copies. */
function disorderOf(placed: readonly PlacedCopy[], blocks: number, effort: Effort): number {
  effort.add(placed.length ** 2);
  const steps = new Set(violationsIn(placed, blocks).map(({ copy }) => copy.copy.step));
  let pairs = 0;
  for (const copy of placed) for (const other of placed) if (mustPrecede(other, copy)) pairs++;
  return steps.size * placed.length ** 2 + pairs;
}

/** Copies of one letter, and the rows that have it. */
interface Group {
  readonly group: readonly PlacedCopy[];
  readonly rows: readonly Slot[];
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

function isSameLetter(a: Slot, b: Slot): boolean {
  return a.message === b.message && a.protocol === b.protocol && a.sender === b.sender && a.receiver === b.receiver;
}

function sharedLetters(placed: readonly PlacedCopy[], slots: readonly Slot[], effort: Effort): Group[] {
  const groups: Group[] = [];
  const seen = new Set<PlacedCopy>();
  const byMessage = groupByMessage(slots);
  const sent = groupBy(placed, ({ slot }) => slot.message);
  for (const copy of placed) {
    if (seen.has(copy)) continue;
    const letter = copy.slot;
    const same = (slot: Slot) => !slot.spent && isSameLetter(slot, letter);
    const own = byMessage.get(letter.message) ?? [];
    const others = sent.get(letter.message) ?? [];
    effort.add(own.length + others.length);
    const rows = own.filter(same);
    const group = others.filter((other) => same(other.slot));
    for (const other of group) seen.add(other);
    if (rows.length > 1 && rows.some((slot) => slot.order !== null)) groups.push({ group, rows });
  }
  return groups;
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
