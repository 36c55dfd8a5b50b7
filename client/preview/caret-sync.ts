import * as vscode from 'vscode';
import type { Range } from '../../timeline/types/timeline.js';
import { languageId } from '../contributions.js';

/** Long enough to let a held arrow key pass, short enough to seem at once. */
const DELAY_MS = 40;

/** Reports the position of the caret in a document of the language whenever it has moved. */
export class CaretSync implements vscode.Disposable {
  private readonly subscription: vscode.Disposable;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param moved is given the document and the caret as an empty range */
  constructor(moved: (documentUri: string, caret: Range) => void) {
    this.subscription = vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor.document.languageId === languageId) {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => moved(textEditor.document.uri.toString(), caretOf(textEditor)), DELAY_MS);
      }
    });
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscription.dispose();
  }
}

/** The caret in a document that is on screen: that of the active editor first. Undefined if no editor shows it. */
export function caretIn(documentUri: string): Range | undefined {
  const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  const editor = editors.find((candidate) => candidate?.document.uri.toString() === documentUri);
  return editor && caretOf(editor);
}

function caretOf(editor: vscode.TextEditor): Range {
  const { line, character } = editor.selection.active;
  return { start: { line, character }, end: { line, character } };
}
