import { DocumentState, UriUtils } from 'langium';
import { type Connection, DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import { configurationFileName } from '../../language/index.js';
import type { ConferSharedServices } from '../confer-lsp-services.js';

/**
 * Has the editor watch for a `confer.json` in the folders above the workspace, which its own watching leaves out, where
 * the editor can watch there.
 */
export function watchOuterConfigurations(connection: Connection, shared: ConferSharedServices): void {
  const { DocumentBuilder, ProjectConfigurations, WorkspaceManager } = shared.workspace;
  const watched = new Set<string>();
  let canWatch = false;
  shared.lsp.LanguageServer.onInitialize(({ capabilities }) => {
    const { dynamicRegistration, relativePatternSupport } = capabilities.workspace?.didChangeWatchedFiles ?? {};
    canWatch = dynamicRegistration === true && relativePatternSupport === true;
  });
  DocumentBuilder.onBuildPhase(DocumentState.Validated, () => {
    if (!canWatch) return;
    const inside = (WorkspaceManager.workspaceFolders ?? []).map(({ uri }) => uri);
    const outer = ProjectConfigurations.searched().filter(
      (folder) =>
        !watched.has(folder.toString()) && !inside.some((uri) => UriUtils.contains(uri, folder) || uri === `${folder}`),
    );
    if (outer.length === 0) return;
    for (const folder of outer) watched.add(folder.toString());
    const watchers = outer.map((folder) => ({
      globPattern: { baseUri: folder.toString(), pattern: configurationFileName },
    }));
    // An editor that refuses loses nothing else.
    connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => {});
  });
}
