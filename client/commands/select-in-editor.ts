import * as vscode from 'vscode';
import { SelectCommand } from '../../server/protocol/client-commands.js';
import { isRange } from '../../timeline/types/json-guards.js';

/** Goes to what a fix has left for the author to choose, such as the time of a timeout; a new name is to be renamed. */
export function registerFixSelection(): vscode.Disposable {
  return vscode.commands.registerCommand(SelectCommand, async (uri: unknown, range: unknown, renames: unknown) => {
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === asUri(uri));
    if (editor === undefined || !isRange(range)) return;
    const { start, end } = range;
    editor.selection = new vscode.Selection(start.line, start.character, end.line, end.character);
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    if (renames === true) await vscode.commands.executeCommand('editor.action.rename');
  });
}

/** An address as this editor writes it, which may escape other characters than the server does. */
function asUri(uri: unknown): string | undefined {
  return typeof uri === 'string' ? vscode.Uri.parse(uri).toString() : undefined;
}
