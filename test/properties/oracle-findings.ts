import {
  type Choice,
  choicesOf,
  isBroadcast,
  keyOf,
  keysOf,
  lettersOf,
  type RowCopy,
  rowsOf,
  type Sent,
  sentBy,
} from './oracle-content.js';
import type { Entry, Severity, Situation } from './oracle-entering.js';
import { Unspecified } from './oracle-entering.js';
import {
  meetings,
  meets,
  type Pair,
  type Pairing,
  paired,
  rowOf,
  type Slot,
  slotsOf,
  withSurplus,
} from './oracle-pairing.js';
import { disordered, type Placed, sentLate } from './oracle-places.js';
import type { ArrowSpec, FlowSpec, Item, ModelPhaseSpec, ModelSpec, RowSpec } from './specification.js';

const MAX_COMBINATIONS = 500;

export type ContentCode =
  | Pair['code']
  | 'missing-message'
  | 'unexpected-message'
  | 'incomplete-broadcast'
  | 'condition-not-met'
  | 'duplicate-message'
  | 'order-violation'
  | 'too-late';

/** One mistake in what a phase sends. */
export interface ContentFinding {
  readonly code: ContentCode;
  /** The step that it is reported on; null for the phase. */
  readonly step: number | null;
  /** For a wrong direction, what of the step is wrong: the sender, or which of its receivers; null for others. */
  readonly place: 'sender' | number | null;
  readonly severity: Severity;
  /** The row or block that asks for it; null if none does. */
  readonly about: RowSpec | Item | null;
}

/** The possible findings on a phase in one configuration: several if the language leaves a choice. */
export type Outcomes = readonly (readonly ContentFinding[])[];

/** Whether a row's arrow is given, though the others of its model may be inferred. */
export type IsGiven = (row: RowSpec) => boolean;

/** A phase in one configuration, and what it sends there. */
interface Content {
  readonly model: ModelSpec;
  readonly phase: ModelPhaseSpec;
  readonly situation: Situation;
  readonly isGiven: IsGiven;
  readonly sent: readonly Sent[];
  readonly disallowed: readonly Sent[];
  readonly triggers: readonly ArrowSpec[];
  readonly anytime: ReadonlySet<string>;
  readonly delays: readonly (number | null)[];
  /** Whether a step that is assigned to a row has the place of that row in an order; the language does not say. */
  readonly ordersPairs: boolean;
  /** Whether it has the time of that row; the language does not say either. */
  readonly timesPairs: boolean;
}

/** All possible findings on a flow phase that is entered so; none if it realizes no model phase. */
export function contentOutcomes(
  flow: FlowSpec,
  model: ModelSpec,
  phase: number,
  entry: Entry,
  isGiven: IsGiven,
): Outcomes {
  const { realizes, steps } = flow.phases[phase] ?? { realizes: null, steps: null };
  const modelPhase = realizes === null ? undefined : model.phases[realizes];
  if (modelPhase === undefined || steps === null) return [[]];
  const situation: Situation = { flow, states: entry.configuration.states, players: entry.players };
  const ends = model.anytime.flatMap(({ sender, receivers }) => [sender, ...receivers]);
  if (ends.some((end) => end.kind === 'role' && entry.players[end.role]?.length === 0)) {
    throw new Unspecified('whether anybody may send at any time what a role without a player may');
  }
  const content: Content = {
    model,
    phase: modelPhase,
    situation,
    isGiven,
    ...sentBy(steps, model, situation),
    triggers: modelPhase.triggers.flatMap((trigger) => ('timer' in trigger ? [] : [trigger])),
    anytime: new Set(keysOf(model.anytime, situation)),
    delays: steps.map(({ delay }) => delay),
    ordersPairs: false,
    timesPairs: false,
  };
  const options = optionsOf(content);
  const either = (has: boolean) => (has && options.some(hasPairs) ? [true, false] : [false]);
  const orders = either(hasOrder(modelPhase.items));
  const times = either(rowsOf(modelPhase.items).some(({ within }) => within !== null));
  return distinct(
    orders.flatMap((ordersPairs) =>
      times.flatMap((timesPairs) => ofBestChoice({ ...content, ordersPairs, timesPairs }, options)),
    ),
  );
}

