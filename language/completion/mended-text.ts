import { Cancellation, DocumentState, type LangiumDocument, type LangiumDocumentFactory } from 'langium';
import type { DocumentAnalysis } from '../analysis/analysis.js';
import type { AnalysisProvider } from '../analysis/analysis-provider.js';
import type { ConferCoreServices } from '../confer-services.js';
import type { Caret } from './caret-place.js';

/**
 * Analyses a file without what is half written at the caret. While a word of a flow's member is missing, the parser
 * takes the next one for it, and what follows is lost: the analysis of that text knows less than the author has written.
 */
export class MendedText {
  private readonly factory: LangiumDocumentFactory;
  private readonly references: ConferCoreServices['references'];
  private readonly analysis: AnalysisProvider;
  /** The last text: while a word is typed, the text without it stays the same. */
  private last: { readonly key: string; readonly analysis: DocumentAnalysis } | undefined;

  constructor(services: ConferCoreServices) {
    this.factory = services.shared.workspace.LangiumDocumentFactory;
    this.references = services.references;
    this.analysis = services.analysis.AnalysisProvider;
  }

  /**
   * What is known of the file around the caret.
   * @throws OperationCancelled where the token asks for it
   */
  async analyze(
    document: LangiumDocument,
    caret: Caret,
    token: Cancellation.CancellationToken = Cancellation.CancellationToken.None,
  ): Promise<DocumentAnalysis> {
    if (!isLossy(document, caret)) return this.analysis.analyze(document, token);
    const written = document.textDocument.getText();
    const rest = written.slice(caret.offset).replace(/^[\^\w\u00aa-\uffdc]+/, '');
    const text = written.slice(0, caret.fragmentStart) + rest;
    const key = `${document.uri.toString()}\n${text}`;
    if (this.last?.key === key) return this.last.analysis;
    const copy = this.factory.fromString(text, document.uri);
    copy.state = DocumentState.ComputedScopes;
    await this.references.Linker.link(copy, token);
    copy.state = DocumentState.Linked;
    const analysis = await this.analysis.analyze(copy, token);
    this.last = { key, analysis };
    return analysis;
  }
}

function isLossy(document: LangiumDocument, caret: Caret): boolean {
  if (caret.flow === null || caret.fragmentStart >= caret.offset) return false;
  // Inside the braces of a phase the parser finds its way again by itself.
  if (caret.phase !== null) return false;
  if (document.parseResult.parserErrors.length > 0) return true;
  // Every word can be a name: without one at the caret, the next member's first word may have been taken for it.
  return (
    caret.wordStart === caret.offset &&
    !/^[\^\w\u00aa-\uffdc]/.test(document.textDocument.getText().slice(caret.offset, caret.offset + 1))
  );
}
