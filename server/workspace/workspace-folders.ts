import { URI } from 'langium';
import type { Connection } from 'vscode-languageserver';
import type { ConferSharedServices } from '../confer-lsp-services.js';

/** Takes the files of folders that come to the workspace, and lets go of those that leave it. */
export function followWorkspaceFolders(connection: Connection, shared: ConferSharedServices): void {
  const { DocumentBuilder, TextDocuments, WorkspaceLock, WorkspaceManager } = shared.workspace;
  let announced = false;
  shared.lsp.LanguageServer.onInitialize(({ capabilities }) => {
    announced = capabilities.workspace?.workspaceFolders === true;
  });
  shared.lsp.LanguageServer.onInitialized(() => {
    if (!announced) return;
    connection.workspace.onDidChangeWorkspaceFolders(async ({ added, removed }) => {
      await WorkspaceManager.ready;
      await WorkspaceLock.write(async (token) => {
        const found = await WorkspaceManager.changeFolders(added, removed);
        // Open documents stay: the editor still shows them.
        const open = TextDocuments.keys().map((uri) => URI.parse(uri));
        const gone = removed.map(({ uri }) => URI.parse(uri));
        const changed = gone.length > 0 ? [...found, ...open] : found;
        await DocumentBuilder.update(changed, gone, token);
      });
    });
  });
}
