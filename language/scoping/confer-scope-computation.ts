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

/** Scopes look names up in the tree (see declared-names.ts): there is nothing to precompute per document. */
const noLocalSymbols: LocalSymbols = {
  has: (_node: AstNode): boolean => false,
  getStream: (_node: AstNode): Stream<AstNodeDescription> => EMPTY_STREAM,
};

/** Leaves scopes to the scope provider. Descriptions in an index would keep the trees of files that are at rest. */
export class ConferScopeComputation implements ScopeComputation {
  async collectExportedSymbols(
    _document: LangiumDocument,
    _token?: Cancellation.CancellationToken,
  ): Promise<AstNodeDescription[]> {
    return [];
  }

  async collectLocalSymbols(
    _document: LangiumDocument,
    _token?: Cancellation.CancellationToken,
  ): Promise<LocalSymbols> {
    return noLocalSymbols;
  }
}
