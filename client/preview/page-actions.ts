import * as vscode from 'vscode';
import type { FindingReference } from '../../server/protocol/fix-messages.js';
import type { WebviewToHost } from '../protocol/preview-messages.js';
import type { ServerRequests } from '../server-requests.js';
import { applyEdit } from './applied-edit.js';
import { deliverCoverage } from './coverage-delivery.js';
import { deliverExport } from './export-delivery.js';
import { runHelpCommand } from './help-command.js';
import type { ModelFiles } from './model-files.js';
import type { PanelPage } from './panel-page.js';
import type { RecordedInteraction } from './recorded-interaction.js';
import { revealOrReport } from './source-reveal.js';

/** A message of the page that asks for something outside the panel. */
export type PageAction = Exclude<WebviewToHost, { type: 'ready' | 'select' | 'scrolled' }>;

/** The panel whose page asks. */
export interface PageActionContext {
  /** The document shown. */
  readonly uri: vscode.Uri | undefined;
  /** The shown interaction of a recording; undefined while a path of a flow is shown. */
  readonly recorded: RecordedInteraction | undefined;
  readonly panel: vscode.WebviewPanel;
  readonly page: PanelPage;
  readonly requests: ServerRequests;
  readonly modelFiles: ModelFiles;
  /** Shows a path that has a finding. */
  showFinding(uri: vscode.Uri, finding: FindingReference): void;
}

/** Does what the page asks for: reveals source, exports, edits, opens files. */
export function doPageAction(message: PageAction, context: PageActionContext): void {
  const { page, panel, requests, modelFiles } = context;
  switch (message.type) {
    case 'reveal':
      void revealPlace(message, context);
      return;
    case 'show-finding': {
      const uri = vscode.Uri.parse(message.documentUri);
      void revealOrReport({ uri, range: message.range, focus: false, previewColumn: panel.viewColumn });
      context.showFinding(uri, message.finding);
      return;
    }
    case 'export':
      void deliverExport(message, (text) => page.post({ type: 'announce', documentUri: message.documentUri, text }));
      return;
    case 'refused':
      void vscode.window.showErrorMessage(vscode.l10n.t('Cannot export the timeline: {0}', message.text));
      return;
    case 'help':
      void runHelpCommand(message.command, context.uri);
      return;
    case 'fix':
    case 'save-scenario':
      void applyEdit(message, requests, page, panel);
      return;
    case 'open': {
      const uri = modelFiles.toOpen(message.uri);
      if (uri !== undefined)
        void revealOrReport({ uri, range: message.range, focus: true, previewColumn: panel.viewColumn });
      return;
    }
    case 'list-coverage':
      void deliverCoverage(message, requests, modelFiles, page);
      return;
    default:
      message satisfies never;
  }
}

async function revealPlace(
  { documentUri, range, focus, recorded }: Extract<PageAction, { type: 'reveal' }>,
  { recorded: interaction, panel }: PageActionContext,
): Promise<void> {
  const previewColumn = panel.viewColumn;
  if (recorded !== undefined && interaction !== undefined) await interaction.open(recorded, focus, previewColumn);
  else await revealOrReport({ uri: vscode.Uri.parse(documentUri), range, focus, previewColumn });
}
