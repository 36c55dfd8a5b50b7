import * as vscode from 'vscode';
import { libraryScheme } from '../contributions.js';

/** The documents that come with the extension, by what the command that opens one is given. */
const DOCUMENTS = ['language', 'rules/README', 'configuration', 'timeline', 'editing'] as const;

/**
 * Opens a document that comes with the extension as a page, offline.
 * @param name name of the document; any other value opens the language reference
 */
export async function openDocument(name?: unknown): Promise<void> {
  const chosen = DOCUMENTS.find((document) => document === name) ?? 'language';
  const uri = vscode.Uri.from({ scheme: libraryScheme, path: `/${chosen}.md` });
  await vscode.commands.executeCommand('vscode.open', uri);
}
