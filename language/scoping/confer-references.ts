import {
  type AstNode,
  AstUtils,
  type CstNode,
  DefaultReferences,
  type FindReferencesOptions,
  type ReferenceDescription,
  type Stream,
  stream,
} from 'langium';
import type { ConferCoreServices } from '../confer-services.js';
import { isCaptureAddress, isCaptureAllow, isModel, isState, isStateList } from '../generated/ast.js';
import { CaptureDeclarations } from './capture-declarations.js';

/**
 * Finds declarations and references. States of one name in several lists of a model are one state, wherever it is
 * declared; some names in captures mean declarations without a link.
 */
export class ConferReferences extends DefaultReferences {
  constructor(private readonly services: ConferCoreServices) {
    super(services);
  }

  override findDeclarations(source: CstNode): AstNode[] {
    const linked = super.findDeclarations(source);
    const holder = source?.astNode;
    if (linked.length > 0 || !(isCaptureAddress(holder) || isCaptureAllow(holder))) return linked;
    const { references, shared } = this.services;
    const { ImportResolver } = shared.workspace;
    const document = AstUtils.getDocument(holder);
    return new CaptureDeclarations(document, ImportResolver, references.ScopeProvider).meantBy(source);
  }

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
