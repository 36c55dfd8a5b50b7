import type { ReferenceDescription } from 'langium';
import { UriUtils } from 'langium';
import { DefaultDocumentHighlightProvider } from 'langium/lsp';
import { type DocumentHighlight, DocumentHighlightKind } from 'vscode-languageserver';

/** Highlights a name wherever it stands in the file: where it is declared in the editor's colour for that. */
export class ConferDocumentHighlightProvider extends DefaultDocumentHighlightProvider {
  protected override createDocumentHighlight(reference: ReferenceDescription): DocumentHighlight {
    const { sourceUri, sourcePath, targetUri, targetPath, segment } = reference;
    const isDeclaration = sourcePath === targetPath && UriUtils.equals(sourceUri, targetUri);
    return { range: segment.range, kind: isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read };
  }
}
