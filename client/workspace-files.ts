import * as vscode from 'vscode';
import type { DirectoryEntry, FileParams } from '../server/protocol/messages.js';
import { languageId } from './contributions.js';
import { mayReadDirectory, mayReadFile, type Surroundings } from './readable-files.js';
import type { FileAnswers } from './timeline-source.js';

/** Reads files for the server through the editor, which alone can in the browser and in virtual workspaces. */
export const workspaceFiles: FileAnswers = {
  async readFile({ uri }: FileParams): Promise<string | null> {
    const file = vscode.Uri.parse(uri);
    if (!mayReadFile(file, surroundings())) {
      return null;
    }
    return ifThere(async () => new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
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
        // A link to a folder is a file here: following it could lead round in a circle.
        kind: type === vscode.FileType.Directory ? 'directory' : 'file',
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

/** The answer, or null where there is no such file or it cannot be read: to the server the two are the same. */
async function ifThere<Answer>(read: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof vscode.FileSystemError) {
      return null;
    }
    throw error;
  }
}
