import type { FileSystemProvider } from 'langium';
import { stream, type TextDocument, URI, UriUtils } from 'langium';
import { DefaultDocumentUpdateHandler, type TextDocuments } from 'langium/lsp';
import { type DidChangeWatchedFilesParams, FileChangeType, type TextDocumentChangeEvent } from 'vscode-languageserver';
import type { ConferSharedServices } from '../confer-lsp-services.js';

/** Keeps the documents in step with the editor and the disk: an open file is what the editor says it is. */
export class ConferDocumentUpdateHandler extends DefaultDocumentUpdateHandler {
  private readonly files: FileSystemProvider;
  private readonly open: TextDocuments<TextDocument>;

  constructor(services: ConferSharedServices) {
    super(services);
    this.files = services.workspace.FileSystemProvider;
    this.open = services.workspace.TextDocuments;
  }

  /** A closed file is what the disk says, and gone where it was never saved. */
  didCloseDocument({ document }: TextDocumentChangeEvent<TextDocument>): void {
    const uri = URI.parse(document.uri);
    void this.isThere(uri).then((there) => this.fireDocumentUpdate(there ? [uri] : [], there ? [] : [uri]));
  }

  /** Tells everybody who listens of all changes; documents change by those that are theirs. */
  override didChangeWatchedFiles(params: DidChangeWatchedFilesParams): void {
    this.onWatchedFilesChangeEmitter.fire(params);
    // Folders come without an extension; of files, only ours are of interest.
    const changes = params.changes.filter(({ uri }) => ['', '.confer'].includes(UriUtils.extname(URI.parse(uri))));
    const closed = changes.filter(({ uri }) => this.open.get(uri) === undefined);
    if (closed.length === 0) return;
    const uris = (gone: boolean) =>
      stream(closed)
        .filter(({ type }) => (type === FileChangeType.Deleted) === gone)
        .distinct(({ uri }) => uri)
        .map(({ uri }) => URI.parse(uri))
        .toArray();
    this.fireDocumentUpdate(uris(false), uris(true));
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
