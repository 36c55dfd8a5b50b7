import * as vscode from 'vscode';
import { commands, languageId } from './contributions.js';
import type { ConferLanguageClient, ServerState } from './language-client.js';
import { describeVerdict } from './verdict-text.js';

/**
 * Shows in the language status (the braces beside the language's name) what the check says of the active file and
 * how the server is doing.
 * @returns what takes the items away again
 */
export function showLanguageStatus(server: ConferLanguageClient): vscode.Disposable {
  const verdict = vscode.languages.createLanguageStatusItem('confer.verdict', { language: languageId });
  verdict.name = vscode.l10n.t('Confer Check');
  verdict.command = { command: 'workbench.actions.view.problems', title: vscode.l10n.t('Show Problems') };

  const process = vscode.languages.createLanguageStatusItem('confer.server', { language: languageId });
  process.name = vscode.l10n.t('Confer Language Server');

  const showVerdict = () => {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId === languageId) {
      Object.assign(verdict, verdictOf(document.uri));
    }
  };
  const showServer = () => {
    const { state } = server;
    process.busy = state === 'starting';
    process.severity =
      state === 'stopped' ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
    process.text = serverText(state);
    process.command = {
      command: commands.restartServer,
      title: state === 'stopped' ? vscode.l10n.t('Start') : vscode.l10n.t('Restart'),
    };
  };
  showVerdict();
  showServer();

  return vscode.Disposable.from(
    verdict,
    process,
    server.onDidChangeState(showServer),
    vscode.window.onDidChangeActiveTextEditor(showVerdict),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      const active = vscode.window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) {
        showVerdict();
      }
    }),
  );
}

function serverText(state: ServerState): string {
  switch (state) {
    case 'starting':
      return vscode.l10n.t('Language server is starting');
    case 'running':
      return vscode.l10n.t('Language server running');
    case 'stopped':
      return vscode.l10n.t('Language server stopped');
  }
}

function verdictOf(uri: vscode.Uri): Pick<vscode.LanguageStatusItem, 'text' | 'severity'> {
  let errors = 0;
  let warnings = 0;
  for (const { severity } of vscode.languages.getDiagnostics(uri)) {
    errors += severity === vscode.DiagnosticSeverity.Error ? 1 : 0;
    warnings += severity === vscode.DiagnosticSeverity.Warning ? 1 : 0;
  }
  const { Error: error, Warning: warning, Information: fine } = vscode.LanguageStatusSeverity;
  return {
    text: describeVerdict(errors, warnings, vscode.l10n.t),
    severity: errors > 0 ? error : warnings > 0 ? warning : fine,
  };
}
