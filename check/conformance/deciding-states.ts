import { statesKey } from '../exploration/configuration.js';
import type { FlowPhase } from '../model/flow.js';
import { type Item, type Model, type ModelPhase, messageTriggers } from '../model/model.js';

/** The states by which the content of a phase tells parties apart. */
export function decidingStates(phase: FlowPhase, realized: ModelPhase, model: Model): ReadonlySet<number> {
  const rows = [...realized.rows, ...model.anytime, ...messageTriggers(realized).map(({ row }) => row)];
  const ends = [
    ...rows.flatMap(({ sender, arrows }) => [sender, ...arrows.map(({ receiver }) => receiver)]),
    ...phase.steps.flatMap(({ arrow }) => arrow?.receivers ?? []),
  ];
  return new Set([...ends.flatMap((end) => (end.kind === 'all' ? end.state : [])), ...statesIn(realized.items)]);
}

/** The states that conditions ask for. */
function statesIn(items: readonly Item[]): number[] {
  return items.flatMap((item) => {
    if (item.kind === 'row') return [];
    const own = item.kind === 'when' ? item.conditions : [];
    return [...own.flatMap((condition) => (condition.kind === 'fact' ? [] : condition.state)), ...statesIn(item.items)];
  });
}

/** Represents every state that decides nothing; no model has so many states. */
const OTHER_STATE = 60_000;

/** Equal for configurations in which the same parties are in each of some states. */
export function keyOfStates(states: readonly number[], deciding: ReadonlySet<number>): string {
  return statesKey(states.map((state) => (state < 0 || deciding.has(state) ? state : OTHER_STATE)));
}
