import {
  type AstNode,
  AstUtils,
  DefaultReferences,
  type FindReferencesOptions,
  type ReferenceDescription,
  type Stream,
  stream,
} from 'langium';
import { isModel, isState, isStateList } from '../generated/ast.js';

/** Finds references; states of one name in several lists of a model are one state, wherever it is declared. */
export class ConferReferences extends DefaultReferences {
  override findReferences(targetNode: AstNode, options: FindReferencesOptions): Stream<ReferenceDescription> {
    return stream(declarationsOf(targetNode).flatMap((node) => super.findReferences(node, options).toArray()));
  }
}

/** A declaration, and those that declare the same. */
function declarationsOf(node: AstNode): AstNode[] {
  const model = isState(node) ? AstUtils.getContainerOfType(node, isModel) : undefined;
  if (!isState(node) || model === undefined) return [node];
  const states = model.members.filter(isStateList).flatMap((list) => list.states);
  return states.filter(({ name }) => name === node.name);
}
