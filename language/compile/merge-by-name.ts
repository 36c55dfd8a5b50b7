import { type Fact, type Model, modelName, type Role, type State } from '../../check/index.js';

/** Two followed models that declare one name differently (`duplicate-name`). */
export interface Disagreement {
  /** Indices of the models in the order followed. */
  readonly first: number;
  readonly second: number;
  /** The disagreement in words, e.g. `role "agent" is a party in "A" and a system in "B"`. */
  readonly text: string;
}

/** Declarations of several models, with those of one name merged. */
export interface Merged<T> {
  /** The first declaration of each name, and the index of its model. */
  readonly items: readonly { readonly item: T; readonly model: number }[];
  /** By model: for each of its declarations, the index in `items`. */
  readonly maps: readonly (readonly number[])[];
  readonly disagreements: readonly Disagreement[];
}

/**
 * Merges the declarations of one name.
 * @param declarations the declarations of a model to merge
 * @param disagreement what two models disagree on; null if they agree
 */
export function mergeByName<T extends { readonly name: string }>(
  models: readonly Model[],
  declarations: (model: Model) => readonly T[],
  disagreement: (a: T, b: T, modelA: Model, modelB: Model) => string | null,
): Merged<T> {
  const items: { item: T; model: number }[] = [];
  const disagreements: Disagreement[] = [];
  const byName = new Map<string, number>();
  const maps = models.map((model, second) =>
    declarations(model).map((item) => {
      const itemIndex = byName.get(item.name);
      const other = itemIndex === undefined ? undefined : items[itemIndex];
      if (itemIndex === undefined || other === undefined) {
        byName.set(item.name, items.length);
        return items.push({ item, model: second }) - 1;
      }
      const text = disagreement(other.item, item, models[other.model] ?? model, model);
      if (text !== null && other.model !== second) disagreements.push({ first: other.model, second, text });
      return itemIndex;
    }),
  );
  return { items, maps, disagreements };
}

/** What two models disagree on in a state; null if they agree. */
export function stateDisagreement(a: State, b: State, modelA: Model, modelB: Model): string | null {
  if (a.pending === b.pending) return null;
  const pending = (state: State, model: Model) => `${state.pending ? 'pending' : 'not pending'} in ${nameOf(model)}`;
  return `state "${a.name}" is ${pending(a, modelA)} and ${pending(b, modelB)}`;
}

/** What two models disagree on in a role; null if they agree. */
export function roleDisagreement(a: Role, b: Role, modelA: Model, modelB: Model): string | null {
  if (a.kind !== b.kind) {
    return `role "${a.name}" is a ${a.kind} in ${nameOf(modelA)} and a ${b.kind} in ${nameOf(modelB)}`;
  }
  const startA = modelA.states[a.initial]?.name;
  const startB = modelB.states[b.initial]?.name;
  if (a.kind === 'system' || startA === startB || startA === undefined || startB === undefined) return null;
  return `role "${a.name}" starts in "${startA}" in ${nameOf(modelA)} and in "${startB}" in ${nameOf(modelB)}`;
}

/** What two models disagree on in a fact; null if they agree. */
export function factDisagreement(a: Fact, b: Fact, modelA: Model, modelB: Model): string | null {
  if (a.values.length === b.values.length && a.values.every((value) => b.values.includes(value))) return null;
  const values = (fact: Fact, model: Model) =>
    `${fact.values.map((value) => `"${value}"`).join(', ')} in ${nameOf(model)}`;
  return `fact "${a.name}" can be ${values(a, modelA)} and ${values(b, modelB)}`;
}

function nameOf(model: Model): string {
  return `"${modelName(model)}"`;
}
