import { type Model, type ModelPhase, messageTriggers } from './model.js';
import { type EntryNeeds, entryNeeds } from './role-use.js';
import type { Message } from './vocabulary.js';

/** A model's phases by what they move, trigger and replace: look-ups instead of scans. */
export class PhaseIndex {
  private readonly byMove = new Map<string, ModelPhase[]>();
  private readonly byTrigger = new Map<Message, ModelPhase[]>();
  private readonly replacedBy = new Map<ModelPhase, ModelPhase[]>();
  private readonly needsOf = new Map<ModelPhase, EntryNeeds>();

  private constructor(model: Model) {
    for (const phase of model.phases) {
      const needs = entryNeeds(phase, model);
      this.needsOf.set(phase, needs);
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
  static of(model: Model): PhaseIndex {
    let index = indices.get(model);
    if (index === undefined) {
      index = new PhaseIndex(model);
      indices.set(model, index);
    }
    return index;
  }

  /** Phases that move a role out of a state. */
  movingOut(role: number, state: number): readonly ModelPhase[] {
    return this.byMove.get(moveKey(role, state)) ?? [];
  }

  /** Phases that belong together with one: what it replaces, what replaces it, and those with its trigger message. */
  companions(phase: ModelPhase): ReadonlySet<ModelPhase> {
    const found = new Set<ModelPhase>([...this.needs(phase).replaced, ...(this.replacedBy.get(phase) ?? [])]);
    for (const { row } of messageTriggers(phase)) {
      for (const other of (row.message === null ? undefined : this.byTrigger.get(row.message)) ?? []) found.add(other);
    }
    found.delete(phase);
    return found;
  }

  needs(phase: ModelPhase): EntryNeeds {
    return this.needsOf.get(phase) ?? { conditions: [], sources: [], replaced: [] };
  }
}

const indices = new WeakMap<Model, PhaseIndex>();

function moveKey(role: number, state: number): string {
  return `${role}/${state}`;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}
