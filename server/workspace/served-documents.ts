import { type Cancellation, DefaultLangiumDocuments, type LangiumDocument, type URI } from 'langium';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** The documents of a server: of one that cannot be read, it says the same as the builder says of an unknown one. */
export class ServedDocuments extends DefaultLangiumDocuments {
  override async getOrCreateDocument(uri: URI, token?: Cancellation.CancellationToken): Promise<LangiumDocument> {
    try {
      return await super.getOrCreateDocument(uri, token);
    } catch (error) {
      if (error instanceof ResponseError || token?.isCancellationRequested) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new ResponseError(LSPErrorCodes.ServerCancelled, `No document found for ${uri.toString(true)}: ${reason}`);
    }
  }
}
