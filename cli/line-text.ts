import type { TextDocument } from 'langium';

/** The text of a line without its end. It is found without reading the lines before it, of which there may be many. */
export function lineText(document: TextDocument, line: number): string {
  const range = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
  return document.getText(range).replace(/[\r\n]+$/, '');
}
