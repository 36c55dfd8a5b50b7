import type { ReferenceDescription } from 'langium';
import { UriUtils } from 'langium';
import { DefaultDocumentHighlightProvider } from 'langium/lsp';
import { type DocumentHighlight, DocumentHighlightKind } from 'vscode-languageserver';

/** Highlights a name wherever it is used in the file; its declaration in the editor's color for writes. */
export class ConferDocumentHighlightProvider extends DefaultDocumentHighlightProvider {
  protected override createDocumentHighlight(reference: ReferenceDescription): DocumentHighlight {
    const { sourceUri, sourcePath, targetUri, targetPath, segment } = reference;
    const isDeclaration = sourcePath === targetPath && UriUtils.equals(sourceUri, targetUri);
    return { range: segment.range, kind: isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read };
  }
}
