import { keyOf, type Letter, lettersOf, type RowCopy, type Sent } from './oracle-content.js';
import { type OracleContext, Unspecified } from './oracle-entering.js';
import type { ArrowSpec, RowSpec, ValueSpec } from './specification.js';

/** A required or allowed message in one configuration: a copy of a row, or of a trigger if `copy` is null. */
export interface Slot {
  readonly letter: Letter;
  readonly copy: RowCopy | null;
  /** The trigger that it is a copy of: two participants in one `system` role are two copies. Null for a row's. */
  readonly trigger: ArrowSpec | null;
  readonly value: ValueSpec | null;
  readonly isRequired: boolean;
  readonly isRepeated: boolean;
  /** A trigger that is not the one shown, as a row repeats a trigger: a step that shows it is one too many. */
  readonly isSpent: boolean;
}

/** A copy that is assigned to a slot that it does not meet, and why it does not. */
export interface Pair {
  readonly sent: Sent;
  readonly slot: Slot;
  readonly code: 'protocol-not-allowed' | 'wrong-protocol' | 'wrong-value' | 'wrong-direction';
}

/** One way to explain the copies of a phase: which meet a slot, which are assigned to one, and what is left. */
export interface OracleMatching {
  readonly met: readonly { readonly sent: Sent; readonly slot: Slot }[];
  readonly pairs: readonly Pair[];
  /** Copies that no slot allows. */
  readonly unmet: readonly Sent[];
  /** Copies of which each meets a slot that others have met as often as it allows. */
  readonly surplus: readonly Sent[];
  /** Slots without a copy. */
  readonly free: readonly Slot[];
}

type Relation = (sent: Sent, slot: Slot) => boolean;

const MAX_WAYS = 3000;

const sameArrow: Relation = ({ letter: a }, { letter: b }) => a.sender === b.sender && a.receiver === b.receiver;
const sameMessage: Relation = ({ letter: a }, { letter: b }) => a.message === b.message;
const sameProtocol: Relation = ({ letter: a }, { letter: b }) => a.protocol === b.protocol;
interface Valued {
  readonly value: ValueSpec | null;
}

/** A row that gives a value is met by the same one, or by none. */
export const sameValue = ({ value: a }: Valued, { value: b }: Valued): boolean =>
  a === null || b === null || mayBeSame(a, b);

/** Numbers and durations of one amount are the same, and a value of another type meets any. */
function mayBeSame(a: ValueSpec, b: ValueSpec): boolean {
  return a.amount === null || b.amount === null || a.amount === b.amount;
}

/** Whether a row gives the value of a copy. */
function isGivenBy({ value: a }: Sent, { value: b }: Slot): boolean {
  return a !== null && b !== null && a.amount !== null && a.amount === b.amount;
}

export const meets: Relation = (sent, slot) =>
  sameMessage(sent, slot) && sameProtocol(sent, slot) && sameArrow(sent, slot) && sameValue(sent, slot);
const isOtherProtocol: Relation = (sent, slot) =>
  sameMessage(sent, slot) && sameArrow(sent, slot) && !sameProtocol(sent, slot);
const isOtherValue: Relation = (sent, slot) =>
  sameMessage(sent, slot) && sameArrow(sent, slot) && sameProtocol(sent, slot) && !sameValue(sent, slot);
const isOtherArrow: Relation = (sent, slot) =>
  !sent.isShort &&
  sameMessage(sent, slot) &&
  sameProtocol(sent, slot) &&
  sameValue(sent, slot) &&
  !sameArrow(sent, slot);

/**
 * The slots of the rows and of the triggers. Where a row repeats a trigger with a value, the language does not say whether
 * a step of another value shows that trigger once more, or is no row's: the slots of either.
 */
export function slotsOf(rows: readonly RowCopy[], triggers: readonly ArrowSpec[], situation: OracleContext): Slot[][] {
  const ofRows = rows.map((copy): Slot => {
    const { letter, row } = copy;
    const { optional, repeated, value } = row;
    return { letter, copy, trigger: null, value, isRequired: !optional, isRepeated: repeated, isSpent: false };
  });
  const letters = triggers.flatMap((trigger) =>
    lettersOf(trigger, situation).map(({ letter }) => ({ letter, trigger })),
  );
  const repeating = (letter: Letter) => rows.filter((row) => keyOf(row.letter) === keyOf(letter));
  const isRepeated = letters.some(({ letter }) => repeating(letter).length > 0);
  const ofTriggers = letters.map(({ letter, trigger }): Slot => {
    return { letter, copy: null, trigger, value: null, isRequired: false, isRepeated: false, isSpent: isRepeated };
  });
  const others = ofTriggers.filter(({ letter }) => repeating(letter).length === 0);
  const isOpen = letters.some(({ letter }) => repeating(letter).some(({ row }) => row.value !== null));
  return isOpen ? [ofTriggers, others].map((own) => [...ofRows, ...own]) : [[...ofRows, ...ofTriggers]];
}

