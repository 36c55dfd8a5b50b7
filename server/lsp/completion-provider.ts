import { type AstNodeDescription, AstUtils, GrammarAST, type ReferenceInfo, type Stream } from 'langium';
import { type CompletionContext, DefaultCompletionProvider } from 'langium/lsp';
import { isLibraryUri } from '../../language/library/library.js';

/** Offers words where the language wants them, and the names that a place can mean. */
export class ConferCompletionProvider extends DefaultCompletionProvider {
  /** Nearly every word can be a name: offered as such, they would drown what an author looks for. */
  protected override filterKeyword(context: CompletionContext, keyword: GrammarAST.Keyword): boolean {
    const rule = AstUtils.getContainerOfType(keyword, GrammarAST.isParserRule);
    return rule?.dataType === undefined && super.filterKeyword(context, keyword);
  }

  /** A file with a vocabulary of its own has no use for the library's, unless it builds on it. */
  protected override getReferenceCandidates(
    info: ReferenceInfo,
    context: CompletionContext,
  ): Stream<AstNodeDescription> {
    const candidates = super.getReferenceCandidates(info, context);
    if (!context.document.references.some(leadsToLibrary) && !isLibraryUri(context.document.uri)) {
      const all = candidates.toArray();
      const own = all.filter((candidate) => !isLibraryUri(candidate.documentUri));
      const type = all[0]?.type;
      if (own.length > 0 && (type === 'Message' || type === 'Protocol'))
        return candidates.filter((c) => own.includes(c));
    }
    return candidates;
  }
}

function leadsToLibrary(reference: { readonly $nodeDescription?: AstNodeDescription } | object): boolean {
  const description = '$nodeDescription' in reference ? reference.$nodeDescription : undefined;
  return description !== undefined && isLibraryUri(description.documentUri);
}
