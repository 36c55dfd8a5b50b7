import {
  type Channel,
  type Condition,
  type End,
  type Item,
  type Model,
  type ModelHeader,
  type ModelPhase,
  type Move,
  type Row,
  rowsOf,
  type Trigger,
  UNKNOWN,
} from '../../check/index.js';
import {
  type Disagreement,
  factDisagreement,
  mergeByName,
  roleDisagreement,
  stateDisagreement,
} from './merge-by-name.js';

/**
 * Unites the models that a flow follows: roles, states, facts and channels of one name are one. A single model is
 * returned as it is.
 */
export function uniteModels(models: readonly Model[]): Union {
  const [first] = models;
  if (first === undefined) return unite(models);
  if (models.length === 1) return { model: first, disagreements: [] };
  const last = lastUnion.get(first);
  if (last?.models.length === models.length && models.every((model, index) => model === last.models[index])) {
    return last.union;
  }
  const union = unite(models);
  lastUnion.set(first, { models, union });
  return union;
}

interface Union {
  readonly model: Model;
  readonly disagreements: readonly Disagreement[];
}

/** The last union by its first model: uniting the same models again returns the same object, so caches hold. */
const lastUnion = new WeakMap<Model, { readonly models: readonly Model[]; readonly union: Union }>();

function unite(models: readonly Model[]): Union {
  const states = mergeByName(models, (model) => model.states, stateDisagreement);
  const roles = mergeByName(models, (model) => model.roles, roleDisagreement);
  const facts = mergeByName(models, (model) => model.facts, factDisagreement);
  const values = facts.items.map(({ item }) => item.values);
  const remaps = models.map(
    (model, index) =>
      new Remap(model, states.maps[index] ?? [], roles.maps[index] ?? [], facts.maps[index] ?? [], values),
  );
  const ofEach = <T>(remapped: (model: Model, remap: Remap) => readonly T[]): T[] =>
    remaps.flatMap((remap) => remapped(remap.model, remap));
  return {
    disagreements: [...states.disagreements, ...roles.disagreements, ...facts.disagreements],
    model: {
      headers: models.flatMap((model) => model.headers),
      roles: roles.items.map(({ item, model }, index) => ({
        ...item,
        optionalIn: optionalIn(index, models, roles.maps),
        states: statesOfRole(index, models, roles.maps, states.maps),
        initial: remaps[model]?.state(item.initial) ?? UNKNOWN,
      })),
      states: states.items.map(({ item }) => item),
      homeState: remaps[0]?.state(remaps[0].model.homeState) ?? UNKNOWN,
      firstStates: ofEach((model, remap) => model.firstStates.map((state) => remap.state(state))),
      unassignedStates: new Set(
        ofEach((model, remap) => [...model.unassignedStates].map((state) => remap.state(state))),
      ),
      facts: facts.items.map(({ item }) => item),
      channels: ofEach((model, remap) => model.channels.map((channel) => remap.channel(channel))),
      anytime: ofEach((model, remap) => model.anytime.map((row) => remap.row(row))),
      phases: unitePhases(remaps),
      protocols: new Set(models.flatMap((model) => [...model.protocols])),
      incompleteKinds: new Set(models.flatMap((model) => [...model.incompleteKinds])),
      rowsIncomplete: models.some((model) => model.rowsIncomplete),
    },
  };
}

/** The phases of all models in the order followed, numbered through. */
function unitePhases(remaps: readonly Remap[]): ModelPhase[] {
  let offset = 0;
  return remaps.flatMap((remap) => {
    const phases = remap.model.phases.map((phase) => remap.phase(phase, offset));
    offset += phases.length;
    return phases;
  });
}

/** Moves one model's indices into the union's. */
class Remap {
  constructor(
    readonly model: Model,
    private readonly states: readonly number[],
    private readonly roles: readonly number[],
    private readonly facts: readonly number[],
    private readonly values: readonly (readonly string[])[],
  ) {}

