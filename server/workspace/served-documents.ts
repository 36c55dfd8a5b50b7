import { type Cancellation, DefaultLangiumDocuments, type LangiumDocument, type URI } from 'langium';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { errorMessage } from '../../timeline/types/error-message.js';

/**
 * The documents of a server: one that cannot be read is reported in the same way as the builder reports an unknown one.
 */
export class ServedDocuments extends DefaultLangiumDocuments {
  override async getOrCreateDocument(uri: URI, token?: Cancellation.CancellationToken): Promise<LangiumDocument> {
    try {
      return await super.getOrCreateDocument(uri, token);
    } catch (error) {
      if (error instanceof ResponseError || token?.isCancellationRequested) throw error;
      const reason = errorMessage(error);
      throw new ResponseError(LSPErrorCodes.ServerCancelled, `No document found for ${uri.toString(true)}: ${reason}`);
    }
  }
}
