import type { AstNode, LangiumDocument } from 'langium';
import { AstUtils, CstUtils, GrammarAST } from 'langium';
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
import { isLibraryUri } from '../../language/library/library.js';
import type { ConferServices } from '../confer-lsp-services.js';

const name = /^\^?[_\p{L}][\w\p{L}\p{M}]*$/u;

/** Renames declarations and all that refers to them; says why where it cannot. */
export class ConferRenameProvider extends DefaultRenameProvider {
  private readonly keywords: ReadonlySet<string>;

  constructor(services: ConferServices) {
    super(services);
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
        `"${wanted}" is no name: a name begins with a letter or "_" and goes on with letters, digits and "_".`,
      );
    }
    // Most words of the language can be names, but not everywhere: escaped, they can.
    const newName = this.keywords.has(wanted) ? `^${wanted}` : wanted;
    return super.rename(document, { ...params, newName });
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

function refusal(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
