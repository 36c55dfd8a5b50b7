import { URI } from 'langium';
import type { FileOperationHandler } from 'langium/lsp';
import type { FileOperationOptions, RenameFilesParams, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { ImportRenames } from '../../language/index.js';
import type { ConferSharedServices } from '../confer-lsp-services.js';
import { readWorkspace } from '../workspace/read-workspace.js';

const files = {
  filters: [
    { pattern: { glob: '**/*.confer', matches: 'file' as const } },
    { pattern: { glob: '**', matches: 'folder' as const } },
  ],
};

/** Keeps imports leading to the same files when the editor renames files or folders. */
export class ConferFileRenameHandler implements FileOperationHandler {
  readonly fileOperationOptions: FileOperationOptions = { willRename: files, didRename: files };

  private readonly shared: ConferSharedServices;

  constructor(shared: ConferSharedServices) {
    this.shared = shared;
  }

  async willRenameFiles(params: RenameFilesParams): Promise<WorkspaceEdit | null> {
    const edits = await readWorkspace(this.shared, () => new ImportRenames(this.shared).editsFor(renamings(params)));
    const changes: Record<string, TextEdit[]> = {};
    for (const { uri, range, newText } of edits ?? []) {
      const key = uri.toString();
      const editsOfFile = changes[key] ?? [];
      editsOfFile.push({ range, newText });
      changes[key] = editsOfFile;
    }
    return Object.keys(changes).length === 0 ? null : { changes };
  }

  /** The editor need not watch files to know this. */
  didRenameFiles(params: RenameFilesParams): void {
    const { DocumentBuilder, TextDocuments, WorkspaceLock, WorkspaceManager } = this.shared.workspace;
    const renames = renamings(params);
    void WorkspaceManager.ready.then(() =>
      WorkspaceLock.write(async (token) => {
        // Some editors still hold the old address open for a moment, and close it by themselves.
        const gone = renames.map(({ from }) => from).filter((uri) => TextDocuments.get(uri) === undefined);
        await DocumentBuilder.update(
          renames.map(({ to }) => to),
          gone,
          token,
        );
      }),
    );
  }
}

function renamings({ files }: RenameFilesParams): { from: URI; to: URI }[] {
  return files.map(({ oldUri, newUri }) => ({ from: URI.parse(oldUri), to: URI.parse(newUri) }));
}
