import * as vscode from 'vscode';
import { commands, languageId } from '../contributions.js';
import type { ConferLanguageClient, ServerState } from '../language-client.js';

/**
 * Shows in the language status (the braces next to the language's name) how the server is doing.
 * @returns what takes the item away again
 */
export function showServerStatus(server: ConferLanguageClient): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('confer.server', { language: languageId });
  item.name = vscode.l10n.t('Confer Language Server');
  const show = () => {
    const { state } = server;
    item.busy = state === 'starting';
    item.severity =
      state === 'stopped' ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
    item.text = serverText(state);
    item.command = {
      command: commands.restartServer,
      title: state === 'stopped' ? vscode.l10n.t('Start') : vscode.l10n.t('Restart'),
    };
  };
  show();
  return vscode.Disposable.from(item, server.onDidChangeState(show));
}

function serverText(state: ServerState): string {
  switch (state) {
    case 'starting':
      return vscode.l10n.t('Language server starting');
    case 'running':
      return vscode.l10n.t('Language server running');
    case 'stopped':
      return vscode.l10n.t('Language server stopped');
  }
}
