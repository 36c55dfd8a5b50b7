import type { Condition, End, Ground, Model, ModelPhase, Move, RoleMove, Row } from './model.js';
import { isInferred, UNKNOWN } from './model.js';

/** What a phase asks for before it may begin: its own, and that of all it replaces (docs/language.md). */
export interface EntryNeeds {
  readonly conditions: readonly Condition[];
  /** Moves of one party whose source has to hold. */
  readonly sources: readonly RoleMove[];
  /** The replaced phases, nearest first. */
  readonly replaced: readonly ModelPhase[];
}

/** Gathers what a phase needs along the chain of `replaces`. */
export function entryNeeds(phase: ModelPhase, model: Model): EntryNeeds {
  const conditions = [...phase.needs];
  const sources = phase.moves.filter(isRoleMove);
  const replaced: ModelPhase[] = [];
  let current = phase;
  let ground: Ground | null = null;
  while (current.replaces !== null) {
    const next = model.phases[current.replaces];
    if (next === undefined || next === phase || replaced.includes(next)) break;
    replaced.push(next);
    // What an inferred `replaces` inherits is inferred with it.
    if (isInferred(current.replacesGround)) ground = current.replacesGround;
    const inherit = <T extends { readonly ground: Ground | null }>(asked: T): T =>
      ground === null ? asked : { ...asked, ground };
    conditions.push(...next.needs.map(inherit));
    sources.push(...next.moves.filter(isRoleMove).map(inherit));
    current = next;
  }
  return { conditions, sources, replaced };
}

/** Whether a move is that of a role, not of everybody in a state. */
export function isRoleMove(move: Move): move is RoleMove {
  return move.kind === 'role';
}

/** Roles a phase uses, and for which of them it must know who plays them (`unbound-role`, `ambiguous-role`). */
export interface RoleUse {
  readonly used: ReadonlySet<number>;
  /** Party roles, and systems that send. */
  readonly single: ReadonlySet<number>;
}

/** Gathers the roles of a phase and of what it needs to be entered. */
export function roleUse(phase: ModelPhase, needs: EntryNeeds, model: Model): RoleUse {
  const used = new Set<number>();
  const single = new Set<number>();
  const add = (role: number | null, sends = false) => {
    if (role === null || role === UNKNOWN) return;
    used.add(role);
    if (sends || model.roles[role]?.kind === 'party') single.add(role);
  };
  const addEnd = (end: End, sends: boolean) => {
    if (end.kind === 'role') add(end.role, sends);
    else for (const role of end.except) add(role);
  };
  const addRow = (row: Row) => {
    addEnd(row.sender, true);
    for (const arrow of row.arrows) addEnd(arrow.receiver, false);
  };
  for (const condition of needs.conditions) {
    if (condition.kind === 'role') add(condition.role);
    if (condition.kind === 'count') for (const role of condition.except) add(role);
  }
  for (const move of needs.sources) add(move.role);
  for (const move of phase.moves) if (move.kind === 'all') for (const role of move.except) add(role);
  for (const trigger of phase.triggers) {
    if (trigger.kind === 'message') addRow(trigger.row);
    else add(trigger.at);
  }
  for (const row of phase.rows) if (!row.optional) addRow(row);
  return { used, single };
}
