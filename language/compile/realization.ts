import type { Model, ModelPhase } from '../../check/index.js';
import { joinWithOr } from '../../timeline/types/join-words.js';
import { memoize } from '../../timeline/types/memoize.js';
import type { Places } from '../ast/places.js';
import type * as ast from '../generated/ast.js';
import type { FindingsCollector } from './findings-collector.js';
import { ModelPhaseNames } from './model-names.js';
import { NameTable } from './name-table.js';

const namesOf = memoize((model: Model) => new ModelPhaseNames(model));

/**
 * The model phase that `is` names: `Phase`, or `Model.Phase` if several models are followed. A name
 * that does not resolve is read as the nearest.
 * @param quiet true if a followed model is missing: its phases might be meant
 */
export function findRealizedPhase(
  node: ast.Realization,
  model: Model,
  quiet: boolean,
  places: Places,
  collector: FindingsCollector,
): ModelPhase | null {
  const name = node.phase?.$refText;
  if (name === undefined) return null;
  const names = namesOf(model);
  const header = headerName(node, model, quiet, places, collector);
  // A model that is not followed is reported already: its phases are no other model's.
  if (header === undefined) return null;
  const place = places.reference(node.phase, node);
  const candidatesOf = (phaseName: string) =>
    names.named(phaseName).filter((p) => header === null || p.model.name === header);
  const named = candidatesOf(name);
  const [first, second] = named;
  if (first !== undefined && second !== undefined) {
    const choices = named.map((phase) => `"${phase.model.name}.${phase.name}"`);
    collector.add(
      'ambiguous-name',
      place,
      `Phase "${name}" is in more than one of the models this flow follows. Write ${joinWithOr(choices)}.`,
      { data: { candidates: named.map((phase) => `${phase.model.name}.${phase.name}`) } },
    );
    // Nothing may rest on a choice that the author has not made.
    return null;
  }
  if (first !== undefined) return first;
  const { value, candidates } = new NameTable(names.names(header ?? undefined).map((n) => [n, n] as const)).lookup(
    name,
  );
  if (!quiet) {
    const models = model.headers.map((h) => `"${h.name}"`).join(', ');
    const where = header === null ? `in model ${models}` : `in model "${header}"`;
    collector.addUnknown('phase', name, place, candidates, where);
  }
  return value === undefined ? null : (candidatesOf(value)[0] ?? null);
}

/** The model that is named; null if none is, undefined if the name does not resolve. */
function headerName(
  node: ast.Realization,
  model: Model,
  quiet: boolean,
  places: Places,
  collector: FindingsCollector,
): string | null | undefined {
  if (node.model === undefined) return null;
  const table = new NameTable(model.headers.map((header) => [header.name, header.name] as const));
  const { value, exact, candidates } = table.lookup(node.model.$refText);
  if (!exact && !quiet) {
    const where = 'among those this flow follows';
    collector.addUnknown('model', node.model.$refText, places.reference(node.model, node), candidates, where);
  }
  return value;
}
