import { URI, UriUtils } from 'langium';
import { configurationFileName, isLibraryUri } from '../../language/index.js';
import type { ConferSharedServices } from '../confer-lsp-services.js';

/** Files whose patterns decide which Confer files a folder has. */
const ignoreFiles: ReadonlySet<string> = new Set(['.gitignore', configurationFileName]);

/** Searches the workspace again when what is ignored may have changed. */
export function followIgnoreFiles(shared: ConferSharedServices): void {
  const { DocumentBuilder, ImportGraph, LangiumDocuments, TextDocuments, WorkspaceLock, WorkspaceManager } =
    shared.workspace;
  shared.lsp.DocumentUpdateHandler.onWatchedFilesChange(({ changes }) => {
    if (!changes.some(({ uri }) => ignoreFiles.has(UriUtils.basename(URI.parse(uri))))) return;
    void WorkspaceManager.ready.then(() =>
      WorkspaceLock.write(async (token) => {
        const folders = (WorkspaceManager.workspaceFolders ?? []).map(({ uri }) => URI.parse(uri));
        const found = (await Promise.all(folders.map((folder) => WorkspaceManager.searchFolder(folder)))).flat();
        const files = new Set(found.map(String));
        const fresh = found.filter((uri) => !LangiumDocuments.hasDocument(uri));
        const isNeeded = (uri: URI) =>
          files.has(uri.toString()) ||
          TextDocuments.get(uri.toString()) !== undefined ||
          ImportGraph.dependentsOf(new Set([uri.toString()])).size > 0;
        const ignored = LangiumDocuments.all
          .map(({ uri }) => uri)
          .filter((uri) => !isLibraryUri(uri) && folders.some((folder) => UriUtils.contains(folder, uri)))
          .filter((uri) => !isNeeded(uri))
          .toArray();
        // Even with neither: this has canceled the check that a changed configuration requested.
        await DocumentBuilder.update(fresh, ignored, token);
      }),
    );
  });
}
