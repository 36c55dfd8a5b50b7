import type { Choices } from './choices.js';
import { mutated } from './mutation.js';
import { randomGraph } from './random-flow.js';
import { randomModel } from './random-model.js';
import type { FlowSpec, ModelSpec } from './specification.js';

/** A model and a flow with a mistake here and there; undefined if a flow would have no phase. */
export function randomSubject(choices: Choices): { model: ModelSpec; flow: FlowSpec } | undefined {
  const model = randomModel(choices, { ownMessages: choices.chance(50), order: true });
  const flow = mutated(choices, randomGraph(choices, model), model);
  return flow.phases.length === 0 ? undefined : { model, flow };
}
