import * as vscode from 'vscode';
import type { DirectoryEntry, FileParams } from '../server/protocol/file-messages.js';
import { encodingOf, MAX_FILE_SIZE } from '../server/protocol/text-encoding.js';
import { languageId } from './contributions.js';
import { mayReadDirectory, mayReadFile, type Surroundings } from './readable-files.js';
import type { FileAnswers } from './server-requests.js';

/** A link is neither a file nor a folder here: its target is found at its own path. */
const kinds = new Map<vscode.FileType, DirectoryEntry['kind']>([
  [vscode.FileType.File, 'file'],
  [vscode.FileType.Directory, 'directory'],
]);

/** Reads files for the server through the editor, which alone can in the browser and in virtual workspaces. */
export const workspaceFiles: FileAnswers = {
  async readFile({ uri }: FileParams): Promise<string | null> {
    const file = vscode.Uri.parse(uri);
    if (!mayReadFile(file, surroundings())) {
      return null;
    }
    return ifThere(async () => {
      if ((await vscode.workspace.fs.stat(file)).size > MAX_FILE_SIZE) {
        return null;
      }
      const bytes = await vscode.workspace.fs.readFile(file);
      return new TextDecoder(encodingOf(bytes)).decode(bytes);
    });
  },

  async readDirectory({ uri }: FileParams): Promise<DirectoryEntry[] | null> {
    const directory = vscode.Uri.parse(uri);
    if (!mayReadDirectory(directory, surroundings())) {
      return null;
    }
    return ifThere(async () => {
      const entries = await vscode.workspace.fs.readDirectory(directory);
      return entries.map(([name, type]) => ({
        name,
        kind: kinds.get(type) ?? 'other',
      }));
    });
  },
};

function surroundings(): Surroundings {
  return {
    folders: (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri),
    documents: vscode.workspace.textDocuments
      .filter((document) => document.languageId === languageId)
      .map((document) => document.uri),
  };
}

/** The answer, or null if there is no such file or it cannot be read: to the server the two are the same. */
async function ifThere<Answer>(read: () => Promise<Answer | null>): Promise<Answer | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof vscode.FileSystemError) {
      return null;
    }
    throw error;
  }
}
