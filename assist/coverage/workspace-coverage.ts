import { type Cancellation, DocumentState, type LangiumDocument, type LangiumDocuments } from 'langium';
import { type Evidence, type Model, type ModelCoverage, modelCoverage } from '../../check/index.js';
import type { AnalysisProvider, Compiler, ConferCoreServices } from '../../language/index.js';

/**
 * The coverage of models by the flows of all known files. A flow's evidence is computed once per document version.
 */
export class WorkspaceCoverage {
  private readonly analysis: AnalysisProvider;
  private readonly compiler: Compiler;
  private readonly documents: LangiumDocuments;

  constructor(services: ConferCoreServices) {
    this.analysis = services.analysis.AnalysisProvider;
    this.compiler = services.analysis.Compiler;
    this.documents = services.shared.workspace.LangiumDocuments;
  }

  /**
   * The coverage of each model that a document declares.
   * @throws OperationCancelled if the token is canceled
   */
  async ofDocument(document: LangiumDocument, token: Cancellation.CancellationToken): Promise<ModelCoverage[]> {
    const { models } = this.compiler.file(document);
    if (models.length === 0) return [];
    const evidence = await this.followers(document.uri.toString(), token);
    return models.flatMap((model) => modelCoverage(model, evidence) ?? []);
  }

  /**
   * The coverage of one model.
   * @throws OperationCancelled if the token is canceled
   */
  async ofModel(model: Model, token: Cancellation.CancellationToken): Promise<ModelCoverage | null> {
    const [header] = model.headers;
    return header === undefined ? null : modelCoverage(model, await this.followers(header.place.uri, token));
  }

  /** The evidence of files whose flows follow a model of a file. */
  private async followers(uri: string, token: Cancellation.CancellationToken): Promise<Evidence[]> {
    const evidence: Evidence[] = [];
    for (const document of this.documents.all.toArray()) {
      // A file that is not linked yet must not be linked from here.
      if (document.state < DocumentState.Linked) continue;
      const { flows } = this.compiler.file(document);
      if (!flows.some(({ model }) => model?.headers.some(({ place }) => place.uri === uri))) continue;
      evidence.push(...(await this.analysis.evidence(document, token)));
    }
    return evidence;
  }
}
