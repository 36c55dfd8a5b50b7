import * as vscode from 'vscode';
import type { WorkspaceCheckParams, WorkspaceCheckResult } from '../../server/protocol/check-messages.js';
import { errorMessage } from '../../timeline/types/error-message.js';
import type { ServerRequests } from '../server-requests.js';
import { withSlowProgress } from '../views/slow-progress.js';
import { showStatusMessage } from '../views/status-message.js';
import { describeCounts } from '../views/verdict-text.js';

/** Shows in the status bar that the workspace is being checked, when that takes over a second after a start. */
export function showCheckProgress(requests: ServerRequests): vscode.Disposable {
  return requests.onDidStart(() => void checkWithProgress(requests, { again: false }).catch(() => undefined));
}

/** Checks all files of the workspace again, and says what was found; problems are listed in the Problems view. */
export async function checkWorkspace(requests: ServerRequests): Promise<void> {
  try {
    const result = await checkWithProgress(requests, { again: true });
    const { errors, warnings } = result;
    showStatusMessage(errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'pass', describeCheck(result));
    if (errors + warnings > 0) await vscode.commands.executeCommand('workbench.actions.view.problems');
  } catch (error) {
    const reason = errorMessage(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('Cannot check the workspace: {0}', reason));
  }
}

/** The result in the words of `confer check`: `2 errors, 1 info in 4 files`. */
export function describeCheck(result: WorkspaceCheckResult): string {
  const { files } = result;
  const inFiles = files === 1 ? vscode.l10n.t('1 file') : vscode.l10n.t('{0} files', files);
  const counts = describeCounts(result, vscode.l10n.t);
  return counts === '' ? vscode.l10n.t('No problems in {0}', inFiles) : vscode.l10n.t('{0} in {1}', counts, inFiles);
}

function checkWithProgress(requests: ServerRequests, query: WorkspaceCheckParams): Promise<WorkspaceCheckResult> {
  const options = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Checking Confer files') };
  return withSlowProgress(options, requests.checkWorkspace(query));
}
