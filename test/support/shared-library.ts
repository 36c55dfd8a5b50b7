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
  private readonly workspace: ConferSharedCoreServices['workspace'];

  constructor(services: ConferSharedCoreServices) {
    super(services);
    this.workspace = services.workspace;
  }

  override document(uri: URI): LangiumDocument | undefined {
    const { LangiumDocuments, IndexManager } = this.workspace;
    const present = LangiumDocuments.getDocument(uri);
    if (present !== undefined) return present;
    const keptFile = kept.get(uri.toString());
    if (keptFile === undefined) return this.readDocument(uri);
    LangiumDocuments.addDocument(keptFile.document);
    void IndexManager.updateContent(keptFile.document);
    void IndexManager.updateReferences(keptFile.document);
    for (const other of keptFile.others) this.document(other);
    return keptFile.document;
  }

  private readDocument(uri: URI): LangiumDocument | undefined {
    const { LangiumDocuments } = this.workspace;
    const before = new Set(LangiumDocuments.all);
    const document = super.document(uri);
    if (document === undefined) return undefined;
    const others = LangiumDocuments.all.filter((other) => !before.has(other) && other !== document);
    kept.set(uri.toString(), { document, others: others.map((other) => other.uri).toArray() });
    return document;
  }
}

/** Merged over a workspace's shared services: its library is that of all workspaces. */
export const sharedLibraryModule: Module<ConferSharedCoreServices, DeepPartial<ConferSharedCoreServices>> = {
  workspace: { LibraryDocuments: (services) => new SharedLibrary(services) },
};
