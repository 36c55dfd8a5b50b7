import {
  type AstNode,
  AstUtils,
  CstUtils,
  GrammarUtils,
  type LangiumDocument,
  type ReferenceDescription,
} from 'langium';
import type { LocationLink, Position, Range } from 'vscode-languageserver';
import type { ConferServices } from '../confer-lsp-services.js';

/** The declaration that the name at a position refers to, and the range of that name. */
export interface DeclaredAt {
  readonly nodes: readonly AstNode[];
  readonly range: Range;
}

/** Declarations that the name at a position is, or refers to. */
export function declaredAt(
  document: LangiumDocument,
  position: Position,
  services: ConferServices,
): DeclaredAt | undefined {
  const root = document.parseResult.value.$cstNode;
  const offset = document.textDocument.offsetAt(position);
  const name = services.parser.GrammarConfig.nameRegexp;
  const node = root === undefined ? undefined : CstUtils.findDeclarationNodeAtOffset(root, offset, name);
  if (node === undefined) return undefined;
  return { nodes: services.references.References.findDeclarations(node), range: node.range };
}

/** A link to a declaration. */
export function linkTo(target: AstNode, from: Range): LocationLink | undefined {
  const node = target.$cstNode;
  if (node === undefined) return undefined;
  return {
    targetUri: AstUtils.getDocument(target).uri.toString(),
    targetRange: node.range,
    targetSelectionRange: nameRange(target) ?? node.range,
    originSelectionRange: from,
  };
}

/** The range of a declaration's name. */
export function nameRange(node: AstNode): Range | undefined {
  return GrammarUtils.findNodeForProperty(node.$cstNode, 'name')?.range;
}

/** The nodes that refer to a declaration. */
export function referrers(target: AstNode, services: ConferServices): AstNode[] {
  const { LangiumDocuments, IndexManager } = services.shared.workspace;
  const { AstNodeLocator } = services.workspace;
  const found = IndexManager.findAllReferences(target, AstNodeLocator.getAstNodePath(target));
  return found
    .map((reference: ReferenceDescription) => {
      const root = LangiumDocuments.getDocument(reference.sourceUri)?.parseResult.value;
      return root === undefined ? undefined : AstNodeLocator.getAstNode(root, reference.sourcePath);
    })
    .filter((node) => node !== undefined)
    .toArray();
}
