import { type CstNode, CstUtils, type LangiumDocument } from 'langium';
import type { Position, SelectionRange } from 'vscode-languageserver';

/** The nested ranges around a position: the word, the step, the phase, the flow, the file. */
export function selectionRangeAt(document: LangiumDocument, position: Position): SelectionRange {
  const { textDocument } = document;
  const offset = textDocument.offsetAt(position);
  const root = document.parseResult.value.$cstNode;
  const leaf =
    root === undefined
      ? undefined
      : (CstUtils.findLeafNodeAtOffset(root, offset) ?? CstUtils.findLeafNodeBeforeOffset(root, offset));
  const around: CstNode[] = [];
  for (let node: CstNode | undefined = leaf; node !== undefined; node = node.container) {
    const inner = around.at(-1);
    const holds = node.offset <= offset && offset <= node.end;
    if (holds && (inner === undefined || inner.offset !== node.offset || inner.end !== node.end)) around.push(node);
  }
  const whole = { start: { line: 0, character: 0 }, end: textDocument.positionAt(textDocument.getText().length) };
  return around.reduceRight<SelectionRange>((parent, { range }) => ({ range, parent }), { range: whole });
}