/** Whether another trigger is shown: any one of several starts a phase. */
function isOtherShown({ trigger }: Slot, shown: readonly (ArrowSpec | null)[]): boolean {
  return trigger !== null && shown.some((other) => other !== null && other !== trigger);
}

/**
 * All ways to assign copies to the slots that they match so that most slots are matched, and of those the ways in which
 * most steps are assigned to a row with their value.
 * @param anytime letters that are allowed in addition, any number of times
 */
export function meetings(
  sent: readonly Sent[],
  slots: readonly Slot[],
  anytime: ReadonlySet<string>,
): OracleMatching[] {
  const given = slots.map((): Sent[] => []);
  const unmet: Sent[] = [];
  let best = { score: [-1, -1, -1], ways: [] as OracleMatching[] };
  const shown: (ArrowSpec | null)[] = [];
  const finish = () => {
    const met = slots.flatMap((slot, index) => (given[index] ?? []).map((copy) => ({ sent: copy, slot })));
    const required = slots.filter((slot, index) => slot.isRequired && (given[index]?.length ?? 0) > 0).length;
    const ofValue = met.filter((one) => isGivenBy(one.sent, one.slot)).length;
    const score = [-unmet.length, required, ofValue];
    const difference = score.map((part, index) => part - (best.score[index] ?? 0)).find((part) => part !== 0) ?? 0;
    if (best.ways.length > 0 && difference < 0) return;
    if (best.ways.length === 0 || difference > 0) best = { score, ways: [] };
    const isTaken = (slot: Slot) => isOtherShown(slot, shown) || met.some((one) => one.slot === slot);
    const surplus = unmet.filter((copy) => slots.some((slot) => meets(copy, slot)));
    best.ways.push({
      met,
      pairs: [],
      unmet: unmet.filter((copy) => !surplus.includes(copy)),
      surplus,
      free: slots.filter((slot) => !isTaken(slot) && !slot.isSpent),
    });
    if (best.ways.length > MAX_WAYS) throw new Unspecified('too many ways to give steps to rows');
  };
  const give = (index: number): void => {
    if (best.ways.length > 0 && -unmet.length < (best.score[0] ?? 0)) return;
    const next = sent[index];
    if (next === undefined) {
      finish();
      return;
    }
    for (const [at, slot] of slots.entries()) {
      const own = given[at] ?? [];
      const isFull = isOtherShown(slot, shown) || (own.length > 0 && !slot.isRepeated);
      if (slot.isSpent || isFull || !meets(next, slot)) continue;
      own.push(next);
      shown.push(slot.trigger);
      give(index + 1);
      shown.pop();
      own.pop();
    }
    if (anytime.has(keyOf(next.letter))) {
      give(index + 1);
      return;
    }
    unmet.push(next);
    give(index + 1);
    unmet.pop();
  };
  give(0);
  return best.ways.filter(({ surplus, met }) =>
    surplus.every((late) => !met.some((one) => isEarlierTwin(late, one.sent))),
  );
}

/** The later of two copies of one letter is the duplicate. */
function isEarlierTwin(a: Sent, b: Sent): boolean {
  return a.step < b.step && a.value?.amount === b.value?.amount && keyOf(a.letter) === keyOf(b.letter);
}

/** Rules 1 to 3: on required rows without a copy, then 2 and 3 on the rest. */
export function paired(way: OracleMatching, disallowed: readonly Sent[], isPartial: boolean): OracleMatching[] {
  const required = (slot: Slot) => slot.isRequired;
  const others = (slot: Slot) => !slot.isRequired;
  const rules = (of: (slot: Slot) => boolean): Rule[] => [
    { code: 'wrong-protocol', of, relation: isOtherProtocol },
    { code: 'wrong-value', of, relation: isOtherValue },
    { code: 'wrong-direction', of, relation: isOtherArrow },
  ];
  const first: Rule[] = [
    { code: 'protocol-not-allowed', of: required, relation: (a, b) => sameMessage(a, b) && sameArrow(a, b) },
    { code: 'protocol-not-allowed', of: required, relation: sameMessage },
  ];
  let ways: OracleMatching[] = [{ ...way, unmet: [...disallowed] }];
  for (const rule of first) ways = ways.flatMap((one) => applied(rule, one));
  ways = ways.map((one) => ({ ...one, unmet: way.unmet }));
  for (const rule of [...rules(required), ...(isPartial ? [] : rules(others))]) {
    ways = ways.flatMap((one) => applied(rule, one));
    if (ways.length > MAX_WAYS) throw new Unspecified('too many ways to explain steps');
  }
  return ways;
}

