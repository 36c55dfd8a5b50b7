import type { AstNode, AstNodeLocator, LangiumDocument, LangiumDocuments } from 'langium';
import { AstUtils, Cancellation, CstUtils, GrammarAST, isReference, TextDocument, URI, UriUtils } from 'langium';
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

type Changes = NonNullable<WorkspaceEdit['changes']>;

const name = /^\^?[_\p{L}][\w\p{L}\p{M}]*$/u;

/** Renames declarations and all that refers to them; says why if it cannot. */
export class ConferRenameProvider extends DefaultRenameProvider {
  private readonly keywords: ReadonlySet<string>;
  private readonly analysis: AnalysisProvider;
  private readonly check: TrialDocuments;
  private readonly documents: LangiumDocuments;
  private readonly locator: AstNodeLocator;

  constructor(services: ConferServices) {
    super(services);
    this.analysis = services.analysis.AnalysisProvider;
    this.check = new TrialDocuments(services);
    this.documents = services.shared.workspace.LangiumDocuments;
    this.locator = services.workspace.AstNodeLocator;
    const words = AstUtils.streamAllContents(services.Grammar)
      .filter(GrammarAST.isKeyword)
      .map((keyword) => keyword.value);
    this.keywords = words.toSet();
  }

  override async rename(document: LangiumDocument, params: RenameParams): Promise<WorkspaceEdit | undefined> {
    this.refuseLibrary(document, params.position);
    const wanted = params.newName.trim();
    if (!name.test(wanted)) {
      throw refusal(
        `"${wanted}" is not a valid name: names begin with a letter or "_", followed by letters, digits and "_".`,
      );
    }
    // Most words of the language can be names, but not everywhere: escaped, they can.
    const newName = this.keywords.has(wanted) ? `^${wanted}` : wanted;
    const edit = await super.rename(document, { ...params, newName });
    const declaration = this.declarationAt(document, params.position);
    if (edit?.changes !== undefined && declaration !== undefined) {
      await this.refuseTaken(declaration, wanted, edit.changes);
    }
    return edit;
  }

  /** A name is taken if two declarations would have it, or if it would then refer to another one. */
  private async refuseTaken(declaration: AstNode, wanted: string, changes: Changes): Promise<void> {
    const home = AstUtils.getDocument(declaration);
    const edits = changes[home.textDocument.uri] ?? [];
    const text = TextDocument.applyEdits(home.textDocument, edits);
    const before = await this.analysis.analyze(home);
    const { document: after, analysis } = await this.check.try(home, text, Cancellation.CancellationToken.None);
    const duplicates = (of: DocumentAnalysis) => of.findings.filter(({ code }) => code === 'duplicate-name').length;
    if (duplicates(analysis) > duplicates(before))
      throw refusal(`"${wanted}" is taken: another declaration here has that name.`);
    const path = this.locator.getAstNodePath(declaration);
    const renamed = this.locator.getAstNode(after.parseResult.value, path);
    if (referencesTo(after, renamed) !== referencesTo(home, declaration)) {
      throw refusal(`"${wanted}" is taken: references to the existing "${wanted}" would change their meaning.`);
    }
    const kind = exportedKinds.find((other) => other === declaration.$type);
    for (const [address, { length }] of Object.entries(changes)) {
      const other =
        length > 0 && address !== home.textDocument.uri ? this.documents.getDocument(URI.parse(address)) : undefined;
      if (kind === undefined || other === undefined) continue;
      if (fileNames(other.parseResult.value)[kind].has(wanted)) {
        throw refusal(
          `"${wanted}" is taken: ${UriUtils.basename(other.uri)} uses the renamed declaration and already has that name.`,
        );
      }
    }
  }

  override prepareRename(document: LangiumDocument, params: TextDocumentPositionParams): Range | undefined {
    this.refuseLibrary(document, params.position);
    return this.renameNodeRange(document, params.position);
  }

  private refuseLibrary(document: LangiumDocument, position: Position): void {
    const declaration = this.declarationAt(document, position);
    if (declaration !== undefined && isLibraryUri(AstUtils.getDocument(declaration).uri)) {
      throw refusal('This name belongs to the built-in library, which cannot be changed.');
    }
  }

  private declarationAt(document: LangiumDocument, position: Position): AstNode | undefined {
    const root = document.parseResult.value.$cstNode;
    if (root === undefined) return undefined;
    const offset = document.textDocument.offsetAt(position);
    const leaf = CstUtils.findDeclarationNodeAtOffset(root, offset, this.grammarConfig.nameRegexp);
    return leaf === undefined ? undefined : this.references.findDeclarations(leaf)[0];
  }
}

const exportedKinds = ['Protocol', 'Message', 'Model', 'Flow'] as const;

function referencesTo(document: LangiumDocument, node: AstNode | undefined): number {
  return document.references.filter((reference) => isReference(reference) && reference.ref === node).length;
}

function refusal(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
