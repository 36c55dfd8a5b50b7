import { type AstNode, AstUtils, type LangiumDocument, type Reference, type ScopeProvider } from 'langium';
import { type Capture, type Flow, type Model, modelName } from '../../check/index.js';
import type { ConferCoreServices } from '../confer-services.js';
import type { ImportResolver } from '../workspace/import-resolver.js';
import { type CaptureNames, captureNames } from './capture-names.js';
import type { CompiledFile, Compiler } from './compiler.js';

/** What a document and its imports declare, and what else it can name. */
export interface VisibleDeclarations {
  readonly flows: readonly Flow[];
  readonly models: readonly Model[];
  readonly captures: readonly Capture[];
  readonly names: CaptureNames;
  /** The model of a name, the library's too. */
  model(name: string): Model | undefined;
  /** The capture of a name, the library's too. */
  capture(name: string): Capture | undefined;
}

/** Finds declarations by name, as a document sees them. */
export class DeclarationLookup {
  private readonly compiler: Compiler;
  private readonly imports: ImportResolver;
  private readonly scopes: ScopeProvider;

  constructor(services: ConferCoreServices) {
    this.compiler = services.analysis.Compiler;
    this.imports = services.shared.workspace.ImportResolver;
    this.scopes = services.references.ScopeProvider;
  }

  /** What a linked document can see. */
  visibleIn(document: LangiumDocument): VisibleDeclarations {
    const files = [document, ...this.imports.importedDocuments(document)].map((file) => this.compiler.file(file));
    return {
      flows: files.flatMap(({ flows }) => flows),
      models: files.flatMap(({ models }) => models),
      captures: files.flatMap(({ captures }) => captures),
      names: captureNames(document, this.imports, this.scopes),
      model: (name) => {
        const found = this.declared(document, 'Flow', 'models', name);
        return found?.models.find((model) => modelName(model) === name);
      },
      capture: (name) => {
        const found = this.declared(document, 'Capture', 'base', name);
        return found?.captures.find((capture) => capture.name === name);
      },
    };
  }

  /** The file that declares a name. */
  private declared(document: LangiumDocument, type: string, property: string, name: string): CompiledFile | undefined {
    const container = { $type: type, $container: document.parseResult.value } as AstNode;
    const scope = this.scopes.getScope({ reference: { $refText: name } as Reference, container, property });
    const node = scope.getElement(name)?.node;
    return node === undefined ? undefined : this.compiler.file(AstUtils.getDocument(node));
  }
}
