import {
  type AstNode,
  type Cancellation,
  DefaultLangiumDocumentFactory,
  DocumentState,
  type LangiumDocument,
  type TextDocument,
} from 'langium';
import type { ConferSharedCoreServices } from '../confer-services.js';
import type { KeptLinks } from '../reparse/kept-links.js';
import { putBack, readPhase } from '../reparse/phase-reparser.js';
import type { FilesAtRest } from './files-at-rest.js';
import type { ReadAhead } from './read-ahead.js';

/**
 * Reads documents that are open in an editor again as far as they have changed: a key press in a phase costs that
 * phase.
 */
export class ConferDocumentFactory extends DefaultLangiumDocumentFactory {
  private readonly keptLinks: () => KeptLinks;
  private readonly atRest: () => FilesAtRest;
  private readonly readAhead: () => ReadAhead;

  constructor(services: ConferSharedCoreServices) {
    super(services);
    this.keptLinks = () => services.workspace.KeptLinks;
    this.atRest = () => services.workspace.FilesAtRest;
    this.readAhead = () => services.workspace.ReadAhead;
  }

  override async update<T extends AstNode = AstNode>(
    document: LangiumDocument<T>,
    token: Cancellation.CancellationToken,
  ): Promise<LangiumDocument<T>> {
    this.atRest().forget(document, 'text');
    return this.readPart(document) ? document : super.update(document, token);
  }

  protected override async getUpdatedText<T extends AstNode>(
    document: LangiumDocument<T>,
    open: TextDocument | undefined,
    token: Cancellation.CancellationToken,
  ): Promise<string> {
    const ahead = open === undefined ? this.readAhead().take(document.uri) : undefined;
    return ahead ?? super.getUpdatedText(document, open, token);
  }

  private readPart(document: LangiumDocument): boolean {
    const open = this.textDocuments?.get(document.uri);
    if (open === undefined || open !== document.textDocument) return false;
    const { parser } = this.serviceRegistry.getServices(document.uri);
    const part = readPhase(document, open.getText(), parser.LangiumParser);
    if (part === undefined) return false;
    this.keptLinks().noteReparse(document, part.phase);
    putBack(document, part);
    // A result of its own: what is remembered of a result is true of one text.
    document.parseResult = { ...document.parseResult };
    document.state = DocumentState.Parsed;
    return true;
  }
}
