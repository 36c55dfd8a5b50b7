import type { AstNode, CstNode, LangiumDocument } from 'langium';
import { DefaultFoldingRangeProvider, type FoldingRangeAcceptor } from 'langium/lsp';
import { FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import {
  isCapture,
  isConferFile,
  isFlow,
  isFlowPhase,
  isInOrder,
  isMessage,
  isModel,
  isModelPhase,
  isOneOf,
  isScenario,
  isWhen,
} from '../../language/index.js';

/** Folds blocks, block comments, runs of line comments, and runs of imports. */
export class ConferFoldingRangeProvider extends DefaultFoldingRangeProvider {
  protected override shouldProcess(node: AstNode): boolean {
    return [
      isCapture,
      isFlow,
      isFlowPhase,
      isModel,
      isModelPhase,
      isMessage,
      isScenario,
      isWhen,
      isInOrder,
      isOneOf,
    ].some((is) => is(node));
  }

  protected override collectCommentFolding(
    document: LangiumDocument,
    node: AstNode,
    acceptor: FoldingRangeAcceptor,
  ): void {
    super.collectCommentFolding(document, node, acceptor);
    const lines = document.textDocument.getText().split(/\r\n|\r|\n/);
    foldRuns(
      lines.map((line) => /^\s*\/\//.test(line)),
      FoldingRangeKind.Comment,
      acceptor,
    );
    if (!isConferFile(node)) return;
    const imports = new Set(node.imports.map((declaration) => declaration.$cstNode?.range.start.line));
    foldRuns(
      lines.map((_, line) => imports.has(line)),
      FoldingRangeKind.Imports,
      acceptor,
    );
  }

  /** A comment folds as a whole, as runs of line comments do. */
  protected override toFoldingRange(document: LangiumDocument, node: CstNode, kind?: string): FoldingRange | undefined {
    if (kind !== FoldingRangeKind.Comment) return super.toFoldingRange(document, node, kind);
    const { start, end } = node.range;
    return start.line === end.line ? undefined : FoldingRange.create(start.line, end.line, undefined, undefined, kind);
  }
}

/** Folds each run of two or more lines. */
function foldRuns(lines: readonly boolean[], kind: FoldingRangeKind, acceptor: FoldingRangeAcceptor): void {
  let start = -1;
  for (let line = 0; line <= lines.length; line++) {
    if (lines[line] === true) {
      if (start < 0) start = line;
    } else {
      if (start >= 0 && line - start >= 2) acceptor(FoldingRange.create(start, line - 1, undefined, undefined, kind));
      start = -1;
    }
  }
}
