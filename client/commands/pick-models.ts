import * as vscode from 'vscode';
import type { ModelSummary } from '../../server/protocol/model-messages.js';
import { distinctTitle } from '../distinct-title.js';

interface ModelItem extends vscode.QuickPickItem {
  readonly model: ModelSummary;
}

/**
 * Asks which models a new flow follows. Enter takes the checked ones, or the focused one if none is checked: an editor's
 * list of checkboxes would close without a word. A choice that cannot be followed is explained while the list is open.
 * @returns the models, one of the workspace first; undefined if the user cancels
 */
export function pickModels(models: readonly ModelSummary[]): Promise<readonly ModelSummary[] | undefined> {
  const pick = vscode.window.createQuickPick<ModelItem>();
  pick.title = vscode.l10n.t('New Flow from Model');
  pick.placeholder = vscode.l10n.t('Select the model to follow and press Enter, or check several');
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.items = models.map(modelItem);
  // An editor's list of checkboxes focuses nothing by itself.
  pick.activeItems = pick.items.slice(0, 1);
  pick.onDidChangeValue((value) => {
    const typed = value.toLowerCase();
    const found = pick.items.find(({ label, description }) =>
      `${label} ${description ?? ''}`.toLowerCase().includes(typed),
    );
    pick.activeItems = found === undefined ? [] : [found];
  });
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const chosen = pick.selectedItems.length > 0 ? pick.selectedItems : pick.activeItems.slice(0, 1);
      if (chosen.length === 0) return;
      const pickedModels = chosen.map(({ model }) => model).sort((a, b) => Number(a.library) - Number(b.library));
      if (pickedModels[1]?.library === false) {
        const message = vscode.l10n.t('Select at most one model of the workspace: the flow is added to its file.');
        void vscode.window.showErrorMessage(message);
        return;
      }
      resolve(pickedModels);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function modelItem(model: ModelSummary): ModelItem {
  return {
    label: model.name,
    description: distinctTitle(model.name, model.title),
    detail: model.library
      ? (model.source ?? vscode.l10n.t('Built-in library'))
      : vscode.workspace.asRelativePath(vscode.Uri.parse(model.uri)),
    model,
  };
}