  state(index: number): number {
    return this.states[index] ?? UNKNOWN;
  }

  role(index: number): number {
    return this.roles[index] ?? UNKNOWN;
  }

  phase(phase: ModelPhase, offset: number): ModelPhase {
    const items = phase.items.map((item) => this.item(item));
    return {
      ...phase,
      index: phase.index + offset,
      replaces: phase.replaces === null ? null : phase.replaces + offset,
      triggers: phase.triggers.map((trigger) => this.trigger(trigger)),
      needs: phase.needs.map((condition) => this.condition(condition)),
      moves: phase.moves.map((move) => this.move(move)),
      items,
      rows: rowsOf(items),
    };
  }

  channel(channel: Channel): Channel {
    return { ...channel, left: this.roleIndices(channel.left), right: this.roleIndices(channel.right) };
  }

  row(row: Row): Row {
    return {
      ...row,
      sender: this.end(row.sender),
      arrows: row.arrows.map((arrow) => ({ ...arrow, receiver: this.end(arrow.receiver) })),
    };
  }

  private item(item: Item): Item {
    switch (item.kind) {
      case 'row':
        return { kind: 'row', row: this.row(item.row) };
      case 'when': {
        const conditions = item.conditions.map((condition) => this.condition(condition));
        return { kind: 'when', conditions, items: item.items.map((inner) => this.item(inner)) };
      }
      default:
        return { ...item, items: item.items.map((inner) => this.item(inner)) };
    }
  }

  private trigger(trigger: Trigger): Trigger {
    if (trigger.kind === 'message') return { kind: 'message', row: this.row(trigger.row) };
    return { ...trigger, at: trigger.at === null ? null : this.role(trigger.at) };
  }

  private end(end: End): End {
    if (end.kind === 'role') return { kind: 'role', role: this.role(end.role) };
    return { kind: 'all', state: this.state(end.state), except: this.roleIndices(end.except) };
  }

  private condition(condition: Condition): Condition {
    switch (condition.kind) {
      case 'role':
        return { ...condition, role: this.role(condition.role), state: this.state(condition.state) };
      case 'count':
        return { ...condition, state: this.state(condition.state), except: this.roleIndices(condition.except) };
      case 'fact': {
        const fact = this.facts[condition.fact] ?? UNKNOWN;
        const value = this.model.facts[condition.fact]?.values[condition.value];
        return {
          ...condition,
          fact,
          value: value === undefined ? UNKNOWN : (this.values[fact]?.indexOf(value) ?? UNKNOWN),
        };
      }
    }
  }

  private move(move: Move): Move {
    if (move.kind === 'role') {
      return {
        ...move,
        role: this.role(move.role),
        sources: move.sources.map((state) => this.state(state)),
        target: this.state(move.target),
      };
    }
    return {
      ...move,
      source: this.state(move.source),
      except: this.roleIndices(move.except),
      target: this.state(move.target),
    };
  }

  private roleIndices(roles: readonly number[]): number[] {
    return roles.map((role) => this.role(role));
  }
}

/** Models in which a role of the union is optional: they need not agree in it. */
function optionalIn(
  role: number,
  models: readonly Model[],
  roleMaps: readonly (readonly number[])[],
): Set<ModelHeader> {
  return new Set(
    models.flatMap((model, index) => [...(model.roles[roleMaps[index]?.indexOf(role) ?? UNKNOWN]?.optionalIn ?? [])]),
  );
}

/** States that a role of the union can be in: those it has in any of the models. */
function statesOfRole(
  role: number,
  models: readonly Model[],
  roleMaps: readonly (readonly number[])[],
  stateMaps: readonly (readonly number[])[],
): number[] {
  const states = models.flatMap((model, index) => {
    const own = model.roles[roleMaps[index]?.indexOf(role) ?? UNKNOWN];
    return (own?.states ?? []).map((state) => stateMaps[index]?.[state] ?? UNKNOWN);
  });
  return [...new Set(states)];
}
