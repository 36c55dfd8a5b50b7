import { type AstNode, AstUtils } from 'langium';
import { ast, factValueNames, modelNames } from '../../language/index.js';
import type { ConferServices } from '../confer-lsp-services.js';
import { referrers } from './declared-at.js';

type UnitedNode = ast.Role | ast.State | ast.Fact | ast.FactValue;

/** Roles, states, facts and values of one name are one in a flow that follows several models. */
function isUnited(node: AstNode): node is UnitedNode {
  return ast.isRole(node) || ast.isState(node) || ast.isFact(node) || ast.isFactValue(node);
}

/** A declaration and those of other models that are the same in a flow, directly or through others; the given one first. */
export function unitedDeclarations(declaration: AstNode, services: ConferServices): readonly AstNode[] {
  const found = new Set([declaration]);
  for (const node of found) {
    if (!isUnited(node)) continue;
    for (const { other } of unitedModels(node, services)) {
      const same = declaredIn(other, node, node.name);
      if (same !== undefined) found.add(same);
    }
  }
  return [...found];
}

/** A flow that follows another model too, which has another name for something of this kind already. */
export function flowWithBoth(node: AstNode, name: string, services: ConferServices): ast.Flow | undefined {
  if (!isUnited(node)) return undefined;
  return unitedModels(node, services).find(({ other }) => declaredIn(other, node, name) !== undefined)?.flow;
}

function unitedModels(node: UnitedNode, services: ConferServices): { flow: ast.Flow; other: ast.Model }[] {
  const model = AstUtils.getContainerOfType(node, ast.isModel);
  if (model === undefined) return [];
  return referrers(model, services)
    .filter(ast.isFlow)
    .flatMap((flow) =>
      flow.models.flatMap(({ ref: other }) => (other === undefined || other === model ? [] : [{ flow, other }])),
    );
}

/** The other model's declaration of the same kind with a name. */
function declaredIn(other: ast.Model, like: UnitedNode, name: string): AstNode | undefined {
  if (!ast.isFactValue(like)) return modelNames(other)[like.$type].get(name)?.node;
  const fact = modelNames(other).Fact.get(like.$container.name)?.node;
  return ast.isFact(fact) ? factValueNames(fact).get(name)?.node : undefined;
}
