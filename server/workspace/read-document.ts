import { type LangiumDocument, URI } from 'langium';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { ConferSharedServices } from '../confer-lsp-services.js';
import { readWorkspace } from './read-workspace.js';

/**
 * Reads a document while the workspace does not change, for a request that Langium does not know.
 * @throws ResponseError for a document that the server does not have, and if the text has changed meanwhile
 */
export async function readDocument<T extends object>(
  shared: ConferSharedServices,
  address: string,
  read: (document: LangiumDocument) => Promise<T>,
): Promise<T> {
  const { LangiumDocuments, LibraryDocuments } = shared.workspace;
  const result = await readWorkspace(shared, () => {
    const uri = URI.parse(address);
    const document = LangiumDocuments.getDocument(uri) ?? LibraryDocuments.document(uri);
    if (document !== undefined) return read(document);
    const message = `${uri.toString(true)} is neither open nor a file of the workspace.`;
    throw new ResponseError(LSPErrorCodes.RequestFailed, message);
  });
  if (result === undefined)
    throw new ResponseError(LSPErrorCodes.ContentModified, 'The text has changed in the meantime.');
  return result;
}
