import { brief, nearestNames, type Place } from '../../check/index.js';
import type { FindingsCollector } from './findings-collector.js';
import { writeOneOf } from './name-remedies.js';

/**
 * Reports a word that is none of those that can be written at its place.
 * @param kind what the words are, as in "There is no format"
 */
export function reportUnknownValue(
  name: string,
  kind: string,
  values: readonly string[],
  place: Place,
  collector: FindingsCollector,
): void {
  const candidates = nearestNames(name, values);
  const [nearest] = candidates;
  const remedy = nearest === undefined ? writeOneOf(values) : `Did you mean "${nearest}"?`;
  collector.add('unknown-value', place, `There is no ${kind} "${name}". ${remedy}`, {
    brief: brief`There is no ${kind} ${name}`,
    data: { candidates },
  });
}
