import * as vscode from 'vscode';
import { errorMessage } from '../../timeline/types/error-message.js';
import type { WebviewToHost } from '../protocol/preview-messages.js';
import type { ServerRequests } from '../server-requests.js';
import { type FixOutcome, fixFinding, saveScenario } from './finding-fix.js';
import type { PanelPage } from './panel-page.js';
import { revealSource } from './source-reveal.js';

/** A page's request to change the text. */
export type EditMessage = Extract<WebviewToHost, { type: 'fix' | 'save-scenario' }>;

/** Changes the text as the page asks, says what that has come to, and shows it. */
export async function applyEdit(
  message: EditMessage,
  requests: ServerRequests,
  page: PanelPage,
  panel: vscode.WebviewPanel,
): Promise<void> {
  // The user continues with a new scenario in the text: its name is selected there.
  const focus = message.type === 'save-scenario';
  const hadKeyboard = panel.active;
  try {
    const { announcement, show } = await outcomeOf(message, requests);
    if (announcement !== undefined)
      page.post({ type: 'announce', documentUri: message.documentUri, text: announcement });
    if (show !== undefined) {
      const uri = vscode.Uri.parse(show.uri);
      await revealSource({ uri, range: show.range, focus, previewColumn: panel.viewColumn });
    }
    if (hadKeyboard && !focus && !panel.active) panel.reveal(undefined, false);
  } catch (error) {
    const reason = errorMessage(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('Cannot change the text: {0}', reason));
  }
}

function outcomeOf(message: EditMessage, requests: ServerRequests): Promise<FixOutcome> {
  return message.type === 'fix'
    ? fixFinding(message.documentUri, message.finding, (params) => requests.fixes(params))
    : saveScenario(message.documentUri, message.flow, message.path, requests);
}
