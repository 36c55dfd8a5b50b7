import type { Flow } from '../model/flow.js';
import { type Model, UNKNOWN } from '../model/model.js';

/** Values for all facts of the model: those stated, and one choice for those that are not. */
export interface Assumption {
  /** Per fact, index of the value. */
  readonly values: readonly number[];
}

/** Most combinations of unstated facts that are tried (docs/language.md). */
const MAX_COMBINATIONS = 64;

/** Facts that the flow does not state, or states with a value that is not known. */
export function unstatedFacts(flow: Flow, model: Model): number[] {
  return model.facts.flatMap((_, index) => {
    const value = flow.facts[index] ?? null;
    return value === null || value === UNKNOWN ? [index] : [];
  });
}

/**
 * Every combination of values of the given facts, the first values as declared first; the other facts that are not
 * stated have their first value.
 * @param open facts that an answer turns on
 */
export function assumptionsFor(
  flow: Flow,
  model: Model,
  open: readonly number[],
): { assumptions: Assumption[]; bounded: boolean } {
  const unstated = unstatedFacts(flow, model);
  const first = model.facts.map((_, fact) => (unstated.includes(fact) ? 0 : (flow.facts[fact] ?? UNKNOWN)));
  let combinations: number[][] = [first];
  let bounded = false;
  for (const fact of open) {
    const values = model.facts[fact]?.values ?? [];
    if (combinations.length * values.length > MAX_COMBINATIONS) {
      bounded = true;
      break;
    }
    combinations = combinations.flatMap((before) =>
      values.map((_, value) => before.map((chosenValue, index) => (index === fact ? value : chosenValue))),
    );
  }
  return { assumptions: combinations.map((values) => ({ values })), bounded };
}
