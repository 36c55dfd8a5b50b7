import * as vscode from 'vscode';
import { libraryScheme } from './contributions.js';
import { documentPath } from './document-pages.js';

/**
 * The read-only files of `confer-library:`: the built-in library, whose text the server has, and the documents (rule
 * pages, language reference, guides) in the extension's folder.
 */
export class LibraryFileSystem implements vscode.FileSystemProvider {
  private readonly documents: vscode.Uri;
  private readonly libraryFile: (uri: string) => Promise<string | null>;

  /** The files never change while the extension runs. */
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  /**
   * @param extensionUri the folder the extension is installed in
   * @param libraryFile text of a file of the built-in library, null if there is none of that address
   */
  constructor(extensionUri: vscode.Uri, libraryFile: (uri: string) => Promise<string | null>) {
    this.documents = vscode.Uri.joinPath(extensionUri, 'docs');
    this.libraryFile = libraryFile;
  }

  /** Registers the file system; dispose to take it away. */
  register(): vscode.Disposable {
    return vscode.workspace.registerFileSystemProvider(libraryScheme, this, {
      isCaseSensitive: true,
      isReadonly: new vscode.MarkdownString(vscode.l10n.t('This file is part of Confer and cannot be changed.')),
    });
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    if (isDirectory(uri)) {
      return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    }
    const { byteLength } = await this.readFile(uri);
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: 0,
      size: byteLength,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const document = documentPath(uri.path);
    if (document !== undefined) {
      return await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.documents, document));
    }
    const text = await this.libraryText(uri);
    if (text === null) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    return new TextEncoder().encode(text);
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    if (!isDirectory(uri)) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    return [];
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  private async libraryText(uri: vscode.Uri): Promise<string | null> {
    try {
      return await this.libraryFile(uri.toString());
    } catch {
      throw vscode.FileSystemError.Unavailable(
        vscode.l10n.t(
          'The built-in library is provided by the Confer language server, which is not running. Restart it and try again.',
        ),
      );
    }
  }
}

/** The Markdown preview looks for a page's folder: a path without an extension is one. */
function isDirectory({ path }: vscode.Uri): boolean {
  return !path.slice(path.lastIndexOf('/')).includes('.');
}