function hasOrder(items: readonly Item[]): boolean {
  return items.some((item) => item.kind === 'in order' || (item.kind !== 'row' && hasOrder(item.items)));
}

/** A choice of members, and by each reading of its triggers the ways to give steps to its rows. */
interface Option {
  readonly choice: Choice;
  readonly readings: readonly (readonly Pairing[])[];
}

/** Whether a step may be assigned to a row that it does not meet. */
function hasPairs({ readings }: Option): boolean {
  return readings.some((ways) => ways.some(({ pairs, surplus }) => pairs.length + surplus.length > 0));
}

function optionsOf({ phase, situation, sent, disallowed, triggers, anytime }: Content): Option[] {
  return choicesOf(phase.items, situation)
    .filter(({ stands }) => stands.every((rows) => sent.some((one) => isOfRow(one, rows))))
    .map((choice) => {
      const readings = slotsOf(choice.rows, triggers, situation).map((slots) =>
        meetings(sent, slots, anytime).flatMap((way) => paired(way, disallowed, phase.partial)),
      );
      return { choice, readings };
    });
}

/** Whether nothing is reported on a flow phase that is entered so. */
export function contentConforms(flow: FlowSpec, model: ModelSpec, phase: number, entry: Entry): boolean {
  return contentOutcomes(flow, model, phase, entry, () => false).some(({ length }) => length === 0);
}

/**
 * The member of each `one of` with the fewest findings; in a tie the one whose step was matched first. If steps can be
 * explained in several ways, a member with the fewest findings in one of them may be chosen.
 */
function ofBestChoice(content: Content, options: readonly Option[]): Outcomes {
  const judged = options.map(({ choice, readings }) => readings.flatMap((ways) => judge(ways, content, choice)));
  const isBest = (one: Explanation, own: readonly Explanation[]) =>
    one.stands && judged.every((others) => others === own || others.some((other) => !isBetter(other, one)));
  return distinct(judged.flatMap((own) => own.flatMap((one) => (isBest(one, own) ? [one.findings] : []))));
}

function isBetter(a: Explanation, b: Explanation): boolean {
  const fewer = b.findings.length - a.findings.length;
  return a.stands && (fewer > 0 || (fewer === 0 && a.firstMet < b.firstMet));
}

function isOfRow(sent: Sent, rows: readonly RowCopy[]): boolean {
  return rows.some((copy) => meets(sent, slotOf(copy)));
}

function slotOf(copy: RowCopy): Slot {
  return { letter: copy.letter, copy, value: copy.row.value, isRequired: false, isRepeated: false, isSpent: false };
}

/** One way to explain the steps of a phase under one choice of members. */
interface Explanation {
  readonly findings: readonly ContentFinding[];
  /** The first step without a finding that meets a row of a chosen member. */
  readonly firstMet: number;
  /** Whether a step is a row of each chosen member whose condition does not hold. */
  readonly stands: boolean;
}

function judge(ways: readonly Pairing[], content: Content, choice: Choice): Explanation[] {
  const all = ways.flatMap((way) => explained(way, content, choice));
  const kept = new Set(inBestOrder(all.map(({ findings }) => findings)).map(nameOf));
  return all.filter(({ findings }) => kept.has(nameOf(findings)));
}

/** Copies of one letter count for whichever row of it keeps the order. */
function inBestOrder(outcomes: Outcomes): Outcomes {
  const rest = (outcome: readonly ContentFinding[]) => nameOf(outcome.filter(({ code }) => code !== 'order-violation'));
  const all = distinct(outcomes).map((outcome) => ({ outcome, rest: rest(outcome) }));
  return all
    .filter(({ outcome, rest: own }) =>
      all.every((other) => other.rest !== own || other.outcome.length >= outcome.length),
    )
    .map(({ outcome }) => outcome);
}

function distinct(outcomes: Outcomes): Outcomes {
  return [...new Map(outcomes.map((outcome) => [nameOf(outcome), outcome])).values()];
}

const numbers = new WeakMap<object, number>();
let drawn = 0;

/** Equal for findings that are one: of the same code, at the same place, about the same row. */
export function identityOf({ code, step, place, severity, about }: ContentFinding): string {
  if (about !== null && !numbers.has(about)) numbers.set(about, drawn++);
  return `${severity} ${code} ${step} ${place} ${about === null ? '' : numbers.get(about)}`;
}

