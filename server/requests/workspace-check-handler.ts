import { DocumentState, URI, UriUtils } from 'langium';
import { type Connection, DiagnosticSeverity } from 'vscode-languageserver';
import { isLibraryUri } from '../../language/index.js';
import type { ConferSharedServices } from '../confer-lsp-services.js';
import {
  type WorkspaceCheckParams,
  WorkspaceCheckRequest,
  type WorkspaceCheckResult,
} from '../protocol/check-messages.js';
import { revalidateAll } from '../workspace/revalidate.js';

/** Answers `confer/checkWorkspace`: waits until every file of the workspace is checked, and counts what was found. */
export function registerWorkspaceCheckRequests(connection: Connection, shared: ConferSharedServices): void {
  const { LangiumDocuments, WorkspaceLock, WorkspaceManager } = shared.workspace;
  connection.onRequest(
    WorkspaceCheckRequest.method,
    async ({ again }: WorkspaceCheckParams): Promise<WorkspaceCheckResult> => {
      await WorkspaceManager.ready;
      if (again) await revalidateAll(shared, async () => DocumentState.ComputedScopes);
      // The lock is free when nothing is being checked.
      await WorkspaceLock.read(() => undefined);
      const folders = (WorkspaceManager.workspaceFolders ?? []).map(({ uri }) => URI.parse(uri));
      const isOfWorkspace = (uri: URI) =>
        folders.length === 0 ? !isLibraryUri(uri) : folders.some((folder) => UriUtils.contains(folder, uri));
      const files = LangiumDocuments.all.filter(({ uri }) => isOfWorkspace(uri)).toArray();
      const severities = files.flatMap(({ diagnostics = [] }) => diagnostics.map(({ severity }) => severity));
      const count = (severity: DiagnosticSeverity) => severities.filter((other) => other === severity).length;
      return {
        files: files.length,
        errors: count(DiagnosticSeverity.Error),
        warnings: count(DiagnosticSeverity.Warning),
        information: count(DiagnosticSeverity.Information) + count(DiagnosticSeverity.Hint),
      };
    },
  );
}
