import { type Condition, UNKNOWN } from '../../check/index.js';
import type { Places } from '../ast/places.js';
import * as ast from '../generated/ast.js';
import type { ModelNames } from './model-names.js';

/** Compiles the conditions of `needs` and `when`; broken ones are left out. */
export function compileConditions(nodes: readonly ast.Condition[], names: ModelNames, places: Places): Condition[] {
  const conditions: Condition[] = [];
  for (const node of nodes) {
    const place = places.node(node);
    if (ast.isRoleCondition(node)) {
      conditions.push({ kind: 'role', role: names.role(node.role, node), state: names.state(node.state, node), place });
    } else if (ast.isCountCondition(node)) {
      conditions.push({
        kind: 'count',
        quantifier: node.quantifier,
        state: names.state(node.state, node),
        except: node.except === undefined ? null : names.role(node.except, node),
        place,
      });
    } else if (ast.isFactCondition(node)) {
      const fact = names.fact(node.fact, node);
      conditions.push({ kind: 'fact', fact, value: names.value(fact, node.value, node), place });
    }
  }
  return conditions;
}

/** A condition of which nobody can tell whether it holds. */
export function unknownCondition(place: Condition['place']): Condition {
  return { kind: 'fact', fact: UNKNOWN, value: UNKNOWN, place };
}
