import {
  type AstNode,
  AstUtils,
  type CstNode,
  isCompositeCstNode,
  isLeafCstNode,
  type LangiumDocument,
  type TextDocument,
} from 'langium';
import { DefaultFoldingRangeProvider } from 'langium/lsp';
import { FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import { ast } from '../../language/index.js';
import { PhaseParts } from './phase-parts.js';

const isBlock = (node: AstNode) =>
  [
    ast.isCapture,
    ast.isFlow,
    ast.isFlowPhase,
    ast.isModel,
    ast.isModelPhase,
    ast.isMessage,
    ast.isScenario,
    ast.isWhen,
    ast.isInOrder,
    ast.isOneOf,
  ].some((is) => is(node));

/** Folds blocks, block comments, runs of line comments, and runs of imports. */
export class ConferFoldingRangeProvider extends DefaultFoldingRangeProvider {
  /** Whether the text that is folded has a block comment: to find them, every word of it is looked at. */
  private hasComments = false;
  private readonly phases = new PhaseParts<readonly FoldingRange[]>(
    (phase) => [...this.block(phase), ...this.comments(phase.$cstNode)],
    (ranges, lines) => ranges.map((range) => moved(range, lines)),
  );

  override getFoldingRanges(document: LangiumDocument): FoldingRange[] {
    const root = document.parseResult.value;
    if (!ast.isConferFile(root)) return [];
    const text = document.textDocument.getText();
    this.hasComments = text.includes('/*');
    const found = [...root.declarations.flatMap((node) => this.declaration(node)), ...this.comments(root.$cstNode)];
    foldRuns(lineComments(document.textDocument), FoldingRangeKind.Comment, found);
    const imports = new Set(root.imports.flatMap((declaration) => declaration.$cstNode?.range.start.line ?? []));
    foldRuns([...imports], FoldingRangeKind.Imports, found);
    return found;
  }

  private declaration(node: AstNode): FoldingRange[] {
    if (!ast.isFlow(node)) return this.blocks(node);
    const members = node.members.flatMap((member) =>
      ast.isFlowPhase(member) ? this.phases.of(member) : this.blocks(member),
    );
    return [...this.block(node), ...members];
  }

  /** A node's blocks, itself included. */
  private blocks(node: AstNode): FoldingRange[] {
    return AstUtils.streamAst(node)
      .filter(isBlock)
      .toArray()
      .flatMap((block) => this.block(block));
  }

  /** The line of the brace that closes a block stays in sight; it folds to the end of the line before. */
  private block({ $cstNode: node }: AstNode): FoldingRange[] {
    if (node === undefined) return [];
    const { start, end } = node.range;
    if (end.line - start.line < 2) return [];
    const isClosed = node.root.fullText.charAt(node.end - 1) === '}';
    return [FoldingRange.create(start.line, isClosed ? end.line - 1 : end.line, start.character)];
  }

  /** A comment folds as a whole, as runs of line comments do. Those of phases are left out, unless it is one. */
  private comments(node: CstNode | undefined): FoldingRange[] {
    if (!this.hasComments || !isCompositeCstNode(node)) return [];
    return node.content.flatMap((child) => {
      if (!isLeafCstNode(child)) return isPhaseNode(child) ? [] : this.comments(child);
      if (!this.commentNames.includes(child.tokenType.name)) return [];
      const { start, end } = child.range;
      if (start.line === end.line) return [];
      return [FoldingRange.create(start.line, end.line, undefined, undefined, FoldingRangeKind.Comment)];
    });
  }
}

function isPhaseNode(node: CstNode): boolean {
  return ast.isFlowPhase(node.astNode) && node.astNode.$cstNode === node;
}

function moved(range: FoldingRange, lines: number): FoldingRange {
  return { ...range, startLine: range.startLine + lines, endLine: range.endLine + lines };
}

/** The lines that contain only a line comment, zero-based. */
function lineComments(document: TextDocument): number[] {
  const text = document.getText();
  const found: number[] = [];
  for (let at = text.indexOf('//'); at >= 0; at = text.indexOf('//', at + 2)) {
    const { line, character } = document.positionAt(at);
    if (text.slice(at - character, at).trim() === '') found.push(line);
  }
  return found;
}

/** Folds each run of two or more lines. @param lines in ascending order */
function foldRuns(lines: readonly number[], kind: FoldingRangeKind, found: FoldingRange[]): void {
  let first = 0;
  for (const [index, line] of lines.entries()) {
    if (lines[index + 1] === line + 1) continue;
    if (index > first) found.push(FoldingRange.create(lines[first] ?? line, line, undefined, undefined, kind));
    first = index + 1;
  }
}
