import { type Condition, type Ground, UNKNOWN } from '../../check/index.js';
import type { Places } from '../ast/places.js';
import * as ast from '../generated/ast.js';
import type { ModelNames } from './model-names.js';

/**
 * Compiles the conditions of `needs` and `when`; broken ones are left out.
 * @param ground that of the `needs`
 */
export function compileConditions(
  nodes: readonly ast.Condition[],
  names: ModelNames,
  places: Places,
  ground: Ground | null = null,
): Condition[] {
  const conditions: Condition[] = [];
  for (const node of nodes) {
    const place = places.node(node);
    if (ast.isRoleCondition(node)) {
      if (names.isNoRoleCondition(node)) {
        conditions.push(unknownCondition(place));
        continue;
      }
      const role = names.role(node.role, node);
      conditions.push({ kind: 'role', role, state: names.stateOf(role, node.state, node), ground, place });
    } else if (ast.isCountCondition(node)) {
      conditions.push({
        kind: 'count',
        quantifier: node.quantifier,
        state: names.state(node.state, node),
        except: names.rolesOf(node.except, node),
        ground,
        place,
      });
    } else if (ast.isFactCondition(node)) {
      conditions.push({ kind: 'fact', ...names.factValue(node), ground, place });
    }
  }
  return conditions;
}

/** What a row, trigger, need, move or `replaces` says that it rests on. */
export function compileGround(node: ast.Ground | undefined): Ground | null {
  return node === undefined ? null : { kind: node.kind, text: node.text ?? '' };
}

/** A condition that may hold or not: a name in it does not resolve. */
export function unknownCondition(place: Condition['place']): Condition {
  return { kind: 'fact', fact: UNKNOWN, value: UNKNOWN, ground: null, place };
}
