import { memoize } from '../../timeline/types/memoize.js';

/** State of a party that is unknown, because a name on the way does not resolve. */
export const UNDECIDED = -1;
/** A system has no state. */
export const STATELESS = -2;
/** No phase made the party pending. */
export const NO_ENTRY = -1;

/** The players by role; null if a binding's name does not resolve. */
export type Players = readonly (readonly number[] | null)[];

/** How a phase was entered: remembered for the parties it made pending. */
export interface Entry {
  /** Flow phase. */
  readonly phase: number;
  readonly players: Players;
  /** Role that the move which made the party pending is about, by participant. */
  readonly movedRoles: ReadonlyMap<number, number>;
}

/** The state of every party and, for a pending one, the entry that made it so (docs/language.md). */
export interface Configuration {
  /** Per participant: index of the state, UNDECIDED or STATELESS. */
  readonly states: readonly number[];
  /** Per participant: number of the entry, or NO_ENTRY. */
  readonly makers: readonly number[];
}

/** Gives equal values one number, so that they compare by number. */
export class Interned<T extends object> {
  private readonly numbers = new Map<string, number>();
  /** Numbers of the values that are kept: most recur, and need no key the second time. */
  private readonly kept = new Map<T, number>();
  private readonly values: T[] = [];

  constructor(private readonly keyOf: (value: T) => string) {}

  add(value: T): number {
    const known = this.kept.get(value);
    if (known !== undefined) return known;
    const key = this.keyOf(value);
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.values.push(value) - 1;
      this.numbers.set(key, number);
      this.kept.set(value, number);
    }
    return number;
  }

  /** The value that is kept of those equal to this one: so each has one object, whichever way leads to it. */
  canonical(value: T): T {
    return this.values[this.add(value)] ?? value;
  }

  get(number: number): T | undefined {
    return this.values[number];
  }

  /** The same numbers for the same values, to which others can be added apart. */
  copy(): Interned<T> {
    const copy = new Interned(this.keyOf);
    for (const [key, number] of this.numbers) copy.numbers.set(key, number);
    for (const value of this.values) copy.kept.set(value, copy.values.push(value) - 1);
    return copy;
  }
}

/** The players of some roles. */
export function playersOfAll(roles: readonly number[], players: Players): readonly number[] {
  return roles.length === 0 ? NO_PLAYERS : roles.flatMap((role) => players[role] ?? NO_PLAYERS);
}

const NO_PLAYERS: readonly number[] = [];

/** Equal for players of whom each role has the same. */
export const playersKey = memoize((players: Players): string => {
  let key = '';
  for (const list of players) key += list === null ? '?;' : `${list.join(',')};`;
  return key;
});

/** Equal for configurations whose parties are in the same states, whichever phase made them pending. */
export function statesKey(states: readonly number[]): string {
  // Small numbers from -2 on: one character each is enough.
  let key = '';
  for (const state of states) key += String.fromCharCode(state + 3);
  return key;
}

/** Equal for configurations in the same states that the same entries made pending. */
export function configurationKey({ states, makers }: Configuration): string {
  let key = statesKey(states);
  // Few parties are pending, as a rule: only these are named.
  for (let participant = 0; participant < makers.length; participant++) {
    if (makers[participant] !== NO_ENTRY) key += `${participant}:${makers[participant]},`;
  }
  return key;
}

/** Equal for entries of the same phase with the same players, moved in the same roles. */
export function entryKey(entry: Entry): string {
  let key = `${entry.phase}/${playersKey(entry.players)}/`;
  for (const [participant, role] of entry.movedRoles) key += `${participant}:${role},`;
  return key;
}
