import type { AstNode, LangiumDocument, ReferenceDescription, Stream, URI } from 'langium';
import { AstUtils, Cancellation, CstUtils, DefaultIndexManager, isReference, stream } from 'langium';

/**
 * Keeps per document which others its references lead to, and nothing per reference: who refers to a declaration is
 * looked up in the linked documents when they are asked for.
 */
export class ConferIndexManager extends DefaultIndexManager {
  private readonly targets = new Map<string, ReadonlySet<string>>();

  override async updateReferences(
    document: LangiumDocument,
    _token = Cancellation.CancellationToken.None,
  ): Promise<void> {
    const uris = new Set<URI>();
    for (const reference of document.references) {
      if (!isReference(reference)) continue;
      const target = reference.$nodeDescription?.documentUri;
      if (target !== undefined) uris.add(target);
    }
    uris.delete(document.uri);
    this.targets.set(document.uri.toString(), new Set([...uris].map((uri) => uri.toString())));
  }

  override removeReferences(uri: URI): void {
    super.removeReferences(uri);
    this.targets.delete(uri.toString());
  }

  override isAffected(document: LangiumDocument, changedUris: Set<string>): boolean {
    for (const uri of this.targets.get(document.uri.toString()) ?? []) if (changedUris.has(uri)) return true;
    return false;
  }

  override findAllReferences(targetNode: AstNode, astNodePath: string): Stream<ReferenceDescription> {
    const target = AstUtils.getDocument(targetNode);
    const targetUri = target.uri.toString();
    const found: ReferenceDescription[] = [];
    for (const document of this.documents.all) {
      const local = document === target;
      if (!local && !this.targets.get(document.uri.toString())?.has(targetUri)) continue;
      const locator = this.serviceRegistry.getServices(document.uri).workspace.AstNodeLocator;
      for (const reference of document.references) {
        if (!isReference(reference) || reference.ref !== targetNode || reference.$refNode === undefined) continue;
        found.push({
          sourceUri: document.uri,
          sourcePath: locator.getAstNodePath(reference.$refNode.astNode),
          targetUri: target.uri,
          targetPath: astNodePath,
          segment: CstUtils.toDocumentSegment(reference.$refNode),
          local,
        });
      }
    }
    return stream(found);
  }
}
