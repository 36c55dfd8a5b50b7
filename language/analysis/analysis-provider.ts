import type { CancellationToken } from 'langium';
import type { LangiumDocument } from 'langium';
import type { DocumentAnalysis } from './analysis.js';

/** Analyses documents: once per document version, cancellable. */
export class AnalysisProvider {
  /**
   * The analysis of a linked document.
   * @throws OperationCancelled where the token asks for it.
   */
  async analyze(_document: LangiumDocument, _token?: CancellationToken): Promise<DocumentAnalysis> {
    return { findings: [] };
  }
}
