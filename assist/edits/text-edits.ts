import { type LangiumDocument, TextDocument } from 'langium';
import type { Range } from '../../timeline/types/timeline.js';
import { applyEdits, type OffsetEdit, selectionAfter, type TextEdit } from './fix.js';

/** An edit by the positions of its document. */
export function textEdit(document: LangiumDocument, { start, end, text }: OffsetEdit): TextEdit {
  const { textDocument } = document;
  return { range: { start: textDocument.positionAt(start), end: textDocument.positionAt(end) }, newText: text };
}

/** What edits leave for the author to choose, by positions in the text after them. */
export function selectedRange(document: LangiumDocument, edits: readonly OffsetEdit[]): Range | undefined {
  const selection = selectionAfter(edits);
  if (selection === undefined) return undefined;
  const after = TextDocument.create('', '', 0, applyEdits(document.textDocument.getText(), edits));
  return { start: after.positionAt(selection.start), end: after.positionAt(selection.end) };
}
