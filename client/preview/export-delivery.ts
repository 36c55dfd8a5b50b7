import * as vscode from 'vscode';
import { errorMessage } from '../../timeline/types/error-message.js';
import { formatExtensions } from '../../timeline/types/export-format.js';
import type { SyntaxErrorFallback } from '../../timeline/types/timeline.js';
import type { ExportMessage } from '../protocol/export-message.js';
import { exportBytes, exportFileName } from './export-file.js';
import { formatTitle } from './format-title.js';

const STATUS_MS = 4000;

/**
 * Copies what the page has made, or asks where to save it; says why if that fails.
 * @param tell receives a sentence with the result, unless the user canceled
 */
export async function deliverExport(message: ExportMessage, tell: (text: string) => void): Promise<void> {
  try {
    const text = await deliver(message);
    if (text !== undefined) tell(text);
  } catch (error) {
    const reason = errorMessage(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('Cannot export the timeline: {0}', reason));
  }
}

async function deliver(message: ExportMessage): Promise<string | undefined> {
  const title = formatTitle(message.format);
  switch (message.action) {
    case 'copy':
      await vscode.env.clipboard.writeText(message.content);
      return announce(vscode.l10n.t('Timeline copied: {0}.', title), message);
    case 'copied':
      return announce(vscode.l10n.t('Timeline copied: {0}.', title), message);
    case 'save':
      return save(message);
  }
}

async function save(message: ExportMessage): Promise<string | undefined> {
  const proposed = proposal(message);
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Timeline'),
    filters: { [formatTitle(message.format)]: [formatExtensions[message.format][0]] },
    ...(proposed === undefined ? {} : { defaultUri: proposed }),
  });
  if (target === undefined) return undefined;
  await vscode.workspace.fs.writeFile(target, exportBytes(message));
  const name = target.path.slice(target.path.lastIndexOf('/') + 1);
  return announce(vscode.l10n.t('Timeline saved as {0}.', name), message);
}

/** Next to the document; a document that is no file yet has no place, and a workspace lends its own. */
function proposal({ documentUri, flow, format }: ExportMessage): vscode.Uri | undefined {
  const document = vscode.Uri.parse(documentUri);
  const name = exportFileName(flow, format);
  if (document.scheme !== 'untitled') return vscode.Uri.joinPath(document, '..', name);
  const folder = vscode.workspace.workspaceFolders?.[0];
  return folder === undefined ? undefined : vscode.Uri.joinPath(folder.uri, name);
}

function announce(sentence: string, { syntaxError }: ExportMessage): string {
  const text = syntaxError === null ? sentence : `${sentence} ${syntaxErrorNote(syntaxError)}`;
  vscode.window.setStatusBarMessage(`$(${syntaxError === null ? 'check' : 'warning'}) ${text}`, STATUS_MS);
  return text;
}

function syntaxErrorNote(shown: SyntaxErrorFallback): string {
  return shown === 'last-valid'
    ? vscode.l10n.t('The flow has a syntax error: this is its last valid timeline.')
    : vscode.l10n.t('The flow has a syntax error: this is what can be read of it.');
}
