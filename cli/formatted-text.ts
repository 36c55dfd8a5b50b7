import type { LangiumDocument } from 'langium';
import { applyChanges, formatDocument } from '../assist/index.js';

/** One level of indentation, as the editor's default for the language. */
const INDENT = '  ';

/** The text of a document, laid out as the editor does by default. */
export function formattedText(document: LangiumDocument): string {
  return applyChanges(document.textDocument.getText(), formatDocument(document, { indent: INDENT }));
}
