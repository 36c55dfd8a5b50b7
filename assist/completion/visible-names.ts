import type { AstNode, AstNodeDescription, DocumentationProvider, LangiumDocument } from 'langium';
import { ast, CaptureDeclarations, type ConferCoreServices, isLibraryUri, modelNames } from '../../language/index.js';
import { codeBlock, declarationText, documentedNode } from '../hover/declaration-text.js';

/** The declarations that a file can name, with their descriptions. */
export class VisibleNames {
  private readonly documentation: DocumentationProvider;
  private readonly declarations: CaptureDeclarations;

  constructor(
    services: ConferCoreServices,
    private readonly document: LangiumDocument,
  ) {
    this.documentation = services.documentation.DocumentationProvider;
    const { ImportResolver } = services.shared.workspace;
    this.declarations = new CaptureDeclarations(document, ImportResolver, services.references.ScopeProvider);
  }

  /**
   * Messages that the file sees. One with a vocabulary of its own has no use for the library's, unless it builds on it.
   */
  messages(): AstNodeDescription[] {
    return this.withoutIdleLibrary(this.visible(ast.ShortStep.$type, ast.ShortStep.message));
  }

  protocols(): AstNodeDescription[] {
    return this.withoutIdleLibrary(this.visible(ast.ShortStep.$type, ast.ShortStep.protocol));
  }

  models(): AstNodeDescription[] {
    return this.visible(ast.Flow.$type, ast.Flow.models);
  }

  captures(): AstNodeDescription[] {
    return this.visible(ast.Capture.$type, ast.Capture.base);
  }

  message(name: string): ast.Message | undefined {
    const found = this.messages().find((candidate) => candidate.name === name)?.node;
    return ast.isMessage(found) ? found : undefined;
  }

  /** The file's model of this name. */
  ownModel(name: string): ast.Model | undefined {
    const root = this.document.parseResult.value;
    return ast.isConferFile(root)
      ? root.declarations.filter(ast.isModel).find((model) => model.name === name)
      : undefined;
  }

  /** The systems that a capture can assign addresses to. */
  captureSystems(): (ast.Participant | ast.Role)[] {
    return this.distinct(this.declarations.players().filter(({ kind }) => kind === 'system'));
  }

  /** The phases in which a capture can allow deviations. */
  capturePhases(): (ast.FlowPhase | ast.ModelPhase)[] {
    return this.distinct(this.declarations.phases());
  }

  /** A model's declarations of a kind. */
  declaredIn(model: ast.Model, kind: 'Role' | 'State' | 'Fact' | 'ModelPhase'): AstNode[] {
    return [...modelNames(model)[kind].values()].map(({ node }) => node).filter((node) => node !== undefined);
  }

  /** Markdown: the declaration and its documentation. */
  describe(node: AstNode | undefined): string {
    if (node === undefined) return '';
    const declaration = declarationText(node);
    const text = this.documentation.getDocumentation(documentedNode(node));
    return [declaration === undefined ? '' : codeBlock(declaration), text ?? '']
      .filter((part) => part !== '')
      .join('\n\n');
  }

  /** The first declaration of each name; none of models that the file has no use for. */
  private distinct<T extends AstNode & { readonly name: string }>(nodes: readonly T[]): T[] {
    const models = new Set<AstNode | undefined>(this.withoutIdleLibrary(this.models()).map(({ node }) => node));
    const found = new Map<string, T>();
    for (const node of nodes) {
      if (ast.isModel(node.$container) && !models.has(node.$container)) continue;
      if (!found.has(node.name)) found.set(node.name, node);
    }
    return [...found.values()];
  }

  private visible(type: string, property: string): AstNodeDescription[] {
    return this.declarations.visible(type, property);
  }

  private withoutIdleLibrary(all: AstNodeDescription[]): AstNodeDescription[] {
    const own = all.filter(({ documentUri }) => !isLibraryUri(documentUri));
    if (own.length === 0 || isLibraryUri(this.document.uri) || this.document.references.some(leadsToLibrary))
      return all;
    return own;
  }
}

function leadsToLibrary(reference: { readonly $nodeDescription?: AstNodeDescription } | object): boolean {
  const description = '$nodeDescription' in reference ? reference.$nodeDescription : undefined;
  return description !== undefined && isLibraryUri(description.documentUri);
}
