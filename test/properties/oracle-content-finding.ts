import { isBroadcast, keyOf, keysOf, lettersOf, type RowCopy, rowsOf, type Sent } from './oracle-content.js';
import type { OracleContext, Severity } from './oracle-entering.js';
import { meets, type OracleMatching, type Pair, rowOf, type Slot } from './oracle-matching.js';
import { disordered, type Placed, sentLate } from './oracle-places.js';
import type { ShortFault } from './oracle-short-forms.js';
import type { ArrowSpec, Item, ModelPhaseSpec, ModelSpec, RowSpec, StepSpec } from './specification.js';

export type ContentCode =
  | Pair['code']
  | 'missing-message'
  | 'unexpected-message'
  | 'incomplete-broadcast'
  | 'condition-not-met'
  | 'duplicate-message'
  | 'order-violation'
  | 'self-message'
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

/** Whether a row's arrow is given, though the others of its model may be inferred. */
export type IsGiven = (row: RowSpec) => boolean;

/** A phase in one configuration, and what it sends there. */
export interface Content {
  readonly steps: readonly StepSpec[];
  readonly model: ModelSpec;
  readonly phase: ModelPhaseSpec;
  readonly situation: OracleContext;
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

export function isOfRow(sent: Sent, rows: readonly RowCopy[]): boolean {
  return rows.some((copy) => meets(sent, slotOf(copy)));
}

export function slotOf(copy: RowCopy): Slot {
  const { letter, row } = copy;
  return { letter, copy, trigger: null, value: row.value, isRequired: false, isRepeated: false, isSpent: false };
}

/** Reported on every such step, whether it is assigned to a row or not. */
export function notAllowed({ disallowed }: Content): ContentFinding[] {
  return disallowed.map(({ step }) => {
    return { code: 'protocol-not-allowed', step, place: null, severity: 'error', about: null };
  });
}

/** Rule 5: if an `all` row has some of its copies, the missing ones are one finding. */
export function broadcasts(way: OracleMatching): { incomplete: ContentFinding[]; rest: OracleMatching } {
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
export function ofPair({ sent, slot, code }: Pair, { model, isGiven }: Content): ContentFinding[] {
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

/** What is said of a short form that no row has so. */
export function ofShortForm({ code, step, message, protocol, rows }: ShortFault, content: Content): ContentFinding[] {
  if (code === 'unexpected-message') return unexpectedAt(step, message, protocol, content);
  const isInferred = rows.length > 0 && rows.every(({ inferred }) => inferred);
  return [{ code, step, place: null, severity: isInferred ? 'warning' : 'error', about: rows[0] ?? null }];
}

/**
 * Messages that their sender sends to itself, where nothing else is said of the step.
 * @param allowed copies that a row has
 */
export function selfMessages(
  steps: readonly StepSpec[],
  findings: readonly ContentFinding[],
  allowed: readonly Sent[] = [],
): ContentFinding[] {
  return steps.flatMap(({ arrow, value }, step): ContentFinding[] => {
    const isToItself = arrow?.receivers.some(
      (receiver) => receiver.kind === 'participant' && receiver.participant === arrow.sender,
    );
    const isAllowed = allowed.some((sent) => sent.step === step && sent.letter.sender === sent.letter.receiver);
    // Of a value of another type that is said.
    const isReported = findings.some((finding) => finding.step === step) || value?.amount === null;
    if (!isToItself || isAllowed || isReported) return [];
    return [{ code: 'self-message', step, place: null, severity: 'warning', about: null }];
  });
}

export function missing({ free }: OracleMatching): ContentFinding[] {
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
export function leftOver({ met, unmet, surplus }: OracleMatching, content: Content): ContentFinding[][] {
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
function unexpectedCopy({ step, letter }: Sent, content: Content): ContentFinding[] {
  return unexpectedAt(step, letter.message, letter.protocol, content);
}

function unexpectedAt(
  step: number,
  message: number,
  protocol: number | null,
  { model, phase, triggers, isGiven }: Content,
): ContentFinding[] {
  const isOther = (arrow: ArrowSpec) => arrow.message === message && (protocol === null || arrow.protocol === protocol);
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
export function disorder(placed: readonly Placed[]): ContentFinding[] {
  return disordered(placed).map(({ block, step }) => {
    return { code: 'order-violation', step, place: null, severity: 'error', about: block };
  });
}

/** Steps whose row says `within`, and that are sent later than that after the phase began. */
export function late(placed: readonly Placed[], { triggers, situation, delays }: Content): ContentFinding[] {
  return sentLate(placed, new Set(keysOf(triggers, situation)), delays).map(({ step, row }) => {
    return { code: 'too-late', step, place: null, severity: row.inferred ? 'warning' : 'error', about: row };
  });
}
