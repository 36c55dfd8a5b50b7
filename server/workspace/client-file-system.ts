import { type FileSystemNode, type FileSystemProvider, type URI, UriUtils } from 'langium';
import type { Connection } from 'vscode-languageserver';
import { AsyncFileSystem, type LinkAwareFileSystem } from '../../language/index.js';
import {
  type DirectoryEntry,
  type FileParams,
  ReadDirectoryRequest,
  ReadFileRequest,
} from '../protocol/file-messages.js';

/** Reads files through the editor: the only way in the browser and in virtual workspaces. */
export class ClientFileSystem extends AsyncFileSystem {
  constructor(private readonly connection: Connection) {
    super();
  }

  override async readFile(uri: URI): Promise<string> {
    const params: FileParams = { uri: uri.toString() };
    const text = await this.connection.sendRequest<string | null>(ReadFileRequest.method, params);
    if (text === null) throw new Error(`There is no file ${uri.toString(true)}.`);
    return text;
  }

  override async readDirectory(uri: URI): Promise<FileSystemNode[]> {
    return ((await this.entries(uri)) ?? []).map(({ name, kind }) => ({
      isFile: kind === 'file',
      isDirectory: kind === 'directory',
      uri: UriUtils.joinPath(uri, name),
    }));
  }

  override async stat(uri: URI): Promise<FileSystemNode> {
    const name = UriUtils.basename(uri);
    const siblings = (await this.entries(UriUtils.dirname(uri))) ?? [];
    const entry = siblings.find((sibling) => sibling.name === name);
    if (entry === undefined) throw new Error(`There is nothing at ${uri.toString(true)}.`);
    return { isFile: entry.kind === 'file', isDirectory: entry.kind === 'directory', uri };
  }

  override async exists(uri: URI): Promise<boolean> {
    try {
      await this.stat(uri);
      return true;
    } catch {
      return false;
    }
  }

  override async readBinary(uri: URI): Promise<Uint8Array> {
    return new TextEncoder().encode(await this.readFile(uri));
  }

  private async entries(uri: URI): Promise<DirectoryEntry[] | null> {
    const params: FileParams = { uri: uri.toString() };
    return this.connection.sendRequest<DirectoryEntry[] | null>(ReadDirectoryRequest.method, params);
  }
}

/** Chooses per address who reads a file. */
export class DividedFileSystem implements LinkAwareFileSystem {
  /** @param choose the file system for an address, asked each time: the client says only later what it offers */
  constructor(private readonly choose: (uri: URI) => FileSystemProvider) {}

  async realPath(uri: URI): Promise<URI> {
    const files = this.choose(uri);
    return 'realPath' in files ? (files as LinkAwareFileSystem).realPath(uri) : uri;
  }

  stat(uri: URI): Promise<FileSystemNode> {
    return this.choose(uri).stat(uri);
  }

  statSync(uri: URI): FileSystemNode {
    return this.choose(uri).statSync(uri);
  }

  exists(uri: URI): Promise<boolean> {
    return this.choose(uri).exists(uri);
  }

  existsSync(uri: URI): boolean {
    return this.choose(uri).existsSync(uri);
  }

  readBinary(uri: URI): Promise<Uint8Array> {
    return this.choose(uri).readBinary(uri);
  }

  readBinarySync(uri: URI): Uint8Array {
    return this.choose(uri).readBinarySync(uri);
  }

  readFile(uri: URI): Promise<string> {
    return this.choose(uri).readFile(uri);
  }

  readFileSync(uri: URI): string {
    return this.choose(uri).readFileSync(uri);
  }

  readDirectory(uri: URI): Promise<FileSystemNode[]> {
    return this.choose(uri).readDirectory(uri);
  }

  readDirectorySync(uri: URI): FileSystemNode[] {
    return this.choose(uri).readDirectorySync(uri);
  }
}
