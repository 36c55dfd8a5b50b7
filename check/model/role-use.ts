import type { Condition, End, Ground, Model, ModelPhase, Move, RoleMove, Row } from './model.js';
import { isInferred, UNKNOWN } from './model.js';

/** The conditions of a phase before it may begin: its own, and those of all it replaces (docs/language.md). */
export interface EntryNeeds {
  readonly conditions: readonly Condition[];
  /** Moves of one party whose source has to hold. */
  readonly sources: readonly RoleMove[];
  /** The replaced phases, nearest first. */
  readonly replaced: readonly ModelPhase[];
}

/** The most phases that one replaces, each replacing the next. */
export const MAX_REPLACED = 250;

/** Gathers what a phase needs along the chain of `replaces`. */
export function entryNeeds(phase: ModelPhase, model: Model): EntryNeeds {
  const conditions = [...phase.needs];
  const sources = phase.moves.filter(isRoleMove);
  const replaced = new Set<ModelPhase>();
  let current = phase;
  let ground: Ground | null = null;
  while (current.replaces !== null && replaced.size < MAX_REPLACED) {
    const next = model.phases[current.replaces];
    if (next === undefined || next === phase || replaced.has(next)) break;
    replaced.add(next);
    // Conditions that an inferred `replaces` inherits are inferred too.
    if (isInferred(current.replacesGround)) ground = current.replacesGround;
    const inherit = <T extends { readonly ground: Ground | null }>(required: T): T =>
      ground === null ? required : { ...required, ground };
    for (const condition of next.needs) conditions.push(inherit(condition));
    for (const move of next.moves) if (isRoleMove(move)) sources.push(inherit(move));
    current = next;
  }
  return { conditions, sources, replaced: [...replaced] };
}

/** Whether a move is that of a role, not of all parties in a state. */
export function isRoleMove(move: Move): move is RoleMove {
  return move.kind === 'role';
}

/** Roles a phase uses, and for which of them it must know who plays them (`unbound-role`, `ambiguous-role`). */
export interface RoleUse {
  /** Roles that need a player. */
  readonly used: ReadonlySet<number>;
  /** Every role that is named, with the grounds of each use: of one that only inference uses all are inferred. */
  readonly grounds: ReadonlyMap<number, readonly (Ground | null)[]>;
  /** Party roles, and systems that send. */
  readonly single: ReadonlySet<number>;
  /** Roles that have to be known before the phase can be entered: those of its needs and moves. */
  readonly entry: ReadonlySet<number>;
  /** Optional roles that this phase can do without. */
  readonly dispensable: ReadonlySet<number>;
  /** The roles that its triggers come from; empty if something else may start it. */
  readonly starters: readonly number[];
}

/** The role use of a phase that belongs to no model. */
export const NO_ROLE_USE: RoleUse = {
  used: new Set(),
  grounds: new Map(),
  single: new Set(),
  entry: new Set(),
  dispensable: new Set(),
  starters: [],
};

/** Gathers the roles of a phase and of what it needs to be entered. */
export function roleUse(phase: ModelPhase, needs: EntryNeeds, model: Model): RoleUse {
  const grounds = new Map<number, (Ground | null)[]>();
  const single = new Set<number>();
  const entry = new Set<number>();
  const indispensable = new Set<number>();
  const add = (role: number | null, ground: Ground | null, sends = false) => {
    if (role === null || role === UNKNOWN) return;
    const groundsOfRole = grounds.get(role);
    if (groundsOfRole === undefined) grounds.set(role, [ground]);
    else groundsOfRole.push(ground);
    if (sends || model.roles[role]?.kind === 'party') single.add(role);
  };
  const addNeeded = (role: number, ground: Ground | null) => {
    add(role, ground);
    entry.add(role);
    indispensable.add(role);
  };
  const addExcepted = (roles: readonly number[], ground: Ground | null) => {
    for (const role of roles) {
      if (role === UNKNOWN) continue;
      add(role, ground);
      entry.add(role);
    }
  };
  const addEnd = (end: End, ground: Ground | null, sends: boolean) => {
    if (end.kind === 'role') add(end.role, ground, sends);
    else for (const role of end.except) add(role, ground);
  };
  const addRow = (row: Row) => {
    // Who else is meant by a row of which a part is lost is not known.
    if (row.hasSkippedText) return;
    addEnd(row.sender, row.ground, true);
    for (const arrow of row.arrows) addEnd(arrow.receiver, row.ground, false);
  };
  for (const condition of needs.conditions) {
    if (condition.kind === 'role') addNeeded(condition.role, condition.ground);
    if (condition.kind === 'count') addExcepted(condition.except, condition.ground);
  }
  for (const move of needs.sources) addNeeded(move.role, move.ground);
  for (const move of phase.moves) if (move.kind === 'all') addExcepted(move.except, move.ground);
  for (const trigger of phase.triggers) {
    if (trigger.kind === 'message') addRow(trigger.row);
    else add(trigger.at, trigger.ground);
  }
  for (const row of phase.rows) if (!row.optional) addRow(row);
  const optional = [...grounds.keys()].filter((role) => model.roles[role]?.optionalIn.has(phase.model));
  const dispensable = new Set(optional.filter((role) => !indispensable.has(role)));
  entry.delete(UNKNOWN);
  const used = new Set([...grounds.keys()].filter((role) => !dispensable.has(role)));
  return { used, grounds, single, entry, dispensable, starters: startersOf(phase) };
}

/** The roles that alone can start a phase; empty if something else may. */
function startersOf({ triggers }: ModelPhase): number[] {
  const roles = triggers.flatMap((trigger) => {
    if (trigger.kind === 'timeout') return [];
    return trigger.row.sender.kind === 'role' ? trigger.row.sender.role : [];
  });
  return roles.length === triggers.length && !roles.includes(UNKNOWN) ? roles : [];
}
