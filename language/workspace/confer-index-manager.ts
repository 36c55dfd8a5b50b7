import type { AstNode, LangiumDocument, MultiReference, Reference, ReferenceDescription, Stream, URI } from 'langium';
import { AstUtils, Cancellation, CstUtils, DefaultIndexManager, isReference, stream } from 'langium';
import type { ConferSharedCoreServices } from '../confer-services.js';
import type { KeptLinks } from '../reparse/kept-links.js';

/**
 * Keeps per document which others its references lead to, and nothing per reference: who refers to a declaration is
 * looked up in the linked documents on demand.
 */
export class ConferIndexManager extends DefaultIndexManager {
  private readonly targets = new Map<string, ReadonlySet<string>>();
  /** The same by a document's links, for its next version. */
  private readonly byLinks = new WeakMap<LangiumDocument['references'], ReadonlySet<string>>();
  private readonly kept: () => KeptLinks;

  constructor(services: ConferSharedCoreServices) {
    super(services);
    this.kept = () => services.workspace.KeptLinks;
  }

  override async updateReferences(
    document: LangiumDocument,
    _token = Cancellation.CancellationToken.None,
  ): Promise<void> {
    const { references } = document;
    const before = this.kept().linksBefore(references);
    const urisBefore = before && this.byLinks.get(before.links);
    const uris = new Set<URI>();
    // References of the former phases still count: at worst the document is linked once too often.
    for (const reference of urisBefore === undefined ? references : linksIn(before?.phases.keys() ?? [])) {
      if (!isReference(reference)) continue;
      const target = reference.$nodeDescription?.documentUri;
      if (target !== undefined) uris.add(target);
    }
    uris.delete(document.uri);
    const targets = new Set([...(urisBefore ?? []), ...[...uris].map((uri) => uri.toString())]);
    this.targets.set(document.uri.toString(), targets);
    this.byLinks.set(references, targets);
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

function* linksIn(nodes: Iterable<AstNode>): Generator<Reference | MultiReference> {
  for (const root of nodes) {
    for (const node of AstUtils.streamAst(root)) {
      for (const { reference } of AstUtils.streamReferences(node)) yield reference;
    }
  }
}
