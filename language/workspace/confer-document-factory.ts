import {
  type AstNode,
  type Cancellation,
  DefaultLangiumDocumentFactory,
  DocumentState,
  type LangiumDocument,
} from 'langium';
import { reparsePhase } from '../reparse/phase-reparser.js';

/** Reads documents that are open in an editor again as far as they have changed: a key press in a phase costs that phase. */
export class ConferDocumentFactory extends DefaultLangiumDocumentFactory {
  override async update<T extends AstNode = AstNode>(
    document: LangiumDocument<T>,
    token: Cancellation.CancellationToken,
  ): Promise<LangiumDocument<T>> {
    return this.readPart(document) ? document : super.update(document, token);
  }

  private readPart(document: LangiumDocument): boolean {
    const open = this.textDocuments?.get(document.uri);
    if (open === undefined || open !== document.textDocument) return false;
    const { parser } = this.serviceRegistry.getServices(document.uri);
    if (reparsePhase(document, open.getText(), parser.LangiumParser) === undefined) return false;
    // A result of its own: what is remembered of a result is true of one text.
    document.parseResult = { ...document.parseResult };
    document.state = DocumentState.Parsed;
    return true;
  }
}
