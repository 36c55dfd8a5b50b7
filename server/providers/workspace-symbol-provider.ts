import {
  type AstNode,
  type Cancellation,
  DocumentState,
  interruptAndCheck,
  type LangiumDocument,
  type LangiumDocuments,
} from 'langium';
import type { FuzzyMatcher, NodeKindProvider, WorkspaceSymbolProvider } from 'langium/lsp';
import type { WorkspaceSymbol, WorkspaceSymbolParams } from 'vscode-languageserver';
import { ast, type FilesAtRest, type LibraryDocuments, libraryFile, libraryUris } from '../../language/index.js';
import type { ConferSharedServices } from '../confer-lsp-services.js';
import { nameRange } from './declared-at.js';

type Named = AstNode & { readonly name: string };

/**
 * Finds declarations of the workspace and the library: what files export, and the phases, roles and scenarios inside.
 */
export class ConferWorkspaceSymbolProvider implements WorkspaceSymbolProvider {
  private readonly documents: LangiumDocuments;
  private readonly library: LibraryDocuments;
  private readonly kinds: NodeKindProvider;
  private readonly matcher: FuzzyMatcher;
  private readonly atRest: FilesAtRest;
  /** By a document's links: a file at rest is read once for all searches. */
  private readonly symbolsByVersion = new WeakMap<LangiumDocument['references'], readonly WorkspaceSymbol[]>();

  constructor(services: ConferSharedServices) {
    this.documents = services.workspace.LangiumDocuments;
    this.library = services.workspace.LibraryDocuments;
    this.kinds = services.lsp.NodeKindProvider;
    this.matcher = services.lsp.FuzzyMatcher;
    this.atRest = services.workspace.FilesAtRest;
  }

  async getSymbols(
    { query }: WorkspaceSymbolParams,
    token?: Cancellation.CancellationToken,
  ): Promise<WorkspaceSymbol[]> {
    this.readLibrary(query);
    const symbols: WorkspaceSymbol[] = [];
    for (const document of this.documents.all.toArray()) {
      if (token !== undefined) await interruptAndCheck(token);
      if (document.state < DocumentState.Parsed) continue;
      symbols.push(...this.symbolsIn(document).filter(({ name }) => this.matcher.match(query, name)));
    }
    return symbols;
  }

  /** Reads those files of the library that declare what is looked for; without a query, none. */
  private readLibrary(query: string): void {
    if (query === '') return;
    for (const uri of libraryUris()) {
      const file = libraryFile(uri);
      const names = file === undefined ? [] : [...Object.values(file.names).flat(), ...file.members];
      if (names.some((name) => this.matcher.match(query, name))) this.library.document(uri);
    }
  }

  private symbolsIn(document: LangiumDocument): readonly WorkspaceSymbol[] {
    const links = this.atRest.linksOf(document);
    let symbols = this.symbolsByVersion.get(links);
    if (symbols === undefined) {
      const root = document.parseResult.value;
      const declarations = ast.isConferFile(root) ? root.declarations : [];
      symbols = declarations.flatMap((declaration) => [
        ...this.symbol(declaration, document),
        ...membersOf(declaration).flatMap((member) => this.symbol(member, document, declaration.name)),
      ]);
      // Until it is linked, a text may be another with the same links.
      if (document.state >= DocumentState.Linked) this.symbolsByVersion.set(links, symbols);
    }
    return symbols;
  }

  private symbol(node: Named, document: LangiumDocument, containerName?: string): WorkspaceSymbol[] {
    const range = nameRange(node);
    if (node.name === undefined || range === undefined) return [];
    const location = { uri: document.uri.toString(), range };
    const kind = this.kinds.getSymbolKind(node);
    return [{ name: node.name, kind, location, ...(containerName === undefined ? {} : { containerName }) }];
  }
}

function membersOf(declaration: ast.Declaration): readonly Named[] {
  if (ast.isFlow(declaration)) {
    return declaration.members.filter((m) => ast.isFlowPhase(m) || ast.isScenario(m) || ast.isParticipant(m));
  }
  return ast.isModel(declaration) ? declaration.members.filter((m) => ast.isModelPhase(m) || ast.isRole(m)) : [];
}
