import * as vscode from 'vscode';
import { commands, languageId } from './contributions.js';
import { flowTemplate } from './flow-template.js';

/** The examples that come with the extension. */
const examples = ['escalate-chat', 'escalate-chat-faults'] as const;

/**
 * Opens an example as a new file that nothing is lost by changing.
 * @param name which one; the first where it is none of them
 * @param view `timeline` to show its timeline beside it
 */
export async function openExample(extensionUri: vscode.Uri, name?: unknown, view?: unknown): Promise<void> {
  const chosen = examples.find((example) => example === name) ?? examples[0];
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'examples', `${chosen}.confer`));
  const { document } = await openNew(new TextDecoder().decode(bytes));
  if (view === 'timeline') await vscode.commands.executeCommand(commands.showTimelineToSide, document.uri);
}

/**
 * Opens a new file with a small flow to fill in.
 * @param target the document to write the flow at the end of, instead of a new file
 */
export async function newFlow(target?: unknown): Promise<void> {
  const template = new vscode.SnippetString(flowTemplate);
  if (!(target instanceof vscode.Uri)) {
    await (await openNew('')).insertSnippet(template);
    return;
  }
  const document = await vscode.workspace.openTextDocument(target);
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const viewColumn = shown?.viewColumn ?? vscode.ViewColumn.One;
  const editor = await vscode.window.showTextDocument(document, { viewColumn, preview: false });
  const end = document.lineAt(document.lineCount - 1).range.end;
  const before = document.getText().trim() === '' ? '' : end.character > 0 ? '\n\n' : '\n';
  await editor.insertSnippet(new vscode.SnippetString(`${before}${flowTemplate}`), end);
}

/** Opens a new file with a text. */
export async function openNew(content: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language: languageId, content });
  return vscode.window.showTextDocument(document, { preview: false });
}
