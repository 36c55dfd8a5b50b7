import * as vscode from 'vscode';
import { showStatusMessage } from '../views/status-message.js';

/** The kind of the action that applies every safe fix of a file. */
const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append('confer');
const EXCLUDED = '**/node_modules/**';

/** Applies the safe fixes of all Confer files of the workspace as one edit, which one undo takes back. */
export async function fixAllInWorkspace(): Promise<void> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Fixing Confer files'),
    cancellable: true,
  };
  const edit = await vscode.window.withProgress(options, (progress, token) => collectFixes(progress, token));
  if (edit === undefined) return;
  if (edit.size === 0) {
    showStatusMessage('pass', vscode.l10n.t('Nothing to fix automatically'));
    return;
  }
  const count = edit.size;
  if (await vscode.workspace.applyEdit(edit, { isRefactoring: true })) {
    const text = count === 1 ? vscode.l10n.t('Fixed 1 file') : vscode.l10n.t('Fixed {0} files', count);
    showStatusMessage('pass', text);
  }
}

/** The edits of all files; undefined when canceled. */
async function collectFixes(
  progress: vscode.Progress<{ message: string }>,
  token: vscode.CancellationToken,
): Promise<vscode.WorkspaceEdit | undefined> {
  const all = new vscode.WorkspaceEdit();
  const files = await vscode.workspace.findFiles('**/*.confer', EXCLUDED, undefined, token);
  for (const file of files) {
    if (token.isCancellationRequested) return undefined;
    progress.report({ message: vscode.workspace.asRelativePath(file) });
    const document = await vscode.workspace.openTextDocument(file);
    const end = document.lineAt(document.lineCount - 1).range.end;
    const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      file,
      new vscode.Range(new vscode.Position(0, 0), end),
      FIX_ALL.value,
      1,
    );
    for (const [uri, edits] of actions[0]?.edit?.entries() ?? []) all.set(uri, [...all.get(uri), ...edits]);
  }
  return token.isCancellationRequested ? undefined : all;
}
