import * as vscode from 'vscode';
import type { ModelSummary } from '../../server/protocol/model-messages.js';
import { errorMessage } from '../../timeline/types/error-message.js';
import { distinctTitle } from '../distinct-title.js';
import { editorRange } from '../editor-range.js';
import type { ServerRequests } from '../server-requests.js';

interface LibraryItem extends vscode.QuickPickItem {
  /** Absent for a separator. */
  readonly target?: { readonly uri: string; readonly range: ModelSummary['range'] };
}

/** Lists the models of the built-in library with their phases, and opens the one that is picked, read-only. */
export async function browseLibrary(requests: ServerRequests): Promise<void> {
  try {
    const models = (await requests.models()).filter(({ library }) => library);
    const picked = await vscode.window.showQuickPick(models.flatMap(itemsOf), {
      title: vscode.l10n.t('Confer Library'),
      placeHolder: vscode.l10n.t('Select a model or a phase to open it'),
      matchOnDescription: true,
    });
    if (picked?.target === undefined) return;
    const { uri, range } = picked.target;
    await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection: editorRange(range), preview: false });
  } catch (error) {
    const reason = errorMessage(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('Cannot open the library: {0}', reason));
  }
}

/**
 * A model below a heading that says how to make it visible, then its phases. A source that only repeats the title is
 * left out.
 */
function itemsOf(model: ModelSummary): LibraryItem[] {
  const { uri, name, title, range, phases, source } = model;
  const origin = source === null || (title !== null && source.includes(title)) ? '' : source;
  return [
    {
      label: model.import === null ? vscode.l10n.t('visible everywhere') : `import "${model.import}"`,
      kind: vscode.QuickPickItemKind.Separator,
    },
    {
      label: `$(symbol-class) ${name}`,
      description: described([distinctTitle(name, title), origin]),
      target: { uri, range },
    },
    ...phases.map((phase) => ({
      label: `$(symbol-event) ${phase.name}`,
      description: described([name, distinctTitle(phase.name, phase.title)]),
      target: { uri, range: phase.range },
    })),
  ];
}

function described(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
