import { AstUtils, CstUtils, type LangiumDocument } from 'langium';
import type { Formatter } from 'langium/lsp';
import type {
  DocumentFormattingParams,
  DocumentOnTypeFormattingOptions,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  FormattingOptions,
  Range,
  TextEdit,
} from 'vscode-languageserver';
import { formatDocument } from '../../assist/index.js';
import { ast } from '../../language/index.js';

/** In columns. */
const DEFAULT_INDENT = 2;
const MAX_INDENT = 16;

/** Formats a document, a part of it, or the block that has just been typed. */
export class ConferFormatter implements Formatter {
  get formatOnTypeOptions(): DocumentOnTypeFormattingOptions {
    return { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n'] };
  }

  formatDocument(document: LangiumDocument, { options }: DocumentFormattingParams): TextEdit[] {
    return edits(document, options);
  }

  /** Formats the lines that a range touches. */
  formatDocumentRange(document: LangiumDocument, { options, range }: DocumentRangeFormattingParams): TextEdit[] {
    const { textDocument } = document;
    const end = textDocument.offsetAt({ line: range.end.line + 1, character: 0 });
    const last = textDocument.getText().slice(0, end).trimEnd().length;
    const rest = end === textDocument.getText().length;
    return edits(document, options, {
      start: textDocument.offsetAt({ line: range.start.line, character: 0 }),
      end: rest ? end : last,
    });
  }

  /** Formats a block when it is closed, and its lines above the caret when a line is finished. */
  formatDocumentOnType(
    document: LangiumDocument,
    { ch, position, options }: DocumentOnTypeFormattingParams,
  ): TextEdit[] {
    const { textDocument } = document;
    const caret = textDocument.offsetAt(position);
    const written = textDocument.getText().slice(0, caret);
    const end = ch === '\n' ? written.trimEnd().length : caret;
    // A line of the author's own choosing is left empty, and nothing after the caret moves.
    if (ch === '\n' && written.slice(end).split('\n').length > 2) return [];
    const start = startOfBlock(document, end - 1);
    return start === undefined ? [] : edits(document, options, { start, end });
  }
}

function edits(
  document: LangiumDocument,
  { insertSpaces, tabSize }: FormattingOptions,
  range?: { readonly start: number; readonly end: number },
): TextEdit[] {
  const indent = insertSpaces ? ' '.repeat(widthOf(tabSize)) : '\t';
  const { textDocument } = document;
  return formatDocument(document, { indent }, range).map(({ start, end, text }) => {
    const place: Range = { start: textDocument.positionAt(start), end: textDocument.positionAt(end) };
    return { range: place, newText: text };
  });
}

/** The client's indentation, limited to a readable width; two columns if it is not a number. */
function widthOf(tabSize: number): number {
  return Number.isInteger(tabSize) && tabSize > 0 ? Math.min(tabSize, MAX_INDENT) : DEFAULT_INDENT;
}

/**
 * Where the lines of the innermost phase, message or scenario around a place begin; otherwise of the place's own line.
 */
function startOfBlock(document: LangiumDocument, offset: number): number | undefined {
  const root = document.parseResult.value.$cstNode;
  const leaf = root === undefined ? undefined : CstUtils.findLeafNodeAtOffset(root, offset);
  if (leaf === undefined) return undefined;
  const block =
    AstUtils.getContainerOfType(leaf.astNode, ast.isFlowPhase) ??
    AstUtils.getContainerOfType(leaf.astNode, ast.isModelPhase) ??
    AstUtils.getContainerOfType(leaf.astNode, ast.isScenario) ??
    AstUtils.getContainerOfType(leaf.astNode, ast.isMessage);
  const line = block?.$cstNode?.range.start.line ?? leaf.range.start.line;
  return document.textDocument.offsetAt({ line, character: 0 });
}
