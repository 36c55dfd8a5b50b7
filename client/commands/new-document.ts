import * as vscode from 'vscode';
import { languageId } from '../contributions.js';

/** Opens a new, unsaved Confer file with a text. */
export async function openNewDocument(content: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language: languageId, content });
  return vscode.window.showTextDocument(document, { preview: false });
}
