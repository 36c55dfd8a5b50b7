import type { FactStatement } from '../generated/ast.js';
import { isFlow } from '../generated/ast.js';

/**
 * Whether a statement is a phase whose "phase" is missing, `Call is Calls`: what it names is no fact of the models that
 * the flow follows, and the name after `is` is one of their phases. So is a phase whose name is missing, `phase is
 * Calls`.
 */
export function isPhaseWithoutWord({ fact, value, $container: flow }: FactStatement): boolean {
  if (fact === undefined || fact.ref !== undefined) return false;
  if (fact.$refText === 'phase') return true;
  if (!isFlow(flow) || value === undefined) return false;
  const name = value.$refText;
  return flow.models.some(({ ref: model }) =>
    model?.members.some((member) => member.$type === 'ModelPhase' && member.name === name),
  );
}
