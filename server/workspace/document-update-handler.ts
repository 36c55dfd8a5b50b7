import type { FileSystemProvider } from 'langium';
import { type LangiumDocuments, type TextDocument, URI, UriUtils } from 'langium';
import { DefaultDocumentUpdateHandler, type TextDocuments } from 'langium/lsp';
import {
  type DidChangeWatchedFilesParams,
  FileChangeType,
  type FileEvent,
  type TextDocumentChangeEvent,
} from 'vscode-languageserver';
import type { ConferSharedServices } from '../confer-lsp-services.js';

/** Keeps the documents in step with the editor and the disk: an open file is what the editor says it is. */
export class ConferDocumentUpdateHandler extends DefaultDocumentUpdateHandler {
  private readonly files: FileSystemProvider;
  private readonly open: TextDocuments<TextDocument>;
  private readonly documents: LangiumDocuments;
  private readonly graph: ConferSharedServices['workspace']['ImportGraph'];
  private readonly manager: ConferSharedServices['workspace']['WorkspaceManager'];

  constructor(services: ConferSharedServices) {
    super(services);
    this.files = services.workspace.FileSystemProvider;
    this.open = services.workspace.TextDocuments;
    this.documents = services.workspace.LangiumDocuments;
    this.graph = services.workspace.ImportGraph;
    this.manager = services.workspace.WorkspaceManager;
  }

  /** A closed file has the content on the disk; it is gone if it was never saved. */
  didCloseDocument({ document }: TextDocumentChangeEvent<TextDocument>): void {
    const uri = URI.parse(document.uri);
    void this.isThere(uri).then((there) => {
      // Opened again meanwhile, it is what the editor says.
      if (this.open.get(uri) === undefined) this.fireDocumentUpdate(there ? [uri] : [], there ? [] : [uri]);
    });
  }

  /** Notifies all listeners of all changes; only those of documents update documents. */
  override didChangeWatchedFiles(params: DidChangeWatchedFilesParams): void {
    this.onWatchedFilesChangeEmitter.fire(params);
    const closed = params.changes.filter(({ uri }) => this.open.get(uri) === undefined);
    if (closed.length === 0) return;
    void this.concerned(closed).then(({ changed, deleted }) => {
      if (changed.length + deleted.length > 0) this.fireDocumentUpdate(changed, deleted);
    });
  }

  /**
   * The changes that concern Confer files: of files that a search of the workspace finds, or that are known already.
   */
  private async concerned(changes: readonly FileEvent[]): Promise<{ changed: URI[]; deleted: URI[] }> {
    const changed: URI[] = [];
    const deleted: URI[] = [];
    for (const address of new Set(changes.map(({ uri }) => uri))) {
      const uri = URI.parse(address);
      const type = changes.findLast((change) => change.uri === address)?.type;
      if (type === FileChangeType.Deleted) {
        // If a folder was deleted, its open files stay as the editor shows them.
        const urisInFolder = this.documents.all
          .map((document) => document.uri)
          .filter((own) => UriUtils.contains(uri, own));
        deleted.push(...urisInFolder.filter((own) => this.open.get(own) === undefined));
      } else if (this.serviceRegistry.hasServices(uri)) {
        if (this.isUsed(uri) || (await this.manager.belongs(uri))) changed.push(uri);
      } else if (type === FileChangeType.Created && (await this.isFolder(uri))) {
        for (const file of await this.manager.searchFolder(uri)) {
          if (await this.manager.belongs(file)) changed.push(file);
        }
      }
    }
    return { changed, deleted };
  }

  /** Whether the file is known, or a known one imports it. */
  private isUsed(uri: URI): boolean {
    return this.documents.hasDocument(uri) || this.graph.dependentsOf(new Set([uri.toString()])).size > 0;
  }

  private async isFolder(uri: URI): Promise<boolean> {
    try {
      return (await this.files.stat(uri)).isDirectory;
    } catch {
      return false;
    }
  }

  private async isThere(uri: URI): Promise<boolean> {
    try {
      await this.files.readFile(uri);
      return true;
    } catch {
      return false;
    }
  }
}
