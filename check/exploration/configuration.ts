import { memoize } from '../../timeline/types/memoize.js';
import { sameNumbers } from '../../timeline/types/same-numbers.js';
import { type ModelPhase, UNKNOWN } from '../model/model.js';
import { HASH_START, hashOf, Interned } from './interned.js';

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
  /** What the phase realizes: in another version of the flow it may be something else. */
  readonly realized: ModelPhase;
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

/**
 * Equal for configurations whose parties are in the same states, whichever phase made them pending.
 * @param shown the states that count; all others are the same to the caller
 */
export function statesKey(states: readonly number[], shown?: ReadonlySet<number>): string {
  // One character each is enough: states are small numbers from -2 on.
  const codes = states.map((state) => (state < 0 || shown === undefined || shown.has(state) ? state + 3 : OTHER_STATE));
  if (codes.length <= MAX_ARGUMENTS) return String.fromCharCode(...codes);
  let key = '';
  for (let at = 0; at < codes.length; at += MAX_ARGUMENTS) {
    key += String.fromCharCode(...codes.slice(at, at + MAX_ARGUMENTS));
  }
  return key;
}

/** Represents every state that does not count; no model has so many states. */
const OTHER_STATE = 60_000;

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

/** Each list of players once: many phases are entered with the same. */
export class InternedPlayers extends Interned<Players> {
  constructor() {
    super(hashOfPlayers, samePlayers);
  }
}

function hashOfPlayers(players: Players): number {
  let hash = HASH_START;
  for (const list of players) hash = hashOf(list ?? NO_PLAYERS, hashOf([list?.length ?? -1], hash));
  return hash;
}

function samePlayers(a: Players, b: Players): boolean {
  return a.length === b.length && a.every((list, role) => sameList(list, b[role] ?? null));
}

function sameList(a: readonly number[] | null, b: readonly number[] | null): boolean {
  return a === b || (a !== null && b !== null && sameNumbers(a, b));
}

/** Each entry once: equal are those of the same phases with the same players, moved in the same roles. */
export class Entries extends Interned<Entry> {
  constructor() {
    super(({ phase, movedRoles }) => hashOf([...movedRoles.keys(), phase]), isSameEntry);
  }
}

function isSameEntry(a: Entry, b: Entry): boolean {
  if (a.phase !== b.phase || a.realized !== b.realized || a.movedRoles.size !== b.movedRoles.size) return false;
  for (const [participant, role] of a.movedRoles) if (b.movedRoles.get(participant) !== role) return false;
  return a.players === b.players || samePlayers(a.players, b.players);
}
