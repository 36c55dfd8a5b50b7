import { DocumentState, URI } from 'langium';
import { type ClientCapabilities, type Connection, DocumentDiagnosticReportKind } from 'vscode-languageserver';
import type { ConferSharedServices } from '../confer-lsp-services.js';
import { readWorkspace } from '../workspace/read-workspace.js';

/**
 * Answers requests for diagnostics. All clients get them published too, those of files that are not
 * open too; only clients that cannot be notified are offered to ask, or they would show everything twice.
 */
export function registerDiagnosticPulls(connection: Connection, shared: ConferSharedServices): void {
  const { DocumentBuilder, LangiumDocuments, TextDocuments } = shared.workspace;

  connection.languages.diagnostics.on(async ({ textDocument }) => {
    // Waits for the work that earlier changes of the text have caused.
    const items = await readWorkspace(
      shared,
      () => LangiumDocuments.getDocument(URI.parse(textDocument.uri))?.diagnostics,
    );
    return { kind: DocumentDiagnosticReportKind.Full, items: items ?? [] };
  });

  shared.lsp.LanguageServer.onInitialize(({ capabilities }) => {
    if (!pullsOnly(capabilities) || capabilities.workspace?.diagnostics?.refreshSupport !== true) return;
    DocumentBuilder.onBuildPhase(DocumentState.Validated, (documents) => {
      const [document] = documents;
      const own = documents.length === 1 && document !== undefined && TextDocuments.get(document.uri) !== undefined;
      // After a change of its own text the client asks anyway. One that does not answer asks when it likes.
      if (!own) void connection.languages.diagnostics.refresh().catch(() => undefined);
    });
  });
}

/** Whether a client asks for diagnostics and cannot be notified of new ones. */
export function pullsOnly({ textDocument }: ClientCapabilities): boolean {
  return textDocument?.diagnostic !== undefined && textDocument.publishDiagnostics === undefined;
}