function nameOf(outcome: readonly ContentFinding[]): string {
  return outcome.map(identityOf).sort().join('\n');
}

/** Rules 5 to 8, the order and the times. */
function explained(way: Pairing, content: Content, choice: Choice): Explanation[] {
  const { incomplete, rest } = broadcasts(way);
  const isIdle = (sent: Sent) => choice.idle.find((copy) => meets(sent, slotOf(copy)));
  const isOpen = (sent: Sent) => isIdle(sent) === undefined;
  const [unmet, surplus] = [rest.unmet.filter(isOpen), rest.surplus.filter(isOpen)];
  const conditions = [...rest.unmet, ...rest.surplus].flatMap((sent): ContentFinding[] => {
    const copy = isIdle(sent);
    return copy === undefined
      ? []
      : [{ code: 'condition-not-met', step: sent.step, place: null, severity: 'error', about: copy.row }];
  });
  return withSurplus({ ...rest, unmet, surplus }).flatMap((last) => {
    const fixed = [...notAllowed(content), ...incomplete, ...conditions, ...missing(last)];
    const open = [...last.pairs.map((pair) => ofPair(pair, content)), ...leftOver(last, content)];
    const withPairs = (has: boolean) => (has ? [...last.met, ...last.pairs] : last.met);
    const ofPlaces = [...disorder(withPairs(content.ordersPairs)), ...late(withPairs(content.timesPairs), content)];
    return combinations(open).flatMap((own) =>
      merged([...fixed, ...own, ...ofPlaces]).map((findings) => {
        const isOfMember = ({ sent, slot }: Placed) =>
          choice.members.has(rowOf(slot)) && findings.every(({ step }) => step !== sent.step);
        const firstMet = Math.min(...last.met.filter(isOfMember).map(({ sent }) => sent.step));
        return { findings, firstMet, stands: standsFor(choice, findings) };
      }),
    );
  });
}

/** Reported on every such step, whether it is assigned to a row or not. */
function notAllowed({ disallowed }: Content): ContentFinding[] {
  return disallowed.map(({ step }) => {
    return { code: 'protocol-not-allowed', step, place: null, severity: 'error', about: null };
  });
}

/** Whether a step is a row of each chosen member whose condition does not hold, and has the finding that says so. */
function standsFor({ stands }: Choice, findings: readonly ContentFinding[]): boolean {
  return stands.every((rows) =>
    findings.some(({ code, about }) => code === 'condition-not-met' && rows.some(({ row }) => row === about)),
  );
}

function combinations<T>(alternatives: readonly (readonly T[])[]): T[][] {
  const found = alternatives.reduce<T[][]>(
    (before, own) => before.flatMap((chosen) => own.map((one) => [...chosen, one])),
    [[]],
  );
  if (found.length > MAX_COMBINATIONS) throw new Unspecified('too many things that may be reported');
  return found;
}

