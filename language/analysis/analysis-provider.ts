import type { Cancellation, LangiumDocument } from 'langium';
import type { ConferCoreServices } from '../confer-services.js';
import type { DocumentAnalysis } from './analysis.js';

/** Analyses documents: once per document version, cancellable. */
export class AnalysisProvider {
  constructor(_services: ConferCoreServices) {}

  /**
   * The analysis of a linked document.
   * @throws OperationCancelled where the token asks for it.
   */
  async analyze(_document: LangiumDocument, _token?: Cancellation.CancellationToken): Promise<DocumentAnalysis> {
    return { findings: [] };
  }
}
