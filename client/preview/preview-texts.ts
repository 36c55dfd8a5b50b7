import * as vscode from 'vscode';
import { errorMessage } from '../../timeline/types/error-message.js';

/** The title of a panel. */
export function titleOf(documentUri: string, pinned: boolean): string {
  const name = fileName(documentUri);
  return pinned ? vscode.l10n.t('Timeline (pinned): {0}', name) : vscode.l10n.t('Timeline: {0}', name);
}

/** Why there is no timeline of a document, and what can be done about it. */
export function failureText(documentUri: string, error: unknown): string {
  const reason = errorMessage(error);
  return vscode.l10n.t(
    'Cannot show a timeline of {0}: {1} If the problem persists, run “Confer: Restart Language Server”. For details, run “Confer: Show Output”.',
    fileName(documentUri),
    reason.replace(/\.?$/, '.'),
  );
}

/** A panel's text for a file that no longer exists. */
export function deletedText(uri: vscode.Uri): string {
  return vscode.l10n.t('{0} has been deleted.', fileName(uri.toString()));
}

function fileName(documentUri: string): string {
  const { path } = vscode.Uri.parse(documentUri);
  return path.slice(path.lastIndexOf('/') + 1);
}
