import type { AstNode } from 'langium';
import type { Places } from '../ast/places.js';
import type { FindingsCollector } from './findings-collector.js';

/**
 * Adds a finding for each of several declarations that have one name.
 * @param kind the kind in words, e.g. `role`
 */
export function reportDuplicates(
  kind: string,
  declarations: readonly (AstNode & { readonly name: string })[],
  places: Places,
  collector: FindingsCollector,
): void {
  collector.addDuplicates(
    kind,
    declarations.map((node) => ({ name: node.name, place: places.name(node) })),
  );
}
