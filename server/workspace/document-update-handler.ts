import type { FileSystemProvider } from 'langium';
import { type TextDocument, URI, UriUtils } from 'langium';
import { DefaultDocumentUpdateHandler, type TextDocuments } from 'langium/lsp';
import type { DidChangeWatchedFilesParams, TextDocumentChangeEvent } from 'vscode-languageserver';
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

  override didChangeWatchedFiles(params: DidChangeWatchedFilesParams): void {
    // Folders come without an extension; of files, only ours are of interest.
    const changes = params.changes.filter(({ uri }) => ['', '.confer'].includes(UriUtils.extname(URI.parse(uri))));
    const closed = changes.filter(({ uri }) => this.open.get(uri) === undefined);
    if (closed.length > 0) super.didChangeWatchedFiles({ changes: closed });
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
