import { propertyFactor } from './property-factor.js';

/**
 * Some of many alike cases, spread evenly over them; `PROPERTY_FACTOR` times as many, at most all.
 * @param most how many are tried at most
 * @param turn another number gives others, if there are more than twice as many
 */
export function spread<T>(cases: readonly T[], most: number, turn = 0): T[] {
  const count = Math.min(cases.length, Math.round(most * propertyFactor));
  const step = cases.length / count;
  const first = turn % Math.max(1, Math.floor(step));
  return Array.from({ length: count }, (_, index) => first + Math.floor(index * step)).flatMap((at) =>
    cases.slice(at, at + 1),
  );
}
