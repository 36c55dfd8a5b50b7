import * as vscode from 'vscode';
import { commands, languageId, libraryScheme } from '../contributions.js';
import type { ConferLanguageClient } from '../language-client.js';
import type { TimelineSource } from '../timeline-source.js';
import { describeVerdict } from './verdict-text.js';

/** Left of the items of the editor, beside the counts of problems of the whole window. */
const PRIORITY = 10;

/**
 * Shows in the status bar what the check says of the flow in which the caret stands, or else of the file's first one; a
 * click shows that flow's timeline. Only where a Confer file is in the active editor.
 */
export class VerdictStatus implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  private readonly server: ConferLanguageClient;
  private readonly subscriptions: vscode.Disposable;
  /** The flows of the active document, as far as they are known. */
  private flows: { readonly uri: string; readonly symbols: readonly vscode.DocumentSymbol[] } | undefined;
  private run = 0;

  constructor(server: ConferLanguageClient, source: TimelineSource) {
    this.server = server;
    this.item = vscode.window.createStatusBarItem('confer.verdict', vscode.StatusBarAlignment.Left, PRIORITY);
    this.item.name = vscode.l10n.t('Confer Check');
    this.subscriptions = vscode.Disposable.from(
      this.item,
      server.onDidChangeState(() => void this.refresh()),
      // Sent when a text has been checked, also where nothing was found in it.
      source.onDidChange(({ uri }) => this.ifActive([vscode.Uri.parse(uri)])),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => this.ifActive(uris)),
      vscode.window.onDidChangeActiveTextEditor(() => void this.refresh()),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === vscode.window.activeTextEditor) this.show();
      }),
    );
    void this.refresh();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private ifActive(uris: readonly vscode.Uri[]): void {
    const active = vscode.window.activeTextEditor?.document.uri.toString();
    if (uris.some((uri) => uri.toString() === active)) void this.refresh();
  }

  /** Asks for the flows anew, and shows what comes. */
  private async refresh(): Promise<void> {
    this.run += 1;
    const run = this.run;
    const document = vscode.window.activeTextEditor?.document;
    this.show();
    if (document === undefined || !isFlowFile(document) || this.server.state !== 'running') return;
    const found = await vscode.commands.executeCommand<readonly vscode.DocumentSymbol[] | undefined>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    if (run !== this.run) return;
    const symbols = (found ?? []).filter(({ kind }) => kind === vscode.SymbolKind.Module);
    this.flows = { uri: document.uri.toString(), symbols };
    this.show();
  }

  private show(): void {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined || !isFlowFile(editor.document)) {
      this.item.hide();
      return;
    }
    Object.assign(this.item, this.content(editor));
    this.item.show();
  }

  private content({
    document,
    selection,
  }: vscode.TextEditor): Pick<vscode.StatusBarItem, 'text' | 'tooltip' | 'command' | 'accessibilityInformation'> {
    if (this.server.state !== 'running') {
      const text = vscode.l10n.t('Confer is not running');
      return said(this.server.state === 'starting' ? '$(loading~spin)' : '$(warning)', text, text, {
        command: commands.restartServer,
        title: vscode.l10n.t('Restart Server'),
      });
    }
    const flows = this.flows?.uri === document.uri.toString() ? this.flows.symbols : [];
    const flow = flows.find(({ range }) => range.contains(selection.active)) ?? flows[0];
    const { errors, warnings } = countsOf(document.uri, flow?.range);
    const name = flow?.name ?? vscode.l10n.t('No flow');
    const text = `${name}: ${describeVerdict(errors, warnings, vscode.l10n.t)}`;
    const icon = errors > 0 ? '$(error)' : warnings > 0 ? '$(warning)' : '$(pass)';
    const title = flow === undefined ? vscode.l10n.t('New Flow') : vscode.l10n.t('Show its Timeline');
    const command =
      flow === undefined
        ? { command: commands.newFlow, title, arguments: [document.uri] }
        : { command: commands.showTimelineToSide, title, arguments: [document.uri, flow.name] };
    return said(icon, text, `${text}\n\n${title}`, command);
  }
}

function said(
  icon: string,
  text: string,
  tooltip: string,
  command: vscode.Command,
): Pick<vscode.StatusBarItem, 'text' | 'tooltip' | 'command' | 'accessibilityInformation'> {
  return { text: `${icon} ${text}`, tooltip, command, accessibilityInformation: { label: text, role: 'button' } };
}

/** The built-in library has models only, and its verdict is nobody's business. */
function isFlowFile({ languageId: language, uri }: vscode.TextDocument): boolean {
  return language === languageId && uri.scheme !== libraryScheme;
}

function countsOf(uri: vscode.Uri, range: vscode.Range | undefined): { errors: number; warnings: number } {
  let errors = 0;
  let warnings = 0;
  for (const found of vscode.languages.getDiagnostics(uri)) {
    if (range?.intersection(found.range) === undefined && range !== undefined) continue;
    errors += found.severity === vscode.DiagnosticSeverity.Error ? 1 : 0;
    warnings += found.severity === vscode.DiagnosticSeverity.Warning ? 1 : 0;
  }
  return { errors, warnings };
}
