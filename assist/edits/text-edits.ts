import { type LangiumDocument, TextDocument } from 'langium';
import type { Range } from '../../timeline/types/timeline.js';
import { applyEdits, type OffsetEdit, selectionAfter, type TextEdit } from './fix.js';

/** An edit by the positions of its document. */
export function textEdit(document: LangiumDocument, { start, end, text }: OffsetEdit): TextEdit {
  const { textDocument } = document;
  return { range: { start: textDocument.positionAt(start), end: textDocument.positionAt(end) }, newText: text };
}

/** The range that edits leave to the author, by positions in the text after them. */
export function selectedRange(document: LangiumDocument, edits: readonly OffsetEdit[]): Range | undefined {
  const selection = selectionAfter(edits);
  if (selection === undefined) return undefined;
  const { textDocument } = document;
  // Lines before the first edit stay: to count those of the rest takes less.
  const { line } = textDocument.positionAt(Math.min(...edits.map(({ start }) => start)));
  const from = textDocument.offsetAt({ line, character: 0 });
  const after = applyEdits(textDocument.getText(), edits).slice(from, selection.end);
  const lines = TextDocument.create('', '', 0, after);
  const positionAt = (offset: number) => {
    const position = lines.positionAt(offset - from);
    return { line: line + position.line, character: position.character };
  };
  return { start: positionAt(selection.start), end: positionAt(selection.end) };
}
