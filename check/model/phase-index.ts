import { memoize } from '../../timeline/types/memoize.js';
import { type Model, type ModelPhase, messageTriggers, UNKNOWN } from './model.js';
import { type EntryNeeds, entryNeeds, MAX_REPLACED, type RoleUse, roleUse } from './role-use.js';
import type { Message } from './vocabulary.js';

/** A model's phases by what they move, trigger and replace, and what each needs: look-ups instead of scans. */
export class PhaseIndex {
  private readonly byMove = new Map<string, ModelPhase[]>();
  private readonly byTrigger = new Map<Message, ModelPhase[]>();
  private readonly replacedBy = new Map<ModelPhase, ModelPhase[]>();
  private readonly needsOf = new Map<ModelPhase, EntryNeeds>();

  /** Whether the chain of phases that one replaces is longer than what is followed. */
  hasLongChain = false;

  /** The roles that a phase uses. */
  readonly roleUse = memoize((phase: ModelPhase): RoleUse => roleUse(phase, this.needs(phase), this.model));

  /** Roles that a phase moves out of a pending state: who plays the others is remembered. */
  readonly rolesMovedOn = memoize((phase: ModelPhase): readonly number[] =>
    phase.moves.flatMap((move) =>
      move.kind === 'role' &&
      move.role !== UNKNOWN &&
      move.sources.some((state) => this.model.states[state]?.pending ?? false)
        ? [move.role]
        : [],
    ),
  );

  /** Phases that belong together with one: what it replaces, what replaces it, and those with its trigger message. */
  readonly companions = memoize((phase: ModelPhase): ReadonlySet<ModelPhase> => {
    const found = new Set<ModelPhase>([...this.needs(phase).replaced, ...(this.replacedBy.get(phase) ?? [])]);
    for (const { row } of messageTriggers(phase)) {
      for (const other of (row.message === null ? undefined : this.byTrigger.get(row.message)) ?? []) found.add(other);
    }
    found.delete(phase);
    return found;
  });

  private constructor(private readonly model: Model) {
    for (const phase of model.phases) {
      const needs = entryNeeds(phase, model);
      this.needsOf.set(phase, needs);
      this.hasLongChain ||= needs.replaced.length >= MAX_REPLACED;
      for (const replaced of needs.replaced) append(this.replacedBy, replaced, phase);
      for (const { row } of messageTriggers(phase))
        if (row.message !== null) append(this.byTrigger, row.message, phase);
      for (const move of phase.moves) {
        if (move.kind !== 'role') continue;
        for (const source of move.sources) {
          if (source !== move.target) append(this.byMove, moveKey(move.role, source), phase);
        }
      }
    }
  }

  /** The index of a model, made once. */
  static readonly of = memoize((model: Model) => new PhaseIndex(model));

  /** Phases that move a role out of a state. */
  movingOut(role: number, state: number): readonly ModelPhase[] {
    return this.byMove.get(moveKey(role, state)) ?? [];
  }

  /** The phases, of the model of a phase, that can move on a party that it makes pending. */
  outcomes(phase: ModelPhase): readonly ModelPhase[] {
    const pending = phase.moves.flatMap((move) =>
      move.kind === 'role' && this.model.states[move.target]?.pending === true
        ? this.movingOut(move.role, move.target)
        : [],
    );
    return [...new Set(pending)].filter(({ model }) => model === phase.model);
  }

  /** Whether a phase moves a pending party on. */
  movesPending(phase: ModelPhase): boolean {
    return this.rolesMovedOn(phase).length > 0;
  }

  /** The conditions of a phase before it may begin. */
  needs(phase: ModelPhase): EntryNeeds {
    return this.needsOf.get(phase) ?? { conditions: [], sources: [], replaced: [] };
  }
}

function moveKey(role: number, state: number): string {
  return `${role}/${state}`;
}

/** Adds a value once: equal ones come one after the other. */
function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else if (list.at(-1) !== value) list.push(value);
}
