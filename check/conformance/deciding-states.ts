import { memoize } from '../../timeline/types/memoize.js';
import type { FlowPhase, Receiver } from '../model/flow.js';
import { conditionsIn } from '../model/items.js';
import { type End, type Model, type ModelPhase, messageTriggers } from '../model/model.js';

/** The states by which the content of a phase distinguishes parties. */
export function decidingStates(phase: FlowPhase, realized: ModelPhase, model: Model): ReadonlySet<number> {
  const ofModel = statesOfModel(model)(realized);
  let all: Set<number> | undefined;
  for (const { arrow } of phase.steps) {
    for (const receiver of arrow?.receivers ?? NO_ENDS) {
      if (receiver.kind !== 'all') continue;
      all ??= new Set(ofModel);
      all.add(receiver.state);
    }
  }
  return all ?? ofModel;
}

/** By model and phase of it: the same for all phases of flows that realize it. */
const statesOfModel = memoize((model: Model) =>
  memoize((realized: ModelPhase): ReadonlySet<number> => {
    const rows = [...realized.rows, ...model.anytime, ...messageTriggers(realized).map(({ row }) => row)];
    const ends = rows.flatMap(({ sender, arrows }) => [sender, ...arrows.map(({ receiver }) => receiver)]);
    const counted = conditionsIn(realized.items).flatMap((condition) =>
      condition.kind === 'fact' ? [] : condition.state,
    );
    return new Set([...statesOfAll(ends), ...counted]);
  }),
);

const NO_ENDS: readonly Receiver[] = [];

/** The states that ends with `all` name. */
function statesOfAll(ends: readonly End[]): number[] {
  return ends.flatMap((end) => (end.kind === 'all' ? end.state : []));
}
