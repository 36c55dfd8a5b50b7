import type {
  Cancellation,
  FileSystemProvider,
  LangiumDocument,
  LangiumDocumentFactory,
  LangiumDocuments,
  URI,
} from 'langium';
import { interruptAndCheck, UriUtils } from 'langium';
import type { ConferSharedCoreServices } from '../confer-services.js';
import { isLibraryUri } from '../library/library.js';
import type { ImportResolver } from './import-resolver.js';
import { withoutLinks } from './links.js';
import type { ProjectConfigurations } from './project-configurations.js';

/** Reads what files are linked with: their projects' configurations, and the files that imports mean. */
export class ImportLoader {
  private readonly documents: LangiumDocuments;
  private readonly factory: LangiumDocumentFactory;
  private readonly files: FileSystemProvider;
  private readonly imports: ImportResolver;
  private readonly configurations: ProjectConfigurations;

  constructor(services: ConferSharedCoreServices) {
    this.documents = services.workspace.LangiumDocuments;
    this.factory = services.workspace.LangiumDocumentFactory;
    this.files = services.workspace.FileSystemProvider;
    this.imports = services.workspace.ImportResolver;
    this.configurations = services.workspace.ProjectConfigurations;
  }

  /**
   * Loads what parsed documents import, or see as their project's library, and what that imports.
   * @returns the documents that were not there before, parsed; a file that cannot be read is left out
   */
  async loadMissing(
    documents: readonly LangiumDocument[],
    token: Cancellation.CancellationToken,
  ): Promise<LangiumDocument[]> {
    const loaded: LangiumDocument[] = [];
    const queue = [...documents];
    for (let document = queue.shift(); document !== undefined; document = queue.shift()) {
      await this.configurations.prepare(document.uri);
      for (const uri of this.imports.importUris(document)) {
        if (isLibraryUri(uri) || this.documents.hasDocument(uri)) continue;
        await interruptAndCheck(token);
        const file = await withoutLinks(this.files, UriUtils.dirname(document.uri), uri);
        if (file.toString() !== uri.toString()) this.imports.followLink(uri, file);
        if (this.documents.hasDocument(file)) continue;
        const imported = await this.load(file, token);
        if (imported === undefined) continue;
        loaded.push(imported);
        queue.push(imported);
      }
    }
    return loaded;
  }

  private async load(uri: URI, token: Cancellation.CancellationToken): Promise<LangiumDocument | undefined> {
    const text = await this.read(uri);
    if (text === undefined || this.documents.hasDocument(uri)) return undefined;
    const document = await this.factory.fromString(text, uri, token);
    this.documents.addDocument(document);
    return document;
  }

  /** Text of a file; a missing file, a folder and one that may not be read are all the same to the author. */
  private async read(uri: URI): Promise<string | undefined> {
    try {
      return await this.files.readFile(uri);
    } catch {
      return undefined;
    }
  }
}
