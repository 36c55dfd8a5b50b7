import * as vscode from 'vscode';

const FILE_NAME = 'confer.json';

const CONTENT = `{
  "preset": "recommended",
  "rules": {},
  "library": []
}
`;

/** Creates a \`confer.json\` in a folder of the workspace and opens it; opens the one that is there instead. */
export async function createConfiguration(): Promise<void> {
  const folder = await chosenFolder();
  if (folder === undefined) return;
  const uri = vscode.Uri.joinPath(folder.uri, FILE_NAME);
  if (!(await exists(uri))) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(CONTENT));
  await vscode.window.showTextDocument(uri, { preview: false });
}

async function chosenFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a folder first: confer.json belongs in its root.'));
    return undefined;
  }
  if (folders.length === 1) return folders[0];
  return vscode.window.showWorkspaceFolderPick({ placeHolder: vscode.l10n.t('Select a folder for confer.json') });
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
