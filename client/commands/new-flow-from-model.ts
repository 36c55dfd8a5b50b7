import * as vscode from 'vscode';
import type { ModelSummary } from '../../server/protocol/model-messages.js';
import { errorMessage } from '../../timeline/types/error-message.js';
import { editorRange } from '../editor-range.js';
import { takeOffered } from '../preview/finding-fix.js';
import type { ServerRequests } from '../server-requests.js';
import { showStatusMessage } from '../views/status-message.js';
import { openNewDocument } from './new-document.js';
import { pickModels } from './pick-models.js';

/**
 * Asks for models and opens a flow that goes through all their phases: in a new file if they are the library's,
 * otherwise after the model.
 */
export async function newFlowFromModel(requests: ServerRequests): Promise<void> {
  try {
    const [own, ...others] = (await pickModels(await requests.models())) ?? [];
    if (own === undefined) return;
    await open(own, others, requests);
  } catch (error) {
    const reason = errorMessage(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('Cannot create the flow: {0}', reason));
  }
}

async function open({ uri, name }: ModelSummary, others: readonly ModelSummary[], requests: ServerRequests) {
  const params = {
    textDocument: { uri },
    model: name,
    others: others.map((other) => ({ uri: other.uri, model: other.name })),
  };
  const made = await requests.newFlow(params);
  if (made.file !== null) {
    await openNewDocument(made.file);
    return;
  }
  const { announcement, show } = await takeOffered(uri, {
    ask: async () => (await requests.newFlow(params)).change,
    nothing:
      others.length === 0
        ? vscode.l10n.t('No changes made: fix the errors in model {0} first.', name)
        : vscode.l10n.t('No changes made: these models contradict each other, or one of them has errors.'),
    placeHolder: '',
  });
  if (show === undefined) {
    if (announcement !== undefined) showStatusMessage('info', announcement);
    return;
  }
  const selection = editorRange(show.range);
  await vscode.window.showTextDocument(vscode.Uri.parse(show.uri), { selection, preview: false });
}
