import * as vscode from 'vscode';
import { commands } from '../contributions.js';
import { openNewDocument } from './new-document.js';

/** The examples that come with the extension. */
const EXAMPLES = ['escalate-chat', 'escalate-chat-faults'] as const;

/**
 * Opens an example as a new, unsaved file.
 * @param name which one; the first when it is none of them
 * @param view `timeline` to show its timeline next to it
 */
export async function openExample(extensionUri: vscode.Uri, name?: unknown, view?: unknown): Promise<void> {
  const chosen = EXAMPLES.find((example) => example === name) ?? EXAMPLES[0];
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'examples', `${chosen}.confer`));
  const { document } = await openNewDocument(new TextDecoder().decode(bytes));
  if (view === 'timeline') await vscode.commands.executeCommand(commands.showTimelineToSide, document.uri);
}
