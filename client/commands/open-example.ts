import * as vscode from 'vscode';
import { commands } from '../contributions.js';
import { openNewDocument } from './new-document.js';

/** The examples that come with the extension. */
const EXAMPLES = ['escalate-chat', 'escalate-chat-faults'] as const;

/** The log that comes with the extension, and the flow that it is followed through. */
const SAMPLE_LOG = { file: 'escalate-chat.jsonl', flow: 'EscalateChat' } as const;

/**
 * Opens an example as a new, unsaved file.
 * @param name name of the example; any other value opens the first one
 * @param view `timeline` to show its timeline next to it, `recording` to follow its sample log
 */
export async function openExample(extensionUri: vscode.Uri, name?: unknown, view?: unknown): Promise<void> {
  const chosen = EXAMPLES.find((example) => example === name) ?? EXAMPLES[0];
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'examples', `${chosen}.confer`));
  const { document } = await openNewDocument(new TextDecoder().decode(bytes));
  if (view === 'recording') {
    const log = vscode.Uri.joinPath(extensionUri, 'examples', SAMPLE_LOG.file);
    await vscode.commands.executeCommand(commands.runAgainstRecording, document.uri, SAMPLE_LOG.flow, [log]);
  }
  if (view === 'timeline') await vscode.commands.executeCommand(commands.showTimelineToSide, document.uri);
}
