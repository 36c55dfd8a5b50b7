import {
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

/** Two followed models that say different things of one name (`duplicate-name`). */
export interface Disagreement {
  /** Indices of the models in the order followed. */
  readonly first: number;
  readonly second: number;
  /** What they disagree on, e.g. `role "agent" is a party in "A" and a system in "B"`. */
  readonly text: string;
}

/**
 * Unites the models a flow follows: roles, states, facts and channels of one name are one. One model is
 * given back as it is.
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

/** By the first model: the same models are one union, so that what rests on it can be kept. */
const lastUnion = new WeakMap<Model, { readonly models: readonly Model[]; readonly union: Union }>();

function unite(models: readonly Model[]): Union {
  const disagreements: Disagreement[] = [];
  const merge = <T extends { readonly name: string }>(
    items: (model: Model) => readonly T[],
    differ: (a: T, b: T, modelA: Model, modelB: Model) => string | null,
  ) => {
    const united: { item: T; model: number }[] = [];
    const byName = new Map<string, number>();
    const maps = models.map((model, modelIndex) =>
      items(model).map((item) => {
        const known = byName.get(item.name);
        const other = known === undefined ? undefined : united[known];
        if (known === undefined || other === undefined) {
          byName.set(item.name, united.length);
          return united.push({ item, model: modelIndex }) - 1;
        }
        const text = differ(other.item, item, models[other.model] ?? model, model);
        if (text !== null && other.model !== modelIndex) {
          disagreements.push({ first: other.model, second: modelIndex, text });
        }
        return known;
      }),
    );
    return { items: united, maps };
  };

  const nameOf = (model: Model) => `"${model.headers[0]?.name ?? ''}"`;
  const states = merge(
    (model) => model.states,
    (a, b, modelA, modelB) =>
      a.pending === b.pending
        ? null
        : `state "${a.name}" is ${pendingWord(a.pending)} in ${nameOf(modelA)} and ${pendingWord(b.pending)} in ${nameOf(modelB)}`,
  );
  const roles = merge(
    (model) => model.roles,
    (a, b, modelA, modelB) => {
      const where = (word: string, model: Model) => `${word} in ${nameOf(model)}`;
      if (a.kind !== b.kind) return `role "${a.name}" is a ${where(a.kind, modelA)} and a ${where(b.kind, modelB)}`;
      const startA = modelA.states[a.initial]?.name;
      const startB = modelB.states[b.initial]?.name;
      if (a.kind === 'system' || startA === startB || startA === undefined || startB === undefined) return null;
      return `role "${a.name}" starts ${where(`"${startA}"`, modelA)} and ${where(`"${startB}"`, modelB)}`;
    },
  );
  const facts = merge(
    (model) => model.facts,
    (a, b, modelA, modelB) =>
      a.values.length === b.values.length && a.values.every((value) => b.values.includes(value))
        ? null
        : `fact "${a.name}" can be ${list(a.values)} in ${nameOf(modelA)} and ${list(b.values)} in ${nameOf(modelB)}`,
  );
  const values = facts.items.map(({ item }) => item.values);

  let phaseOffset = 0;
  const united = models.map((model, index) => {
    const remap = new Remap(model, states.maps[index] ?? [], roles.maps[index] ?? [], facts.maps[index] ?? [], values);
    const phases = model.phases.map((phase) => remap.phase(phase, phaseOffset));
    phaseOffset += phases.length;
    return { remap, phases, model };
  });
  return {
    disagreements,
    model: {
      headers: models.flatMap((model) => model.headers),
      roles: roles.items.map(({ item, model }, index) => ({
        ...item,
        optionalIn: optionalIn(index, models, roles.maps),
        states: statesOfRole(index, models, roles.maps, states.maps),
        initial: item.initial === UNKNOWN ? UNKNOWN : (states.maps[model]?.[item.initial] ?? UNKNOWN),
      })),
      states: states.items.map(({ item }) => item),
      homeState: states.maps[0]?.[models[0]?.homeState ?? UNKNOWN] ?? UNKNOWN,
      firstStates: models.flatMap((model, index) => model.firstStates.map((s) => states.maps[index]?.[s] ?? UNKNOWN)),
      facts: facts.items.map(({ item }) => item),
      channels: united.flatMap(({ remap, model }) =>
        model.channels.map((channel) => ({
          ...channel,
          left: channel.left.map((role) => remap.role(role)),
          right: channel.right.map((role) => remap.role(role)),
        })),
      ),
      anytime: united.flatMap(({ remap, model }) => model.anytime.map((row) => remap.row(row))),
      phases: united.flatMap(({ phases }) => phases),
      protocols: new Set(models.flatMap((model) => [...model.protocols])),
      unread: new Set(models.flatMap((model) => [...model.unread])),
    },
  };
}

/** Moves one model's indices into the union's. */
class Remap {
  constructor(
    private readonly model: Model,
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
    return { kind: 'all', state: this.state(end.state), except: this.known(end.except) };
  }

  private condition(condition: Condition): Condition {
    switch (condition.kind) {
      case 'role':
        return { ...condition, role: this.role(condition.role), state: this.state(condition.state) };
      case 'count':
        return { ...condition, state: this.state(condition.state), except: this.known(condition.except) };
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
      except: this.known(move.except),
      target: this.state(move.target),
    };
  }

  private known(roles: readonly number[]): number[] {
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

function pendingWord(pending: boolean): string {
  return pending ? 'pending' : 'not pending';
}

function list(values: readonly string[]): string {
  return values.map((value) => `"${value}"`).join(', ');
}
