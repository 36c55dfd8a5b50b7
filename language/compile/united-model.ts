import type { Reference } from 'langium';
import type { Model } from '../../check/index.js';
import type { Places } from '../ast/places.js';
import type * as ast from '../generated/ast.js';
import type { FindingsCollector } from './findings-collector.js';
import { uniteModels } from './unite.js';

/** The union of the models that a flow follows; reports where they disagree. Null if none is known. */
export function unitedModel(
  followed: readonly { reference: Reference<ast.Model>; model: Model | null }[],
  node: ast.Flow,
  places: Places,
  collector: FindingsCollector,
): Model | null {
  const distinct = followed.filter((entry, index) => {
    return entry.model !== null && followed.findIndex((other) => other.model === entry.model) === index;
  });
  const models = distinct.map((entry) => entry.model).filter((model) => model !== null);
  if (models.length === 0) return null;
  const { model, disagreements } = uniteModels(models);
  for (const side of ['first', 'second'] as const) {
    for (const index of new Set(disagreements.map((disagreement) => disagreement[side]))) {
      const reference = distinct[index]?.reference;
      if (reference === undefined) continue;
      const texts = disagreements.filter((d) => d[side] === index).map((d) => d.text);
      collector.add(
        'duplicate-name',
        places.reference(reference, node),
        `The models this flow follows disagree: ${texts.join('; ')}. Change one of the models, or follow only one of them.`,
        { brief: 'The models this flow follows disagree' },
      );
    }
  }
  return model;
}
