import * as vscode from 'vscode';

/**
 * Opens the editor's issue reporter for the extension. An extension that was packed without an address for issues opens
 * a report to fill in and send by hand instead.
 */
export async function reportIssue(extension: vscode.Extension<unknown>): Promise<void> {
  const manifest = extension.packageJSON as { readonly version: string; readonly bugs?: { readonly url?: string } };
  const body = reportBody(manifest.version);
  if (manifest.bugs?.url !== undefined) {
    await vscode.commands.executeCommand('workbench.action.openIssueReporter', {
      extensionId: extension.id,
      issueBody: body,
    });
    return;
  }
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: body });
  await vscode.window.showTextDocument(document, { preview: false });
}

/** Holds versions only: nothing of a file or of the machine goes into it by itself. */
function reportBody(version: string): string {
  return `# ${vscode.l10n.t('Problem report')}

${vscode.l10n.t('What did you do?')}

${vscode.l10n.t('What did you expect, and what happened instead?')}

${vscode.l10n.t('A small flow or model that shows it:')}

\`\`\`confer

\`\`\`

Confer ${version}, ${vscode.env.appName} ${vscode.version}
`;
}