/** Rule 7: a duplicate copy is assigned to a required row of its message that is still missing. */
export function withSurplus(way: OracleMatching): OracleMatching[] {
  const rules: Rule[] = [
    { code: 'wrong-protocol', of: ({ isRequired }) => isRequired, relation: isOtherProtocol },
    { code: 'wrong-value', of: ({ isRequired }) => isRequired, relation: isOtherValue },
    {
      code: 'wrong-direction',
      of: ({ isRequired }) => isRequired,
      relation: (a, b) => !a.isShort && sameMessage(a, b),
    },
  ];
  let ways: OracleMatching[] = [{ ...way, unmet: way.surplus }];
  for (const rule of rules) ways = ways.flatMap((one) => applied(rule, one));
  return ways.map((one) => ({ ...one, unmet: way.unmet, surplus: one.unmet }));
}

/**
 * Where values tell which of two copies is one too many, it is the later one all the same, or the language leaves open
 * which it is: either, and the other has the place of the row.
 */
export function withLaterDuplicates(way: OracleMatching): OracleMatching[] {
  const exchanged = way.surplus.flatMap((early) =>
    way.met.flatMap((late) => {
      const isLater = late.sent.step > early.step && keyOf(late.sent.letter) === keyOf(early.letter);
      if (!isLater || !meets(early, late.slot)) return [];
      const met = way.met.map((one) => (one === late ? { ...one, sent: early } : one));
      return [{ ...way, met, surplus: way.surplus.map((one) => (one === early ? late.sent : one)) }];
    }),
  );
  return [way, ...exchanged, ...withLaterTwins(way)];
}

/**
 * An earlier copy of the letter may be the one too many, and a later duplicate has the place of its row; the first of
 * its letter is never the one that is reported.
 */
function withLaterTwins(way: OracleMatching): OracleMatching[] {
  const isTwin = (a: Sent, b: Sent) => a.value?.amount === b.value?.amount && keyOf(a.letter) === keyOf(b.letter);
  return way.surplus.flatMap((last) => {
    const twins = way.met.filter(({ sent }) => isTwin(sent, last));
    return twins.flatMap((own) => {
      if (own.sent.step >= last.step) return [];
      const met = way.met.map((one) => (one === own ? { ...one, sent: last } : one));
      const isFirst = twins.every(({ sent }) => sent.step >= own.sent.step);
      if (isFirst) return [{ ...way, met }];
      return [{ ...way, met, surplus: way.surplus.map((one) => (one === last ? own.sent : one)) }];
    });
  });
}

interface Rule {
  readonly code: Pair['code'];
  readonly of: (slot: Slot) => boolean;
  readonly relation: Relation;
}

/** All ways to assign most of the unmet copies to free slots by a rule. */
function applied({ code, of, relation }: Rule, way: OracleMatching): OracleMatching[] {
  const slots = way.free.filter((slot) => of(slot) && way.unmet.some((sent) => relation(sent, slot)));
  if (slots.length === 0) return [way];
  let most = 0;
  let found: Pair[][] = [];
  const pairs: Pair[] = [];
  const assign = (index: number): void => {
    const sent = way.unmet[index];
    if (pairs.length + way.unmet.length - index < most) return;
    if (sent === undefined) {
      if (pairs.length > most) found = [];
      most = pairs.length;
      found.push([...pairs]);
      if (found.length > MAX_WAYS) throw new Unspecified('too many ways to explain steps');
      return;
    }
    for (const slot of slots) {
      const shown = pairs.map((pair) => pair.slot.trigger);
      const isTaken = isOtherShown(slot, shown) || pairs.some((pair) => pair.slot === slot);
      if (isTaken || !relation(sent, slot)) continue;
      pairs.push({ sent, slot, code });
      assign(index + 1);
      pairs.pop();
    }
    assign(index + 1);
  };
  assign(0);
  return found.map((own) => {
    const shown = own.map(({ slot }) => slot.trigger);
    return {
      ...way,
      pairs: [...way.pairs, ...own],
      unmet: way.unmet.filter((sent) => own.every((pair) => pair.sent !== sent)),
      free: way.free.filter((slot) => own.every((pair) => pair.slot !== slot) && !isOtherShown(slot, shown)),
    };
  });
}

export function rowOf({ copy }: Slot): RowSpec | null {
  return copy?.row ?? null;
}
