import { AstUtils, type Cancellation, DocumentState, type LangiumDocument, type LangiumDocuments } from 'langium';
import type { Flow, FlowAnalysis, FlowPhase, Model, ModelPhase } from '../../check/index.js';
import { type AnalysisProvider, ast, type Compiler, type ConferCoreServices } from '../../language/index.js';

/** Finds the compiled declaration and the analysis of an AST node. */
export class CompiledLookup {
  private readonly compiler: Compiler;
  private readonly analysis: AnalysisProvider;
  private readonly documents: LangiumDocuments;

  constructor(services: ConferCoreServices) {
    this.compiler = services.analysis.Compiler;
    this.analysis = services.analysis.AnalysisProvider;
    this.documents = services.shared.workspace.LangiumDocuments;
  }

  /** @throws OperationCancelled if the token is canceled */
  async flow(node: ast.Flow, token: Cancellation.CancellationToken): Promise<FlowAnalysis | undefined> {
    const document = AstUtils.getDocument(node);
    const index = declarations(document).filter(ast.isFlow).indexOf(node);
    return (await this.analysis.analyze(document, token)).flows[index];
  }

  model(node: ast.Model): Model | undefined {
    const document = AstUtils.getDocument(node);
    return this.compiler.file(document).models[declarations(document).filter(ast.isModel).indexOf(node)];
  }

  modelPhase(node: ast.ModelPhase): { model: Model; phase: ModelPhase } | undefined {
    const model = this.model(node.$container);
    const phase = model?.phases.find(({ name }) => name === node.name);
    return model === undefined || phase === undefined ? undefined : { model, phase };
  }

  /** A phase of a flow that was analyzed. */
  flowPhase(node: ast.FlowPhase, { flow }: FlowAnalysis): FlowPhase | undefined {
    return flow.phases[node.$container.members.filter(ast.isFlowPhase).indexOf(node)];
  }

  /** Every model of the workspace and the library. */
  *models(): Generator<Model> {
    for (const document of this.linked()) yield* this.compiler.file(document).models;
  }

  /** Every flow of the workspace. */
  *flows(): Generator<Flow> {
    for (const document of this.linked()) yield* this.compiler.file(document).flows;
  }

  private *linked(): Generator<LangiumDocument> {
    for (const document of this.documents.all) if (document.state >= DocumentState.Linked) yield document;
  }
}

function declarations(document: LangiumDocument): readonly ast.Declaration[] {
  const root = document.parseResult.value;
  return ast.isConferFile(root) ? root.declarations : [];
}
