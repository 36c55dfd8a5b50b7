import type {
  AstNode,
  AstNodeDescription,
  Cancellation,
  LangiumDocument,
  LocalSymbols,
  ScopeComputation,
  Stream,
} from 'langium';
import { EMPTY_STREAM } from 'langium';
import { fileNames } from './declared-names.js';

/** Scopes look names up in the tree (see declared-names.ts): there is nothing to precompute per document. */
const noLocalSymbols: LocalSymbols = {
  has: (_node: AstNode): boolean => false,
  getStream: (_node: AstNode): Stream<AstNodeDescription> => EMPTY_STREAM,
};

/** Exports what other files and the symbol search may see: protocols, messages, models, flows and captures. */
export class ConferScopeComputation implements ScopeComputation {
  async collectExportedSymbols(
    document: LangiumDocument,
    _token?: Cancellation.CancellationToken,
  ): Promise<AstNodeDescription[]> {
    const names = fileNames(document.parseResult.value);
    return [names.Protocol, names.Message, names.Model, names.Flow, names.Capture].flatMap((table) => [
      ...table.values(),
    ]);
  }

  async collectLocalSymbols(
    _document: LangiumDocument,
    _token?: Cancellation.CancellationToken,
  ): Promise<LocalSymbols> {
    return noLocalSymbols;
  }
}
