import type { AstNode, AstReflection, LangiumDocument, ReferenceInfo, Scope, ScopeProvider } from 'langium';
import { AstUtils, DocumentState } from 'langium';
import { memoize } from '../../timeline/types/memoize.js';
import type { ConferCoreServices } from '../confer-services.js';
import {
  type Flow,
  isArgument,
  isArrowStep,
  isFactCondition,
  isFactStatement,
  isFlow,
  isModel,
  isRealization,
  isRow,
  isShortStep,
  type Model,
} from '../generated/ast.js';
import type { LibraryDocuments } from '../library/library-documents.js';
import type { ImportResolver } from '../workspace/import-resolver.js';
import {
  attributeNames,
  type DeclaredModelNames,
  type FileNames,
  factValueNames,
  fileNames,
  flowNames,
  modelNames,
} from './declared-names.js';
import { emptyTableScope, TableScope } from './table-scope.js';

/** Scopes of one document that rest on its links; thrown away when it is linked again. */
interface DocumentScopes {
  readonly file: Map<keyof FileNames, Scope>;
  readonly flows: Map<Flow, Map<keyof DeclaredModelNames | 'models', Scope>>;
}

/**
 * Says what a reference may mean (docs/language.md). Every answer is a few look-ups in tables that are made once per
 * document version; nothing is searched.
 */
export class ConferScopeProvider implements ScopeProvider {
  private readonly reflection: AstReflection;
  private readonly library: LibraryDocuments;
  private readonly imports: ImportResolver;
  private readonly scopes = new WeakMap<LangiumDocument, DocumentScopes>();

  constructor(services: ConferCoreServices) {
    this.reflection = services.shared.AstReflection;
    this.library = services.shared.workspace.LibraryDocuments;
    this.imports = services.shared.workspace.ImportResolver;
  }

  /** Drops the cached scopes of a document whose links or imports have changed. */
  forget(document: LangiumDocument): void {
    this.scopes.delete(document);
  }

  getScope(context: ReferenceInfo): Scope {
    const node = context.container;
    const kind = this.reflection.getReferenceType(context);
    switch (kind) {
      case 'Protocol':
      case 'Message':
      case 'Capture':
        return this.fileScope(AstUtils.getDocument(node), kind);
      case 'Model':
        // `A.InvitationIssued` names one of the models that the flow follows.
        return isRealization(node) ? this.ofFlow(node, 'models') : this.fileScope(AstUtils.getDocument(node), kind);
      case 'Role':
      case 'State':
      case 'Fact':
        return this.ofModelOrFlow(node, kind);
      case 'ModelPhase':
        if (isRealization(node) && node.model !== undefined) return ofModel(node.model.ref, kind);
        return this.ofModelOrFlow(node, kind);
      case 'FactValue':
        return factValues(node);
      case 'Participant':
      case 'FlowPhase':
        return ofOwnFlow(node, kind);
      case 'Attribute':
        return attributes(node);
      default:
        return emptyTableScope;
    }
  }

  /** The file's own declarations, then those of its imports as written, then the library's. */
  private fileScope(document: LangiumDocument, kind: keyof FileNames): Scope {
    const cache = this.scopesOf(document)?.file;
    const cachedScope = cache?.get(kind);
    if (cachedScope !== undefined) return cachedScope;
    const files = [document, ...this.imports.importedDocuments(document)];
    const tables = [...files.map((file) => fileNames(file.parseResult.value)[kind]), this.library.visible(kind)];
    const scope = new TableScope(tables.filter((table) => table.size > 0));
    cache?.set(kind, scope);
    return scope;
  }

  private ofModelOrFlow(node: AstNode, kind: keyof DeclaredModelNames): Scope {
    for (let current: AstNode | undefined = node; current !== undefined; current = current.$container) {
      if (isModel(current)) return ofModel(current, kind);
      if (isFlow(current)) return this.ofFlow(current, kind);
    }
    return emptyTableScope;
  }

  /** The declarations of the followed models: for several of one name, the first model's. */
  private ofFlow(node: AstNode, kind: keyof DeclaredModelNames | 'models'): Scope {
    const flow = AstUtils.getContainerOfType(node, isFlow);
    if (flow === undefined) return emptyTableScope;
    const cache = this.scopesOf(AstUtils.getDocument(flow))?.flows;
    let scopeByKind = cache?.get(flow);
    if (scopeByKind === undefined) {
      scopeByKind = new Map();
      cache?.set(flow, scopeByKind);
    }
    let scope = scopeByKind.get(kind);
    if (scope === undefined) {
      scope = kind === 'models' ? followedModels(flow) : new TableScope(followed(flow).map((m) => modelNames(m)[kind]));
      scopeByKind.set(kind, scope);
    }
    return scope;
  }

  /** Nothing is remembered before the imports are loaded. */
  private scopesOf(document: LangiumDocument): DocumentScopes | undefined {
    if (document.state < DocumentState.ComputedScopes) return undefined;
    let scopes = this.scopes.get(document);
    if (scopes === undefined) {
      scopes = { file: new Map(), flows: new Map() };
      this.scopes.set(document, scopes);
    }
    return scopes;
  }
}

const modelScopes = memoize((_model: Model) => new Map<keyof DeclaredModelNames, Scope>());

function ofModel(model: Model | undefined, kind: keyof DeclaredModelNames): Scope {
  if (model === undefined) return emptyTableScope;
  const scopes = modelScopes(model);
  let scope = scopes.get(kind);
  if (scope === undefined) {
    scope = new TableScope([modelNames(model)[kind]]);
    scopes.set(kind, scope);
  }
  return scope;
}

function followed(flow: Flow): Model[] {
  const models: Model[] = [];
  for (const reference of flow.models) {
    const model = reference.ref;
    if (model !== undefined && !models.includes(model)) models.push(model);
  }
  return models;
}

function followedModels(flow: Flow): Scope {
  const table = new Map();
  for (const reference of flow.models) {
    if (reference.ref === undefined || table.has(reference.ref.name)) continue;
    table.set(reference.ref.name, reference.$nodeDescription);
  }
  return new TableScope([table]);
}

function ofOwnFlow(node: AstNode, kind: 'Participant' | 'FlowPhase'): Scope {
  const flow = AstUtils.getContainerOfType(node, isFlow);
  return flow === undefined ? emptyTableScope : new TableScope([flowNames(flow)[kind]]);
}

function factValues(node: AstNode): Scope {
  const fact = isFactCondition(node) || isFactStatement(node) ? node.fact?.ref : undefined;
  return fact === undefined ? emptyTableScope : new TableScope([factValueNames(fact)]);
}

function attributes(node: AstNode): Scope {
  const step = isArgument(node) ? node.$container : undefined;
  const message = isArrowStep(step) || isShortStep(step) || isRow(step) ? step.message?.ref : undefined;
  return message === undefined ? emptyTableScope : new TableScope([attributeNames(message)]);
}
