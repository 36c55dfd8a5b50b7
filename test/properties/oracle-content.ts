import { conditionHolds, type OracleContext, partiesIn, Unspecified } from './oracle-entering.js';
import type {
  ArrowSpec,
  End,
  Item,
  ModelPhaseSpec,
  ModelSpec,
  Receiver,
  RowSpec,
  StepSpec,
  ValueSpec,
} from './specification.js';

/** One message from one participant to one other. */
export interface Letter {
  readonly message: number;
  readonly protocol: number;
  readonly sender: number;
  readonly receiver: number;
}

/** A letter that a row asks for or allows. */
export interface RowCopy {
  readonly letter: Letter;
  readonly row: RowSpec;
  /** For an `all` row, whose copy it is. */
  readonly party: number | null;
  /** Blocks `in order` that contain the row, and its position there. */
  readonly places: readonly { readonly block: Item; readonly position: number }[];
}

export function isBroadcast({ sender, receivers }: ArrowSpec): boolean {
  return sender.kind === 'all' || receivers.some(({ kind }) => kind === 'all');
}

export function keyOf({ message, protocol, sender, receiver }: Letter): string {
  return [message, protocol, sender, receiver].join();
}

/** The copies of an arrow. */
export function lettersOf(arrow: ArrowSpec, situation: OracleContext): { letter: Letter; party: number | null }[] {
  const { message, protocol } = arrow;
  return playersOf(arrow.sender, situation).flatMap((sender) =>
    arrow.receivers.flatMap((end) =>
      playersOf(end, situation).flatMap((receiver) => {
        // The sender is never among `all`.
        if (sender === receiver && (end.kind === 'all' || arrow.sender.kind === 'all')) return [];
        const party = end.kind === 'all' ? receiver : arrow.sender.kind === 'all' ? sender : null;
        return [{ letter: { message, protocol, sender, receiver }, party }];
      }),
    ),
  );
}

function playersOf(end: End, situation: OracleContext): readonly number[] {
  return end.kind === 'role' ? (situation.players[end.role] ?? []) : partiesIn(end.state, end.except, situation);
}

/** One choice of the members of each `one of`. */
export interface Choice {
  /** Rows whose conditions hold, whether they have copies or not. */
  readonly active: readonly RowSpec[];
  /** Copies of the rows whose conditions hold. */
  readonly rows: readonly RowCopy[];
  /** Copies of rows whose conditions do not hold here. */
  readonly idle: readonly RowCopy[];
  /** Rows that belong to a chosen member. */
  readonly members: ReadonlySet<RowSpec | null>;
  /** Per chosen member whose condition does not hold, its copies: it can be chosen only if a step is one of them. */
  readonly stands: readonly (readonly RowCopy[])[];
}

const NOTHING: Choice = { active: [], rows: [], idle: [], members: new Set(), stands: [] };

/** Every choice of the members of each `one of`, as the rows whose conditions hold then. */
export function rowChoices(phase: ModelPhaseSpec, situation: OracleContext): RowCopy[][] {
  const choices = choicesOf(phase.items, situation).filter(({ stands }) => stands.length === 0);
  return choices.map(({ rows }) => [...rows]);
}

/** Every choice of the members of each `one of`, those that only a step makes one included. */
export function choicesOf(items: readonly Item[], situation: OracleContext): Choice[] {
  return ofItems(items, { situation, places: [], isIdle: false });
}

interface Surroundings {
  readonly situation: OracleContext;
  readonly places: RowCopy['places'];
  /** Whether a condition around it does not hold. */
  readonly isIdle: boolean;
}

function ofItems(items: readonly Item[], around: Surroundings, block: Item | null = null): Choice[] {
  let choices: Choice[] = [NOTHING];
  for (const [position, item] of items.entries()) {
    const places = block === null ? around.places : [...around.places, { block, position }];
    const own = ofItem(item, { ...around, places });
    choices = choices.flatMap((before) => own.map((choice) => joined(before, choice)));
  }
  return choices;
}

function joined(a: Choice, b: Choice): Choice {
  return {
    active: [...a.active, ...b.active],
    rows: [...a.rows, ...b.rows],
    idle: [...a.idle, ...b.idle],
    members: new Set([...a.members, ...b.members]),
    stands: [...a.stands, ...b.stands],
  };
}

