import * as vscode from 'vscode';
import { exportFormats, formatExtensions } from '../../timeline/types/export-format.js';
import { formatTitle } from '../preview/format-title.js';
import { type ExportCommand, filesOnly } from '../protocol/export-message.js';

type PickedExport = Pick<ExportCommand, 'action' | 'format'>;

/** Asks for the format of an export; undefined if the user canceled. */
export async function askForExport(): Promise<PickedExport | undefined> {
  const copied = exportFormats.filter((format) => !filesOnly.has(format));
  const picked = await vscode.window.showQuickPick(
    [
      heading(vscode.l10n.t('Copy as')),
      ...copied.map((format) => item(vscode.l10n.t('Copy as {0}', formatTitle(format)), 'copy', format)),
      heading(vscode.l10n.t('Save as')),
      ...exportFormats.map((format) => item(vscode.l10n.t('Save as {0}', formatTitle(format)), 'save', format)),
    ],
    { title: vscode.l10n.t('Export Timeline'), placeHolder: vscode.l10n.t('Select a format') },
  );
  return picked?.command;
}

interface ExportPick extends vscode.QuickPickItem {
  readonly command?: PickedExport;
}

function heading(label: string): ExportPick {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function item(label: string, action: PickedExport['action'], format: PickedExport['format']): ExportPick {
  const description = action === 'save' ? `.${formatExtensions[format][0]}` : '';
  return { label, description, command: { action, format } };
}
