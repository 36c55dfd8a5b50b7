import type { Flow } from '../model/flow.js';
import { type Condition, type Item, type Model, UNKNOWN } from '../model/model.js';

/** Values for all facts of the model: those stated, and one choice for those that are not. */
export interface Assumption {
  /** Per fact, index of the value. */
  readonly values: readonly number[];
}

/** Most combinations of unstated facts that are tried (LANGUAGE §2). */
const MAX_COMBINATIONS = 64;

/** Facts that the flow does not state, or states with a value that is not known. */
export function unstatedFacts(flow: Flow, model: Model): number[] {
  return model.facts.flatMap((_, index) => {
    const value = flow.facts[index] ?? null;
    return value === null || value === UNKNOWN ? [index] : [];
  });
}

/**
 * Every combination of the facts that the flow leaves open and its phases ask about, the first values as declared
 * first.
 */
export function assumptionsFor(flow: Flow, model: Model): { assumptions: Assumption[]; bounded: boolean } {
  const stated = model.facts.map((_, index) => flow.facts[index] ?? UNKNOWN);
  const asked = factsAsked(flow, model);
  const open = unstatedFacts(flow, model).filter((fact) => (model.facts[fact]?.values.length ?? 0) > 0);
  let combinations: number[][] = [stated.map((value, fact) => (open.includes(fact) ? 0 : value))];
  let bounded = false;
  for (const fact of open.filter((index) => asked.has(index))) {
    const values = model.facts[fact]?.values ?? [];
    if (combinations.length * values.length > MAX_COMBINATIONS) {
      bounded = true;
      break;
    }
    combinations = combinations.flatMap((before) =>
      values.map((_, value) => before.map((known, index) => (index === fact ? value : known))),
    );
  }
  return { assumptions: combinations.map((values) => ({ values })), bounded };
}

function factsAsked(flow: Flow, model: Model): Set<number> {
  const asked = new Set<number>();
  const add = (conditions: readonly Condition[]) => {
    for (const condition of conditions) if (condition.kind === 'fact') asked.add(condition.fact);
  };
  const addItems = (items: readonly Item[]) => {
    for (const item of items) {
      if (item.kind === 'row') continue;
      if (item.kind === 'when') add(item.conditions);
      addItems(item.items);
    }
  };
  for (const realized of new Set(flow.phases.map((phase) => phase.realizes?.phase))) {
    for (let phase = realized, hops = 0; phase && hops <= model.phases.length; hops++) {
      add(phase.needs);
      if (hops === 0) addItems(phase.items);
      phase = phase.replaces === null ? null : model.phases[phase.replaces];
    }
  }
  return asked;
}
