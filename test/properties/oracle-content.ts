import type { Entry } from './oracle-entering.js';
import { conditionHolds, partiesIn, type Situation, Unspecified } from './oracle-entering.js';
import type { ArrowSpec, End, FlowSpec, Item, ModelPhaseSpec, ModelSpec, Receiver, RowSpec } from './specification.js';

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

function keyOf({ message, protocol, sender, receiver }: Letter): string {
  return [message, protocol, sender, receiver].join();
}

/** The copies of an arrow. */
export function lettersOf(arrow: ArrowSpec, situation: Situation): { letter: Letter; party: number | null }[] {
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

function playersOf(end: End, situation: Situation): readonly number[] {
  return end.kind === 'role' ? (situation.players[end.role] ?? []) : partiesIn(end.state, end.except, situation);
}

/** Every choice of the members of each `one of`, as the rows whose conditions hold then. */
export function rowChoices(phase: ModelPhaseSpec, situation: Situation): RowCopy[][] {
  return ofItems(phase.items, situation, []);
}

function ofItems(items: readonly Item[], situation: Situation, places: RowCopy['places']): RowCopy[][] {
  let choices: RowCopy[][] = [[]];
  for (const item of items) {
    const own = ofItem(item, situation, places);
    choices = choices.flatMap((before) => own.map((rows) => [...before, ...rows]));
  }
  return choices;
}

function ofItem(item: Item, situation: Situation, places: RowCopy['places']): RowCopy[][] {
  if (item.kind === 'row') {
    const ofTwo = item.sender.kind === 'all' && item.receivers.some(({ kind }) => kind === 'all');
    if (ofTwo && places.length > 0) throw new Unspecified('whose copy is it');
    return [lettersOf(item, situation).map((copy) => ({ ...copy, row: item, places }))];
  }
  if (item.kind === 'when') {
    const holds = item.conditions.every((condition) => conditionHolds(condition, situation));
    return holds ? ofItems(item.items, situation, places) : [[]];
  }
  if (item.kind === 'one of') return item.items.flatMap((member) => ofItem(member, situation, places));
  let choices: RowCopy[][] = [[]];
  for (const [position, member] of item.items.entries()) {
    const own = ofItem(member, situation, [...places, { block: item, position }]);
    choices = choices.flatMap((before) => own.map((rows) => [...before, ...rows]));
  }
  return choices;
}

/** A letter that a step sends. */
interface Sent {
  readonly key: string;
  readonly letter: Letter;
  readonly step: number;
  readonly value: number | null;
}

/** Whether the arrows of a phase are what its model phase asks for, in one configuration, and none comes too late. */
export function contentConforms(flow: FlowSpec, model: ModelSpec, phase: number, entry: Entry): boolean {
  const { realizes, steps } = flow.phases[phase] ?? { realizes: null, steps: null };
  const modelPhase = realizes === null ? undefined : model.phases[realizes];
  if (modelPhase === undefined || steps === null) return true;
  const delays = steps.map(({ delay }) => delay);
  const situation: Situation = { flow, states: entry.configuration.states, players: entry.players };
  const sent: Sent[] = [];
  for (const [index, step] of steps.entries()) {
    const { arrow, message, protocol, value } = step;
    if (arrow === null || protocol === null) throw new Unspecified('only arrows are judged here');
    if (!model.messages[message]?.protocols.includes(protocol)) return false;
    // Nobody in the model uses the last protocol: what travels there is the author's own.
    if (protocol === model.protocols - 1) continue;
    for (const receiver of arrow.receivers) {
      for (const reached of reachedBy(receiver, arrow.sender, situation)) {
        const letter = { message, protocol, sender: arrow.sender, receiver: reached };
        sent.push({ key: keyOf(letter), letter, step: index, value });
      }
    }
  }
  const ends = model.anytime.flatMap(({ sender, receivers }) => [sender, ...receivers]);
  if (ends.some((end) => end.kind === 'role' && entry.players[end.role]?.length === 0)) {
    throw new Unspecified('whether anybody may send at any time what a role without a player may');
  }
  const anytime = new Set(keysOf(model.anytime, situation));
  const arrows = modelPhase.triggers.flatMap((trigger) => ('timer' in trigger ? [] : [trigger]));
  const triggers = new Set(keysOf(arrows, situation));
  // A value that no row gives makes another letter, which a phase that is partly known leaves alone.
  const isListed = ({ key, value }: Sent) =>
    triggers.has(key) ||
    rowsOf(modelPhase.items).some(
      (row) => keysOf([row], situation).includes(key) && (row.value === null || value === null || row.value === value),
    );
  const judged = modelPhase.partial ? sent.filter(isListed) : sent;
  const ways = rowChoices(modelPhase, situation).map((rows) => fits(judged, rows, triggers, anytime, delays));
  const late = new Set(ways.flatMap((way) => [...way]));
  if (late.size > 1) throw new Unspecified('which of several rows a step is decides whether it is late');
  return late.has(false);
}

function reachedBy(receiver: Receiver, sender: number, situation: Situation): number[] {
  if (receiver.kind === 'participant') return [receiver.participant];
  return situation.states.flatMap((state, party) =>
    state === receiver.state && party !== sender && !receiver.except.includes(party) ? [party] : [],
  );
}

function keysOf(arrows: readonly ArrowSpec[], situation: Situation): string[] {
  return arrows.flatMap((arrow) => lettersOf(arrow, situation).map(({ letter }) => keyOf(letter)));
}

function rowsOf(items: readonly Item[]): RowSpec[] {
  return items.flatMap((item) => (item.kind === 'row' ? [item] : rowsOf(item.items)));
}

/**
 * Tries every way to give the sent letters to rows; of those that meet all that is required, those that give most steps
 * to a row of their value.
 * @returns whether a step comes too late, of each way that keeps every order; nothing if none does
 */
function fits(
  sent: readonly Sent[],
  rows: readonly RowCopy[],
  triggers: ReadonlySet<string>,
  anytime: ReadonlySet<string>,
  delays: readonly (number | null)[],
): ReadonlySet<boolean> {
  const keys = rows.map(({ letter }) => keyOf(letter));
  const given: number[][] = rows.map(() => []);
  const isRepeated = [...triggers].some((key) => keys.includes(key));
  let shown: Sent | null = null;
  let ofValue = 0;
  // The best ways by values, and whether those of them that keep every order are late.
  let best = { ofValue: -1, late: new Set<boolean>() };
  const give = (index: number): void => {
    const next = sent[index];
    if (next === undefined) {
      if (!given.every((steps, row) => steps.length > 0 || rows[row]?.row.optional === true)) return;
      if (ofValue < best.ofValue) return;
      if (ofValue > best.ofValue) best = { ofValue, late: new Set() };
      const begins = rows.flatMap((_, row) => (triggers.has(keys[row] ?? '') ? (given[row] ?? []) : []));
      if (shown !== null) begins.push(shown.step);
      if (inOrder(rows, given)) best.late.add(isLate(rows, given, delays, begins));
      return;
    }
    for (const [row, key] of keys.entries()) {
      const own = given[row];
      const value = rows[row]?.row.value ?? null;
      if (key !== next.key || own === undefined || (own.length > 0 && !rows[row]?.row.repeated)) continue;
      if (value !== null && next.value !== null && value !== next.value) continue;
      const same = value !== null && value === next.value ? 1 : 0;
      own.push(next.step);
      ofValue += same;
      give(index + 1);
      ofValue -= same;
      own.pop();
    }
    if (anytime.has(next.key)) give(index + 1);
    if (!triggers.has(next.key) || keys.includes(next.key) || isRepeated || shown !== null) return;
    shown = next;
    give(index + 1);
    shown = null;
  };
  give(0);
  return best.late;
}

/** Whether a step of a row with `within` comes later than that after the phase began. */
function isLate(
  rows: readonly RowCopy[],
  given: readonly (readonly number[])[],
  delays: readonly (number | null)[],
  begins: readonly number[],
): boolean {
  // The step that shows the trigger; without one the time before the first step.
  const start = begins.length === 0 ? -1 : Math.min(...begins);
  return rows.some(({ row: { within } }, index) =>
    (given[index] ?? []).some((step) => {
      const between = delays
        .slice(start + 1, step + 1)
        .map((delay, at) => (start + 1 + at === 0 ? (delay ?? 0) : delay));
      const elapsed = between.reduce<number | null>(
        (sum, delay) => (sum === null || delay === null ? null : sum + delay),
        0,
      );
      return within !== null && elapsed !== null && elapsed > within;
    }),
  );
}

/** Whether every row of a block `in order` is done before a later one begins; between `all` rows, party by party. */
function inOrder(rows: readonly RowCopy[], given: readonly (readonly number[])[]): boolean {
  return rows.every((earlier, a) =>
    rows.every((later, b) => {
      const before = earlier.places.some(({ block, position }) =>
        later.places.some((place) => place.block === block && position < place.position),
      );
      if (!before) return true;
      if (earlier.party !== null && later.party !== null && earlier.party !== later.party) return true;
      return (given[a] ?? []).every((first) => (given[b] ?? []).every((second) => first <= second));
    }),
  );
}
