/**
 * Server → client, if the client said `initializationOptions.fileSystem: true`: files that the server cannot read
 * itself (VS Code for the Web, virtual workspaces). Answers are null if there is no such file.
 */
export const ReadFileRequest = { method: 'confer/fs/readFile' } as const;
export const ReadDirectoryRequest = { method: 'confer/fs/readDirectory' } as const;

/** The file or folder to read. */
export interface FileParams {
  readonly uri: string;
}

/** An entry of a folder. */
export interface DirectoryEntry {
  readonly name: string;
  /** A link and a device are neither: `other`. */
  readonly kind: 'file' | 'directory' | 'other';
}

/** Client → server. Text of a file of the built-in library (`confer-library:/…`), or null. */
export const LibraryFileRequest = { method: 'confer/libraryFile' } as const;
