import { type Choice, type Letter, lettersOf, type RowCopy, type Sent } from './oracle-content.js';
import { type OracleContext, Unspecified } from './oracle-entering.js';
import { sameValue } from './oracle-matching.js';
import type { ArrowSpec, ModelSpec, RowSpec, StepSpec, ValueSpec } from './specification.js';

/** What a step says of a short form that no row has with its protocol and its values. */
export interface ShortFault {
  readonly step: number;
  readonly code: 'wrong-value' | 'wrong-protocol' | 'unexpected-message';
  readonly message: number;
  readonly protocol: number | null;
  /** The rows it stands for all the same. */
  readonly rows: readonly RowSpec[];
  /** Whether it stands for the trigger all the same. */
  readonly isTrigger: boolean;
}

function isOfAmount(a: ValueSpec | null, b: ValueSpec | null): boolean {
  return a !== null && b !== null && a.amount !== null && a.amount === b.amount;
}

/** The copies that a short form stands for, or what is wrong with it. */
export interface ShortForm {
  readonly sent: readonly Sent[];
  readonly fault: ShortFault | null;
}

/** What the rows of a phase ask for under one choice of members, and what else it may send. */
export interface Asked {
  readonly model: ModelSpec;
  readonly choice: Choice;
  /** The rows of the phase that the choice leaves out. */
  readonly unchosen: readonly RowSpec[];
  readonly triggers: readonly ArrowSpec[];
  readonly situation: OracleContext;
  readonly isPartial: boolean;
}

const NOTHING: ShortForm = { sent: [], fault: null };

/**
 * A short form stands for one copy of every required row of its message whose conditions hold, on its protocol and with
 * its values if given; without such a row for the trigger, else the optional rows, else an `anytime`.
 */
export function shortFormOf(step: StepSpec, index: number, asked: Asked): ShortForm {
  const { model, choice, unchosen, triggers, situation } = asked;
  const { message, value } = step;
  const [only, ...more] = model.messages[message]?.protocols ?? [];
  const protocol = step.protocol ?? (more.length === 0 ? (only ?? null) : null);
  // Nobody in the model uses the last protocol: what travels there is the author's own.
  if (protocol === model.protocols - 1) return NOTHING;
  const isOn = (arrow: ArrowSpec) => protocol === null || arrow.protocol === protocol;
  const hasValue = (row: RowSpec) => sameValue({ value }, row);
  const copyOf = (letter: Letter, own: Sent['value']): Sent => ({
    letter,
    step: index,
    receiver: 0,
    value: value ?? own,
    isShort: true,
  });
  const copiesOf = (rows: readonly RowSpec[], copies: readonly RowCopy[]) => ({
    sent: copies.flatMap(({ letter, row }) => (rows.includes(row) ? [copyOf(letter, row.value)] : [])),
    fault: null,
  });
  const faultOf = (code: ShortFault['code'], rows: readonly RowSpec[], isTrigger = false): ShortForm => ({
    sent: [],
    fault: { step: index, code, message, protocol, rows, isTrigger },
  });
  const ofMessage = choice.active.filter((row) => row.message === message);
  const required = ofMessage.filter(({ optional }) => !optional);
  const optional = ofMessage.filter((row) => row.optional);
  const shown = triggers.filter((trigger) => trigger.message === message);
  const hasCopies = (row: RowSpec) => choice.rows.some((copy) => copy.row === row);
  const onProtocol = required.filter(isOn);
  const fitting = onProtocol.filter(hasValue);
  // Rows of other values do not have it: an optional row that gives its value does.
  const given = fitting.length > 0 ? [] : optional.filter((row) => isOn(row) && isOfAmount(row.value, value));
  const reachNobody = (rows: readonly RowSpec[]) => rows.length > 0 && !rows.some(hasCopies);
  if (
    (reachNobody(fitting) && (required.some(hasCopies) || shown.some(isOn) || optional.some(isOn))) ||
    (reachNobody(given) && onProtocol.length > 0)
  ) {
    throw new Unspecified('whether a row that reaches nobody keeps a short form from standing for another');
  }
  if (onProtocol.some(hasValue)) return copiesOf(onProtocol.filter(hasValue), choice.rows);
  if (onProtocol.length > 0 && given.length > 0) return copiesOf(given, choice.rows);
  if (onProtocol.length > 0) return faultOf('wrong-value', onProtocol);
  const others = [...optional, ...shown, ...model.anytime.filter((arrow) => arrow.message === message)];
  if (required.length > 0) {
    if (others.some(isOn)) throw new Unspecified('whether a short form on a protocol stands for what is not required');
    return faultOf('wrong-protocol', required);
  }
  const [first] = shown.filter(isOn);
  if (first !== undefined) {
    return { sent: lettersOf(first, situation).map(({ letter }) => copyOf(letter, null)), fault: null };
  }
  const allowed = optional.filter(isOn);
  if (allowed.some(hasValue)) return copiesOf(allowed.filter(hasValue), choice.rows);
  // Nothing more is known of a partial phase: what no row has is a further message.
  if (allowed.length > 0) return asked.isPartial ? NOTHING : faultOf('wrong-value', allowed);
  if (model.anytime.some((arrow) => arrow.message === message && isOn(arrow))) return NOTHING;
  const idle = choice.idle.filter(({ row }) => row.message === message && isOn(row) && hasValue(row));
  if (idle.length > 0) return { sent: idle.map(({ letter, row }) => copyOf(letter, row.value)), fault: null };
  if (optional.length > 0 || shown.length > 0) {
    return asked.isPartial ? NOTHING : faultOf('wrong-protocol', optional, shown.length > 0);
  }
  if (protocol === null && model.messages[message]?.protocols.includes(model.protocols - 1)) {
    throw new Unspecified("whether a message of any protocol is the author's own");
  }
  const reachesNobody = (row: RowSpec) => lettersOf(row, situation).length === 0;
  if (unchosen.some((row) => row.message === message && reachesNobody(row))) {
    throw new Unspecified('what is wrong with a short form whose row reaches nobody');
  }
  // Rows that differ in values are different letters: in a partial phase one with another value is a further message.
  if (asked.isPartial && !unchosen.some((row) => row.message === message && isOn(row) && hasValue(row))) return NOTHING;
  return faultOf('unexpected-message', []);
}
