import type { AstNode, LangiumDocument, LangiumDocuments, ServiceRegistry } from 'langium';
import { type URI, UriUtils } from 'langium';
import type { ConferSharedCoreServices } from '../confer-services.js';
import { type Import, isConferFile } from '../generated/ast.js';
import { isLibraryUri, libraryImport, libraryImportPrefix } from '../library/library.js';
import type { LibraryDocuments } from '../library/library-documents.js';
import type { FilesAtRest } from './files-at-rest.js';
import type { ProjectConfigurations } from './project-configurations.js';

/** Says which file an import means. Paths are relative to the importing file, or name a file of the library. */
export class ImportResolver {
  private readonly documents: LangiumDocuments;
  private readonly library: LibraryDocuments;
  private readonly configurations: ProjectConfigurations;
  private readonly atRest: FilesAtRest;
  private readonly registry: () => ServiceRegistry;
  private readonly uris = new WeakMap<Import, URI | null>();
  /** Addresses of files that a link leads to, by the link's. */
  private readonly linked = new Map<string, URI>();

  constructor(services: ConferSharedCoreServices) {
    this.documents = services.workspace.LangiumDocuments;
    this.library = services.workspace.LibraryDocuments;
    this.configurations = services.workspace.ProjectConfigurations;
    this.atRest = services.workspace.FilesAtRest;
    this.registry = () => services.ServiceRegistry;
  }

  /**
   * The file that an import means.
   * @returns undefined if there is none: the file is missing, a folder, or no Confer file
   */
  resolveImport(document: LangiumDocument, declaration: Import): LangiumDocument | undefined {
    const uri = this.importUri(document, declaration);
    if (uri === undefined) return undefined;
    if (isLibraryUri(uri)) return this.library.document(uri);
    return this.documents.getDocument(this.linked.get(uri.toString()) ?? uri);
  }

  /**
   * Where the import's path leads, whether or not a file is there.
   * @returns undefined if the path can mean no Confer file
   */
  importUri(document: LangiumDocument, declaration: Import): URI | undefined {
    const locatedUri = this.uris.get(declaration);
    if (locatedUri !== undefined) return locatedUri ?? undefined;
    const uri = this.locate(document.uri, declaration.path);
    this.uris.set(declaration, uri ?? null);
    return uri;
  }

  /**
   * Files whose declarations a document sees, as far as they are there: those that its imports mean, in the order
   * written, then those of its project's library folders.
   */
  importedDocuments(document: LangiumDocument): LangiumDocument[] {
    const found: LangiumDocument[] = [];
    for (const declaration of importsOf(document.parseResult.value)) {
      const imported = this.resolveImport(document, declaration);
      if (imported !== undefined && imported !== document && !found.includes(imported)) found.push(imported);
    }
    for (const uri of this.configurations.libraryOf(document.uri)) {
      const shared = this.documents.getDocument(uri);
      if (shared !== undefined && shared !== document && !found.includes(shared)) found.push(shared);
    }
    return found;
  }

  /** Where a document's imports lead, the missing ones included, and the files of its project's library folders. */
  importUris(document: LangiumDocument): URI[] {
    const imported = this.writtenUris(document).map((uri) => this.linked.get(uri.toString()) ?? uri);
    return [...imported, ...this.configurations.libraryOf(document.uri).filter((uri) => !sameFile(uri, document.uri))];
  }

  /** Where a document's imports lead as they are written. */
  writtenUris(document: LangiumDocument): readonly URI[] {
    const summaryUris = this.atRest.summary(document)?.imports;
    if (summaryUris !== undefined) return summaryUris;
    return importsOf(document.parseResult.value)
      .map((declaration) => this.importUri(document, declaration))
      .filter((uri) => uri !== undefined);
  }

  /** From now on, an import of the link means the file that it leads to: one file stays one. */
  followLink(link: URI, file: URI): void {
    this.linked.set(link.toString(), file);
  }

  /** @param path as written; undefined if the text has a hole there */
  private locate(base: URI, path: string | undefined): URI | undefined {
    if (path?.startsWith(libraryImportPrefix)) return libraryImport(path);
    // A scheme, a Windows drive and an absolute path are no relative path, and an empty path is the folder itself.
    if (path === undefined || path === '' || /^([a-z][a-z0-9+.-]*:|[/\\])/i.test(path) || path.includes('\0'))
      return undefined;
    try {
      const uri = UriUtils.resolvePath(UriUtils.dirname(base), path);
      return this.registry().hasServices(uri) ? uri : undefined;
    } catch {
      return undefined;
    }
  }
}

function sameFile(one: URI, other: URI): boolean {
  return one.toString() === other.toString();
}

/** The imports of a file; none for a root that was never parsed. */
export function importsOf(root: AstNode): readonly Import[] {
  return isConferFile(root) ? root.imports : [];
}
