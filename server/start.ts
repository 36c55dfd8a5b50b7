import type { FileSystemProvider } from 'langium';
import { URI } from 'langium';
import { startLanguageServer } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
import { libraryText } from '../language/index.js';
import { createConferLspServices } from './confer-lsp-module.js';
import type { ConferSharedServices } from './confer-lsp-services.js';
import { type FileParams, LibraryFileRequest } from './protocol/file-messages.js';
import { registerDiagnosticPulls } from './providers/diagnostic-pull.js';
import { rejectOutOfOrder } from './request-order.js';
import { registerCodeActionResolves } from './requests/code-action-resolve-handler.js';
import { registerFixRequests } from './requests/fixes-handler.js';
import { registerFlowCoverageRequests } from './requests/flow-coverage-handler.js';
import { registerPatchedRequests } from './requests/patched-answers.js';
import { registerRecordingRequests } from './requests/recording-handler.js';
import { registerRefactoringRequests } from './requests/refactoring-handler.js';
import { registerSelectionRangeRequests } from './requests/selection-ranges-handler.js';
import { registerTestRequests } from './requests/tests-handler.js';
import { registerTimelineRequests } from './requests/timeline-handler.js';
import { registerToolRequests } from './requests/tools-handler.js';
import { registerVerdictRequests } from './requests/verdicts-handler.js';
import { registerWorkspaceCheckRequests } from './requests/workspace-check-handler.js';
import { withoutUnchangedDiagnostics } from './unchanged-diagnostics.js';
import { withNullForUnknownDocuments } from './unknown-documents.js';
import { ClientFileSystem, DividedFileSystem } from './workspace/client-file-system.js';
import { initializationOptions } from './workspace/confer-language-server.js';
import { followConfigurations } from './workspace/configuration-handler.js';
import { watchOuterConfigurations } from './workspace/external-config-watcher.js';
import { followIgnoreFiles } from './workspace/ignored-files.js';
import { refreshHintsOnChange } from './workspace/refresh-hints.js';
import { followSettings } from './workspace/settings-handler.js';
import { followWorkspaceFolders } from './workspace/workspace-folders.js';

/**
 * Serves one editor until it ends the connection.
 * @param editor the connection to it
 * @param own reads `file:` addresses; left out if only the editor can read files, as in the browser
 * @returns what the server works with
 */
export function startServer(editor: Connection, own?: FileSystemProvider): ConferSharedServices {
  let takesPatches = false;
  const connection = withoutUnchangedDiagnostics(
    withNullForUnknownDocuments(editor, () => shared),
    (uri) => shared.workspace.TextDocuments.get(uri)?.version,
    () => takesPatches,
  );
  const client = new ClientFileSystem(connection);
  let clientReads = false;
  const files = new DividedFileSystem((uri) => {
    if (own === undefined || (clientReads && uri.scheme !== 'file')) return client;
    return own;
  });
  const { shared, Confer } = createConferLspServices({ connection, fileSystemProvider: () => files });
  shared.lsp.LanguageServer.onInitialize((params) => {
    const { fileSystem, diagnosticPatches } = initializationOptions(params);
    clientReads = fileSystem === true;
    takesPatches = diagnosticPatches === true;
  });
  rejectOutOfOrder(connection);
  followSettings(shared);
  followConfigurations(connection, shared);
  followIgnoreFiles(shared);
  watchOuterConfigurations(connection, shared);
  followWorkspaceFolders(connection, shared);
  registerDiagnosticPulls(connection, shared);
  refreshHintsOnChange(connection, shared);
  connection.onRequest(LibraryFileRequest.method, ({ uri }: FileParams) => libraryText(URI.parse(uri)) ?? null);
  registerSelectionRangeRequests(connection, shared);
  registerPatchedRequests(connection, shared);
  registerTimelineRequests(connection, shared, Confer);
  registerFixRequests(connection, shared, Confer);
  registerCodeActionResolves(connection, shared, Confer);
  registerRefactoringRequests(connection, shared, Confer);
  registerRecordingRequests(connection, shared, Confer);
  registerTestRequests(connection, shared, Confer);
  registerToolRequests(connection, shared, Confer);
  registerVerdictRequests(connection, shared, Confer);
  registerFlowCoverageRequests(connection, shared, Confer);
  registerWorkspaceCheckRequests(connection, shared);
  shared.workspace.WorkspaceManager.reportIncomplete = (message) => connection.console.warn(message);
  startLanguageServer(shared);
  return shared;
}
