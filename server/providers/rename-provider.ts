import type { AstNode, AstNodeLocator, LangiumDocument, LangiumDocuments, Reference, ScopeProvider } from 'langium';
import {
  AstUtils,
  Cancellation,
  CstUtils,
  GrammarAST,
  GrammarUtils,
  isReference,
  TextDocument,
  URI,
  UriUtils,
} from 'langium';
import { DefaultRenameProvider } from 'langium/lsp';
import {
  LSPErrorCodes,
  type Position,
  type Range,
  type RenameParams,
  ResponseError,
  type TextDocumentPositionParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { TrialDocuments } from '../../assist/index.js';
import type { DocumentAnalysis } from '../../check/index.js';
import { type AnalysisProvider, fileNames, isLibraryUri } from '../../language/index.js';
import type { ConferServices } from '../confer-lsp-services.js';
import { captureMentions } from './capture-mentions.js';
import { flowWithBoth, unitedDeclarations } from './united-declarations.js';

type Changes = NonNullable<WorkspaceEdit['changes']>;

const name = /^[_\p{L}][\w\p{L}\p{M}]*$/u;

/** Renames declarations and all that refers to them; says why if it cannot. */
export class ConferRenameProvider extends DefaultRenameProvider {
  private readonly keywords: ReadonlySet<string>;
  private readonly analysis: AnalysisProvider;
  private readonly check: TrialDocuments;
  private readonly documents: LangiumDocuments;
  private readonly locator: AstNodeLocator;
  private readonly scopes: ScopeProvider;

  constructor(private readonly services: ConferServices) {
    super(services);
    this.analysis = services.analysis.AnalysisProvider;
    this.check = new TrialDocuments(services);
    this.documents = services.shared.workspace.LangiumDocuments;
    this.locator = services.workspace.AstNodeLocator;
    this.scopes = services.references.ScopeProvider;
    const words = AstUtils.streamAllContents(services.Grammar)
      .filter(GrammarAST.isKeyword)
      .map((keyword) => keyword.value);
    this.keywords = words.toSet();
  }

  override async rename(document: LangiumDocument, params: RenameParams): Promise<WorkspaceEdit | undefined> {
    this.refuseLibrary(document, params.position);
    const newName = params.newName.trim().replace(/^\^/, '');
    if (!name.test(newName)) {
      throw refusal(
        `"${newName}" is not a valid name: names begin with a letter or "_", followed by letters, digits, and "_".`,
      );
    }
    const meant = this.declarationsAt(document, params.position);
    const [declaration] = meant;
    if (declaration === undefined) return undefined;
    const declarations = unitedDeclarations(declaration, this.services);
    if (!meant.every((node) => declarations.includes(node))) {
      throw refusal(
        'Several declarations have the name that this capture uses. Rename one of them where it is declared.',
      );
    }
    if (declarations.some((node) => isLibraryUri(AstUtils.getDocument(node).uri))) {
      throw refusal('A flow merges this name with one of the built-in library, which cannot be changed.');
    }
    // Most words of the language can be names, but not everywhere: escaped, they can.
    const changes = this.changesTo(declarations, this.keywords.has(newName) ? `^${newName}` : newName);
    for (const node of declarations) await this.refuseTaken(node, newName, changes);
    return { changes };
  }

  private changesTo(declarations: readonly AstNode[], newText: string): Changes {
    const options = { onlyLocal: false, includeDeclaration: true };
    const references = declarations.flatMap((node) => this.references.findReferences(node, options).toArray());
    const places = [
      ...references.map(({ sourceUri, segment }) => ({ uri: sourceUri.toString(), range: segment.range })),
      ...captureMentions(declarations, this.services).map(({ document, range }) => ({
        uri: document.uri.toString(),
        range,
      })),
    ];
    const changes: Changes = {};
    for (const { uri, range } of places) (changes[uri] ??= []).push({ range, newText });
    return changes;
  }

  /** A name is taken if two declarations would have it, or if a name in any file would then refer to another one. */
  private async refuseTaken(declaration: AstNode, newName: string, changes: Changes): Promise<void> {
    const home = AstUtils.getDocument(declaration);
    const edits = changes[home.textDocument.uri] ?? [];
    const text = TextDocument.applyEdits(home.textDocument, edits);
    const before = await this.analysis.analyze(home);
    const { document: after, analysis } = await this.check.try(home, text, Cancellation.CancellationToken.None);
    const duplicates = (of: DocumentAnalysis) => of.findings.filter(({ code }) => code === 'duplicate-name').length;
    if (duplicates(analysis) > duplicates(before))
      throw refusal(`"${newName}" is taken: another declaration here has that name.`);
    const path = this.locator.getAstNodePath(declaration);
    const renamed = this.locator.getAstNode(after.parseResult.value, path);
    if (referencesTo(after, renamed).length !== referencesTo(home, declaration).length) {
      throw refusal(`"${newName}" is taken: references to the existing "${newName}" would change their meaning.`);
    }
    const flow = flowWithBoth(declaration, newName, this.services);
    if (flow !== undefined) {
      throw refusal(`"${newName}" is taken: another model that flow "${flow.name}" follows already has that name.`);
    }
    for (const importer of exportedKinds.some((kind) => kind === declaration.$type) ? this.importersOf(home) : []) {
      if (this.isUsedIn(importer, declaration, newName)) {
        throw refusal(
          `"${newName}" is taken: references to the existing "${newName}" in ${UriUtils.basename(importer.uri)} would change their meaning.`,
        );
      }
    }
    for (const address of Object.keys(changes)) {
      const other = address === home.textDocument.uri ? undefined : this.documents.getDocument(URI.parse(address));
      if (other !== undefined && this.isTakenIn(other, declaration, newName)) {
        throw refusal(
          `"${newName}" is taken: ${UriUtils.basename(other.uri)} uses the renamed declaration and already has that name.`,
        );
      }
    }
  }

  /** Whether an importing file refers by a name to what another file declares, or the library: the renamed may hide it. */
  private isUsedIn(document: LangiumDocument, { $type }: AstNode, newName: string): boolean {
    return document.references.filter(isReference).some(({ $refText, ref }) => {
      return $refText === newName && ref?.$type === $type && AstUtils.getDocument(ref) !== document;
    });
  }

  /** Whether another file sees something else of a name that refers to a declaration. */
  private isTakenIn(document: LangiumDocument, declaration: AstNode, newName: string): boolean {
    const kind = exportedKinds.find((other) => other === declaration.$type);
    if (kind !== undefined && fileNames(document.parseResult.value)[kind].has(newName)) return true;
    return referencesTo(document, declaration).some((reference) => {
      const node = reference.$refNode;
      const property = node === undefined ? undefined : GrammarUtils.findAssignment(node)?.feature;
      if (node === undefined || property === undefined) return false;
      const other = this.scopes.getScope({ reference, container: node.astNode, property }).getElement(newName);
      // What a file imports hides the library's.
      return other !== undefined && other.node !== declaration && !isLibraryUri(other.documentUri);
    });
  }

  private importersOf(home: LangiumDocument): LangiumDocument[] {
    const { ImportResolver } = this.services.shared.workspace;
    const imports = (document: LangiumDocument) =>
      ImportResolver.importUris(document).some((uri) => UriUtils.equals(uri, home.uri));
    return this.documents.all.filter(imports).toArray();
  }

  override prepareRename(document: LangiumDocument, params: TextDocumentPositionParams): Range | undefined {
    this.refuseLibrary(document, params.position);
    return this.renameNodeRange(document, params.position);
  }

  private refuseLibrary(document: LangiumDocument, position: Position): void {
    if (this.declarationsAt(document, position).some((node) => isLibraryUri(AstUtils.getDocument(node).uri))) {
      throw refusal('This name belongs to the built-in library, which cannot be changed.');
    }
  }

  private declarationsAt(document: LangiumDocument, position: Position): readonly AstNode[] {
    const root = document.parseResult.value.$cstNode;
    if (root === undefined) return [];
    const offset = document.textDocument.offsetAt(position);
    const leaf = CstUtils.findDeclarationNodeAtOffset(root, offset, this.grammarConfig.nameRegexp);
    return leaf === undefined ? [] : this.references.findDeclarations(leaf);
  }
}

const exportedKinds = ['Protocol', 'Message', 'Model', 'Flow', 'Capture'] as const;

function referencesTo(document: LangiumDocument, node: AstNode | undefined): Reference[] {
  return document.references.filter(isReference).filter((reference) => reference.ref === node);
}

function refusal(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
