import * as vscode from 'vscode';
import { ShowFindingCommand } from '../../server/protocol/client-commands.js';
import type { FindingReference } from '../../server/protocol/fix-messages.js';
import { parseFinding } from '../protocol/finding-guard.js';

/**
 * The command that the server's *Show on timeline* carries; what it is given comes from outside and is checked.
 * @param show shows a finding of a document on a timeline
 */
export function registerFindingCommand(show: (uri: vscode.Uri, finding: FindingReference) => void): vscode.Disposable {
  return vscode.commands.registerCommand(ShowFindingCommand, (uri: unknown, value: unknown) => {
    const finding = parseFinding(value);
    if (typeof uri === 'string' && finding !== undefined) {
      show(vscode.Uri.parse(uri), finding);
    }
  });
}
