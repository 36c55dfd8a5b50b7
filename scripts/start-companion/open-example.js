// Opens the first example, with its timeline beside it. Runs in VS Code's extension host, for `npm start` only.
const vscode = require('vscode');

const preferred = 'escalate-chat.confer';

async function activate() {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder || vscode.window.activeTextEditor) return;
  const entries = await vscode.workspace.fs.readDirectory(folder.uri);
  const examples = entries.map(([name]) => name).filter((name) => name.endsWith('.confer'));
  const example = examples.includes(preferred) ? preferred : examples[0];
  if (example === undefined) return;
  await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, example), { preview: false });
  await vscode.commands.executeCommand('confer.showTimelineToSide');
}

module.exports = { activate };