/** Mistakes of one kind at one place of a step are one finding, about any of the rows. */
function merged(findings: readonly ContentFinding[]): ContentFinding[][] {
  const groups = new Map<string, ContentFinding[]>();
  for (const finding of once(findings)) {
    const { code, step, place } = finding;
    const key = step === null ? identityOf(finding) : `${code} ${step} ${place}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return combinations([...groups.values()]);
}

/** One finding if several copies of a step show the same. */
export function once(findings: readonly ContentFinding[]): ContentFinding[] {
  return [...new Map(findings.map((finding) => [identityOf(finding), finding])).values()];
}

/** Rule 5: if an `all` row has some of its copies, the missing ones are one finding. */
function broadcasts(way: Pairing): { incomplete: ContentFinding[]; rest: Pairing } {
  const incomplete: ContentFinding[] = [];
  const rows = new Set(way.free.flatMap((slot) => rowOf(slot) ?? []));
  let free = way.free;
  for (const row of rows) {
    const steps = way.met.flatMap(({ sent, slot }) => (rowOf(slot) === row ? [sent.step] : []));
    if (!isBroadcast(row) || row.optional || steps.length === 0) continue;
    incomplete.push({
      code: 'incomplete-broadcast',
      step: Math.min(...steps),
      place: null,
      severity: row.inferred ? 'warning' : 'error',
      about: row,
    });
    free = free.filter((slot) => rowOf(slot) !== row);
  }
  return { incomplete, rest: { ...way, free } };
}

/** A pair as a finding; where sender and receiver differ it may be reported on either. */
function ofPair({ sent, slot, code }: Pair, { model, isGiven }: Content): ContentFinding[] {
  const row = rowOf(slot);
  const { step } = sent;
  if (code === 'protocol-not-allowed') return [{ code, step, place: null, severity: 'error', about: null }];
  const ofArrow = code === 'wrong-direction' && model.arrowsInferred && (row === null || !isGiven(row));
  const severity = row?.inferred || ofArrow ? 'warning' : 'error';
  if (code !== 'wrong-direction') return [{ code, step, place: null, severity, about: row }];
  const [sender, receiver] = [sent.letter.sender !== slot.letter.sender, sent.letter.receiver !== slot.letter.receiver];
  const places = [...(sender || !receiver ? ['sender' as const] : []), ...(receiver || !sender ? [sent.receiver] : [])];
  return places.map((place) => ({ code, step, place, severity, about: row }));
}

function missing({ free }: Pairing): ContentFinding[] {
  const rows = new Set(free.flatMap((slot) => (slot.isRequired ? (rowOf(slot) ?? []) : [])));
  return [...rows].map((row) => {
    return {
      code: 'missing-message',
      step: null,
      place: null,
      severity: row.inferred ? 'warning' : 'error',
      about: row,
    };
  });
}

/** Duplicate copies, and those that no row explains. */
function leftOver({ met, unmet, surplus }: Pairing, content: Content): ContentFinding[][] {
  const duplicates = surplus.map(({ step, letter }) => {
    const steps = met.flatMap(({ sent }) => (keyOf(sent.letter) === keyOf(letter) ? [sent.step] : []));
    // If values decide which of them is the duplicate, the later step may be another one.
    return [...new Set([step, Math.max(step, ...steps)])].map((at): ContentFinding => {
      return { code: 'duplicate-message', step: at, place: null, severity: 'warning', about: null };
    });
  });
  // A further message is not reported on a partial phase.
  const isListed = (sent: Sent) => rowsOf(content.phase.items).some((row) => isOfRow(sent, copiesOf(row, content)));
  const further = content.phase.partial ? unmet.filter(isListed) : unmet;
  return [...duplicates, ...further.map((sent) => unexpectedCopy(sent, content))];
}

function copiesOf(row: RowSpec, { situation }: Content): RowCopy[] {
  return lettersOf(row, situation).map((copy) => ({ ...copy, row, places: [] }));
}

/** A warning if only the arrow is unexpected and arrows are inferred; either severity if only some rows' arrows are. */
function unexpectedCopy({ step, letter }: Sent, { model, phase, triggers, isGiven }: Content): ContentFinding[] {
  const isOther = (arrow: ArrowSpec) => arrow.message === letter.message && arrow.protocol === letter.protocol;
  const ofRows = rowsOf(phase.items).filter(isOther);
  const inferred = [
    ...ofRows.map((row) => row.inferred || (model.arrowsInferred && !isGiven(row))),
    ...triggers.filter(isOther).map(() => model.arrowsInferred),
  ];
  const severities = inferred.length === 0 ? [false] : [...new Set(inferred)];
  return severities.map((isLess) => {
    return { code: 'unexpected-message', step, place: null, severity: isLess ? 'warning' : 'error', about: null };
  });
}

/** The first step of each block `in order` that is followed by a step of an earlier row. */
function disorder(placed: readonly Placed[]): ContentFinding[] {
  return disordered(placed).map(({ block, step }) => {
    return { code: 'order-violation', step, place: null, severity: 'error', about: block };
  });
}

/** Steps whose row says `within`, and that are sent later than that after the phase began. */
function late(placed: readonly Placed[], { triggers, situation, delays }: Content): ContentFinding[] {
  return sentLate(placed, new Set(keysOf(triggers, situation)), delays).map(({ step, row }) => {
    return { code: 'too-late', step, place: null, severity: row.inferred ? 'warning' : 'error', about: row };
  });
}
