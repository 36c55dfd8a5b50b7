import * as vscode from 'vscode';
import { showStatusMessage } from '../views/status-message.js';
import { flowTemplate } from './flow-template.js';
import { openNewDocument } from './new-document.js';

/**
 * Opens a new file with a small flow to fill in.
 * @param target the document to append the flow to, instead of a new file
 */
export async function newFlow(target?: unknown): Promise<void> {
  const template = new vscode.SnippetString(flowTemplate);
  if (!(target instanceof vscode.Uri)) {
    await (await openNewDocument('')).insertSnippet(template);
    explainPlaces();
    return;
  }
  const document = await vscode.workspace.openTextDocument(target);
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const viewColumn = shown?.viewColumn ?? vscode.ViewColumn.One;
  const editor = await vscode.window.showTextDocument(document, { viewColumn, preview: false });
  const end = document.lineAt(document.lineCount - 1).range.end;
  const before = document.getText().trim() === '' ? '' : end.character > 0 ? '\n\n' : '\n';
  await editor.insertSnippet(new vscode.SnippetString(`${before}${flowTemplate}`), end);
  explainPlaces();
}

/** Says how to fill in the template: nothing else on the screen does. */
function explainPlaces(): void {
  showStatusMessage('info', vscode.l10n.t('Type a name, then press Tab to go to the next one'));
}
