import * as vscode from 'vscode';
import type { Range } from '../../timeline/types/timeline.js';
import { editorRange } from '../editor-range.js';
import { failureText } from './preview-texts.js';

/** The range of a document to show, and how. */
export interface SourceReveal {
  readonly uri: vscode.Uri;
  readonly range: Range;
  /** Whether the keyboard goes to the editor too. */
  readonly focus: boolean;
  /** The editor group of the preview, which must stay to be seen. */
  readonly previewColumn: vscode.ViewColumn | undefined;
}

/** Shows a range of a document in an editor next to the preview; rejects if the document cannot be opened. */
export async function revealSource({ uri, range, focus, previewColumn }: SourceReveal): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: columnFor(uri, previewColumn),
    preserveFocus: !focus,
  });
  const { start, end } = document.validateRange(editorRange(range));
  // The caret is put at the start. Without the keyboard the range is marked; with it a typed letter must not erase it.
  editor.selection = new vscode.Selection(focus ? start : end, start);
  revealLines(editor, start.line, end.line);
}

/** Shows a range as `revealSource` does, or says why it cannot be shown. */
export async function revealOrReport(reveal: SourceReveal): Promise<void> {
  try {
    await revealSource(reveal);
  } catch (error) {
    void vscode.window.showErrorMessage(failureText(reveal.uri.toString(), error));
  }
}

/** Scrolls lines into view if their first one is not; never sideways. */
function revealLines(editor: vscode.TextEditor, first: number, last: number): void {
  const start = new vscode.Position(first, 0);
  if (editor.visibleRanges.some((visible) => visible.contains(start))) return;
  const lines = new vscode.Range(start, new vscode.Position(last, 0));
  editor.revealRange(lines, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/**
 * The group that shows the document already, otherwise one that has it in a tab, otherwise any other, otherwise a new
 * one.
 */
function columnFor(uri: vscode.Uri, previewColumn: vscode.ViewColumn | undefined): vscode.ViewColumn {
  const address = uri.toString();
  const visible = vscode.window.visibleTextEditors.find(
    ({ document, viewColumn }) =>
      viewColumn !== undefined && viewColumn !== previewColumn && document.uri.toString() === address,
  );
  if (visible?.viewColumn !== undefined) {
    return visible.viewColumn;
  }
  const others = vscode.window.tabGroups.all.filter((group) => group.viewColumn !== previewColumn);
  const holder = others.find((group) =>
    group.tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === address),
  );
  return (holder ?? others[0])?.viewColumn ?? vscode.ViewColumn.Beside;
}