function ofItem(item: Item, around: Surroundings): Choice[] {
  const { situation, places, isIdle } = around;
  if (item.kind === 'row') {
    const ofTwo = item.sender.kind === 'all' && item.receivers.some(({ kind }) => kind === 'all');
    if (ofTwo && places.length > 0) throw new Unspecified('whose copy is it');
    const copies = lettersOf(item, situation).map((copy) => ({ ...copy, row: item, places }));
    return [isIdle ? { ...NOTHING, idle: copies } : { ...NOTHING, active: [item], rows: copies }];
  }
  if (item.kind === 'when') {
    const holds = item.conditions.every((condition) => conditionHolds(condition, situation));
    return ofItems(item.items, { ...around, isIdle: isIdle || !holds });
  }
  if (item.kind === 'in order') return ofItems(item.items, around, item);
  return alternatives(item.items, around);
}

/** The members of a `one of`; one whose condition does not hold can be chosen only if a step is a row of it. */
function alternatives(items: readonly Item[], around: Surroundings): Choice[] {
  const members = items.map((member) => {
    const isFalse =
      member.kind === 'when' && !member.conditions.every((condition) => conditionHolds(condition, around.situation));
    return { isFalse: isFalse && !around.isIdle, choices: ofItem(member, around), rows: new Set(rowsOf([member])) };
  });
  // A condition that does not hold is known before any member is chosen.
  const idle = members.flatMap(({ choices }) => choices.flatMap((choice) => choice.idle));
  const chosen = members.flatMap(({ isFalse, choices, rows }) =>
    choices.map((choice) => ({
      ...choice,
      idle,
      members: new Set([...choice.members, ...rows]),
      stands: isFalse ? [...choice.stands, choice.idle] : choice.stands,
    })),
  );
  const none = members.every(({ isFalse }) => isFalse) ? [{ ...NOTHING, idle }] : [];
  return [...chosen, ...none];
}

/** A letter that a step sends. */
export interface Sent {
  readonly letter: Letter;
  readonly step: number;
  /** Which of the step's receivers, as written, it goes to. */
  readonly receiver: number;
  readonly value: ValueSpec | null;
  /** Whether it is of a short form, which has the arrows of the model. */
  readonly isShort: boolean;
}

/**
 * The copies that steps with an arrow send: those that the model judges, and those on a protocol that their message is
 * not declared for.
 */
export function sentBy(
  steps: readonly StepSpec[],
  model: ModelSpec,
  situation: OracleContext,
): { sent: Sent[]; disallowed: Sent[] } {
  const sent: Sent[] = [];
  const disallowed: Sent[] = [];
  for (const [index, { arrow, message, protocol, value }] of steps.entries()) {
    if (arrow === null || protocol === null) continue;
    const isAllowed = model.messages[message]?.protocols.includes(protocol);
    // The model does not use the last protocol: its messages are the author's own.
    if (isAllowed && protocol === model.protocols - 1) continue;
    for (const [place, receiver] of asWritten(arrow.receivers).entries()) {
      for (const reached of reachedBy(receiver, arrow.sender, situation)) {
        const letter = { message, protocol, sender: arrow.sender, receiver: reached };
        (isAllowed ? sent : disallowed).push({ letter, step: index, receiver: place, value, isShort: false });
      }
    }
  }
  return { sent, disallowed };
}

/** Receivers in the order of a step's text: what follows `except A` in a list is excepted too, so `all` comes last. */
export function asWritten(receivers: readonly Receiver[]): Receiver[] {
  const last = ({ kind }: Receiver) => (kind === 'all' ? 1 : 0);
  return [...receivers].sort((a, b) => last(a) - last(b));
}

function reachedBy(receiver: Receiver, sender: number, situation: OracleContext): number[] {
  if (receiver.kind === 'participant') return [receiver.participant];
  return situation.states.flatMap((state, party) =>
    state === receiver.state && party !== sender && !receiver.except.includes(party) ? [party] : [],
  );
}

export function keysOf(arrows: readonly ArrowSpec[], situation: OracleContext): string[] {
  return arrows.flatMap((arrow) => lettersOf(arrow, situation).map(({ letter }) => keyOf(letter)));
}

export function rowsOf(items: readonly Item[]): RowSpec[] {
  return items.flatMap((item) => (item.kind === 'row' ? [item] : rowsOf(item.items)));
}
