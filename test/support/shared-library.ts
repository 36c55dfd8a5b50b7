import type { DeepPartial, LangiumDocument, Module, URI } from 'langium';
import type { ConferSharedCoreServices } from '../../language/confer-services.js';
import { LibraryDocuments } from '../../language/library/library-documents.js';

/** A file of the library, with the files that were read when its names were looked up. */
interface KeptFile {
  readonly document: LangiumDocument;
  readonly others: readonly URI[];
}

const kept = new Map<string, KeptFile>();

/**
 * The library, read and linked once for all workspaces of a worker: its text is fixed and refers to nothing else, and to
 * read it takes longer than most files of tests.
 */
class SharedLibrary extends LibraryDocuments {
  protected override load(uri: URI): LangiumDocument | undefined {
    const known = kept.get(uri.toString());
    if (known === undefined) return this.loadFirst(uri);
    this.documents.addDocument(known.document);
    void this.index.updateContent(known.document);
    void this.index.updateReferences(known.document);
    for (const other of known.others) this.document(other);
    return known.document;
  }

  private loadFirst(uri: URI): LangiumDocument | undefined {
    const before = new Set(this.documents.all);
    const document = super.load(uri);
    if (document === undefined) return undefined;
    const others = this.documents.all.filter((other) => !before.has(other) && other !== document);
    kept.set(uri.toString(), { document, others: others.map((other) => other.uri).toArray() });
    return document;
  }
}

/** Merged over a workspace's shared services: its library is that of all workspaces. */
export const sharedLibraryModule: Module<ConferSharedCoreServices, DeepPartial<ConferSharedCoreServices>> = {
  workspace: { LibraryDocuments: (services) => new SharedLibrary(services) },
};
