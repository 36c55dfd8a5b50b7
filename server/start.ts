import type { FileSystemProvider } from 'langium';
import { URI } from 'langium';
import { startLanguageServer } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
import { libraryText } from '../language/index.js';
import { createConferLspServices } from './confer-lsp-module.js';
import type { ConferSharedServices } from './confer-lsp-services.js';
import { type FileParams, LibraryFileRequest } from './protocol/file-messages.js';
import { answerDiagnosticPulls } from './providers/diagnostic-pull.js';
import { rejectOutOfOrder } from './request-order.js';
import { answerCodeActionResolves } from './requests/code-action-resolve-handler.js';
import { answerFixes } from './requests/fixes-handler.js';
import { answerFlowCoverage } from './requests/flow-coverage-handler.js';
import { answerPatches } from './requests/patched-answers.js';
import { answerRecordings } from './requests/recording-handler.js';
import { answerRefactorings } from './requests/refactoring-handler.js';
import { answerSelectionRanges } from './requests/selection-ranges-handler.js';
import { answerTests } from './requests/tests-handler.js';
import { registerTimelineRequests } from './requests/timeline-handler.js';
import { answerTools } from './requests/tools-handler.js';
import { answerVerdicts } from './requests/verdicts-handler.js';
import { answerWorkspaceChecks } from './requests/workspace-check-handler.js';
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
  answerDiagnosticPulls(connection, shared);
  refreshHintsOnChange(connection, shared);
  connection.onRequest(LibraryFileRequest.method, ({ uri }: FileParams) => libraryText(URI.parse(uri)) ?? null);
  answerSelectionRanges(connection, shared);
  answerPatches(connection, shared);
  registerTimelineRequests(connection, shared, Confer);
  answerFixes(connection, shared, Confer);
  answerCodeActionResolves(connection, shared, Confer);
  answerRefactorings(connection, shared, Confer);
  answerRecordings(connection, shared, Confer);
  answerTests(connection, shared, Confer);
  answerTools(connection, shared, Confer);
  answerVerdicts(connection, shared, Confer);
  answerFlowCoverage(connection, shared, Confer);
  answerWorkspaceChecks(connection, shared);
  shared.workspace.WorkspaceManager.reportIncomplete = (message) => connection.console.warn(message);
  startLanguageServer(shared);
  return shared;
}
