import type { FileSystemNode, FileSystemProvider, URI } from 'langium';

/** Base of file systems that can only be read asynchronously: those of an editor or of a page. */
export abstract class AsyncFileSystem implements FileSystemProvider {
  abstract stat(uri: URI): Promise<FileSystemNode>;
  abstract exists(uri: URI): Promise<boolean>;
  abstract readFile(uri: URI): Promise<string>;
  abstract readBinary(uri: URI): Promise<Uint8Array>;
  abstract readDirectory(uri: URI): Promise<FileSystemNode[]>;

  statSync(): never {
    throw notSynchronous();
  }

  existsSync(): never {
    throw notSynchronous();
  }

  readFileSync(): never {
    throw notSynchronous();
  }

  readBinarySync(): never {
    throw notSynchronous();
  }

  readDirectorySync(): never {
    throw notSynchronous();
  }
}

function notSynchronous(): Error {
  return new Error('These files can only be read asynchronously.');
}
