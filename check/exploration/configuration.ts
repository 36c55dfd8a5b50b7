import { memoize } from '../../timeline/types/memoize.js';
import { sameNumbers } from '../../timeline/types/same-numbers.js';
import { UNKNOWN } from '../model/model.js';
import { hashOf, Interned } from './interned.js';

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

/** The players of some roles. */
export function playersOfAll(roles: readonly number[], players: Players): readonly number[] {
  return roles.length === 0 ? NO_PLAYERS : roles.flatMap((role) => players[role] ?? NO_PLAYERS);
}

/** Whether a name does not resolve, so that it is not known who plays one of the roles. */
export function hasUnknownPlayer(roles: readonly number[], players: Players): boolean {
  return roles.some((role) => role === UNKNOWN || players[role] === null);
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
  const codes = states.map((state) => state + 3);
  let key = '';
  for (let at = 0; at < codes.length; at += MAX_ARGUMENTS) {
    key += String.fromCharCode(...codes.slice(at, at + MAX_ARGUMENTS));
  }
  return key;
}

/** Most arguments of a call that leave room on the stack. */
const MAX_ARGUMENTS = 4_096;

/** Equal for configurations in the same states that the same entries made pending. */
export function configurationKey({ states, makers }: Configuration): string {
  let key = statesKey(states);
  // Few parties are pending, as a rule: only these are named.
  for (let participant = 0; participant < makers.length; participant++) {
    if (makers[participant] !== NO_ENTRY) key += `${participant}:${makers[participant]},`;
  }
  return key;
}

/** Each configuration once. */
export class Configurations extends Interned<Configuration> {
  constructor() {
    super(
      ({ states, makers }) => hashOf(makers, hashOf(states)),
      (a, b) => sameNumbers(a.states, b.states) && sameNumbers(a.makers, b.makers),
    );
  }
}

/** Each entry once: equal are those of the same phase with the same players, moved in the same roles. */
export class Entries extends Interned<Entry> {
  constructor() {
    super(({ phase, movedRoles }) => hashOf([...movedRoles.keys(), phase]), isSameEntry);
  }
}

function isSameEntry(a: Entry, b: Entry): boolean {
  if (a.phase !== b.phase || a.movedRoles.size !== b.movedRoles.size) return false;
  for (const [participant, role] of a.movedRoles) if (b.movedRoles.get(participant) !== role) return false;
  return a.players === b.players || playersKey(a.players) === playersKey(b.players);
}
