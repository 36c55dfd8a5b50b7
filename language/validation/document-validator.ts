import type { DocumentValidator, LangiumDocument, TextDocumentProvider, ValidationOptions } from 'langium';
import { Cancellation, interruptAndCheck } from 'langium';
import type { Finding } from '../../check/index.js';
import type { ConferCoreServices } from '../confer-services.js';
import { isLibraryUri } from '../library/library.js';
import type { Settings } from '../workspace/settings.js';
import type { AnalysisProvider } from './analysis-provider.js';

/** A diagnostic as Langium's documents hold it. */
type LangiumDiagnostic = NonNullable<LangiumDocument['diagnostics']>[number];

const severities = { error: 1, warning: 2, information: 3, hint: 4 } as const;

/**
 * Turns the check's findings into diagnostics: nothing else is reported, so every part of the product shows the same.
 */
export class ConferDocumentValidator implements DocumentValidator {
  private readonly analysis: () => AnalysisProvider;
  private readonly settings: Settings;
  private readonly open: () => TextDocumentProvider | undefined;

  constructor(services: ConferCoreServices) {
    this.analysis = () => services.analysis.AnalysisProvider;
    this.settings = services.shared.settings;
    this.open = () => services.shared.workspace.TextDocuments;
  }

  async validateDocument(
    document: LangiumDocument,
    _options?: ValidationOptions,
    token = Cancellation.CancellationToken.None,
  ): Promise<LangiumDiagnostic[]> {
    // A finding in the read-only library is shown only to users who have it open.
    if (isLibraryUri(document.uri) && this.open()?.get(document.uri) === undefined) return [];
    await interruptAndCheck(token);
    const findings = await this.analysis().findings(document, token);
    return findings.map((finding) => this.toDiagnostic(finding));
  }

  private toDiagnostic(finding: Finding): LangiumDiagnostic {
    const { id, code, severity, message, range, related } = finding;
    const data = { ...finding.data, id };
    const diagnostic: LangiumDiagnostic = {
      code,
      severity: severities[severity],
      message,
      range,
      data,
      source: 'confer',
    };
    if (this.settings.rulePages !== undefined) diagnostic.codeDescription = { href: this.settings.rulePages + code };
    if (related.length > 0) {
      diagnostic.relatedInformation = related.map((place) => ({
        location: { uri: place.uri, range: place.range },
        message: place.message,
      }));
    }
    return diagnostic;
  }
}
