import { DocumentState } from 'langium';
import { createRequestHandler, createServerRequestHandler } from 'langium/lsp';
import {
  type CancellationToken,
  type Connection,
  type DocumentHighlightParams,
  type InlayHintParams,
  ResponseError,
} from 'vscode-languageserver';
import type { ConferSharedServices } from '../confer-lsp-services.js';
import {
  type AboutDocument,
  type PatchedAnswerParams,
  PatchedAnswerRequest,
  type PatchedMethod,
} from '../protocol/answer-patch.js';
import { hasDocument } from '../unknown-documents.js';
import { AnsweredRequests } from './answered-requests.js';

/** Answers requests of the protocol with what differs from the answers that a client has. */
export function registerPatchedRequests(connection: Connection, shared: ConferSharedServices): void {
  const answered = new AnsweredRequests();
  const handlers = handlersFor(shared);
  shared.workspace.TextDocuments.onDidClose(({ document }) => answered.forget(document.uri));
  connection.onRequest(
    PatchedAnswerRequest.method,
    async (request: PatchedAnswerParams, token: CancellationToken): Promise<object> => {
      const { uri } = request.params.textDocument;
      const value = (await hasDocument(shared, uri)) ? await handlers[request.method](request.params, token) : null;
      return value instanceof ResponseError ? value : answered.answer(request, value);
    },
  );
}

/** The handlers of the requests themselves, in the document states that Langium's own handlers wait for. */
function handlersFor(
  shared: ConferSharedServices,
): Readonly<Record<PatchedMethod, (params: AboutDocument, token: CancellationToken) => unknown>> {
  return {
    'textDocument/documentSymbol': createRequestHandler(
      ({ lsp }, document, params: AboutDocument, token) =>
        lsp?.DocumentSymbolProvider?.getSymbols(document, params, token),
      shared,
      DocumentState.Parsed,
    ),
    'textDocument/foldingRange': createRequestHandler(
      ({ lsp }, document, params: AboutDocument, token) =>
        lsp?.FoldingRangeProvider?.getFoldingRanges(document, params, token),
      shared,
      DocumentState.Parsed,
    ),
    'textDocument/codeLens': createServerRequestHandler(
      ({ lsp }, document, params: AboutDocument, token) =>
        lsp?.CodeLensProvider?.provideCodeLens(document, params, token),
      shared,
      DocumentState.IndexedReferences,
    ),
    'textDocument/inlayHint': createServerRequestHandler(
      ({ lsp }, document, params: AboutDocument, token) =>
        lsp?.InlayHintProvider?.getInlayHints(document, params as InlayHintParams, token),
      shared,
      DocumentState.IndexedReferences,
    ),
    'textDocument/documentHighlight': createRequestHandler(
      ({ lsp }, document, params: AboutDocument, token) =>
        lsp?.DocumentHighlightProvider?.getDocumentHighlight(document, params as DocumentHighlightParams, token),
      shared,
      DocumentState.IndexedReferences,
    ),
  };
}
