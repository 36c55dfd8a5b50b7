import { URI } from 'langium';
import type { Connection } from 'vscode-languageserver';
import type { ConferSharedServices } from '../confer-lsp-services.js';
import { selectionRangeAt } from '../providers/selection-ranges.js';
import { readWorkspace } from '../workspace/read-workspace.js';

/** Answers requests to widen a selection, for which the framework has no service. */
export function registerSelectionRangeRequests(connection: Connection, shared: ConferSharedServices): void {
  connection.onSelectionRanges(async ({ textDocument, positions }) => {
    const ranges = await readWorkspace(shared, () => {
      const document = shared.workspace.LangiumDocuments.getDocument(URI.parse(textDocument.uri));
      return document && positions.map((position) => selectionRangeAt(document, position));
    });
    return ranges ?? null;
  });
}
