import * as vscode from 'vscode';
import { commands } from '../contributions.js';
import type { HelpCommand } from '../protocol/preview-messages.js';

/**
 * Runs what an empty page offers.
 * @param uri the document that the page shows, if any: a new flow becomes part of one that has none
 */
export async function runHelpCommand(command: HelpCommand, uri: vscode.Uri | undefined): Promise<void> {
  const target = command === 'newFlow' && uri !== undefined ? [uri] : [];
  await vscode.commands.executeCommand(commands[command], ...target);
}
