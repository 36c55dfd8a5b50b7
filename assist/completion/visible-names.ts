import type { AstNode, AstNodeDescription, DocumentationProvider, LangiumDocument, ScopeProvider } from 'langium';
import { ast, type ConferCoreServices, isLibraryUri, modelNames } from '../../language/index.js';
import { codeBlock, declarationText, documentedNode } from '../hover/declaration-text.js';

/** The declarations that a file can name, with their descriptions. */
export class VisibleNames {
  private readonly scopes: ScopeProvider;
  private readonly documentation: DocumentationProvider;

  constructor(
    services: ConferCoreServices,
    private readonly document: LangiumDocument,
  ) {
    this.scopes = services.references.ScopeProvider;
    this.documentation = services.documentation.DocumentationProvider;
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

  private visible(type: string, property: string): AstNodeDescription[] {
    const reference = { $refText: '', ref: undefined };
    const container: AstNode = { $type: type, $container: this.document.parseResult.value };
    return this.scopes.getScope({ reference, container, property }).getAllElements().toArray();
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
