import * as vscode from 'vscode';
import type { FlowVerdict } from '../../server/protocol/check-messages.js';
import { commands, languageId, libraryScheme } from '../contributions.js';
import { editorRange } from '../editor-range.js';
import type { ConferLanguageClient } from '../language-client.js';
import type { ServerRequests } from '../server-requests.js';
import { describeVerdict } from './verdict-text.js';

/** Left of the items of the editor, next to the counts of problems of the whole window. */
const PRIORITY = 10;
/** The status bar has no room for more; the tooltip has it all. */
const MAX_TEXT_LENGTH = 60;

type Content = Pick<vscode.StatusBarItem, 'text' | 'tooltip' | 'command' | 'accessibilityInformation'>;

/**
 * Shows the verdict of the flow at the caret, or of the file's first flow, in the status bar; a click shows the flow's
 * timeline. Hidden unless a Confer file is in the active editor.
 */
export class VerdictStatus implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  private readonly subscriptions: vscode.Disposable;
  /** The flows of the active document, as far as they are known. */
  private flows: { readonly uri: string; readonly verdicts: readonly FlowVerdict[] } | undefined;
  private run = 0;

  constructor(
    private readonly server: ConferLanguageClient,
    private readonly requests: ServerRequests,
  ) {
    this.item = vscode.window.createStatusBarItem('confer.verdict', vscode.StatusBarAlignment.Left, PRIORITY);
    this.item.name = vscode.l10n.t('Confer Check');
    this.subscriptions = vscode.Disposable.from(
      this.item,
      server.onDidChangeState(() => void this.refresh()),
      // Sent when a text has been checked, also when nothing was found in it.
      requests.onDidChange(({ uri }) => this.refreshIfActive([vscode.Uri.parse(uri)])),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => this.refreshIfActive(uris)),
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

  private refreshIfActive(uris: readonly vscode.Uri[]): void {
    const active = vscode.window.activeTextEditor?.document.uri.toString();
    if (uris.some((uri) => uri.toString() === active)) void this.refresh();
  }

  /** Asks for the verdicts again, and shows them when they arrive. */
  private async refresh(): Promise<void> {
    this.run += 1;
    const run = this.run;
    const document = vscode.window.activeTextEditor?.document;
    this.show();
    if (document === undefined || !isFlowFile(document) || this.server.state !== 'running') return;
    const uri = document.uri.toString();
    const verdicts = await this.requests.verdicts(uri).catch(() => undefined);
    // While the text changes there is no answer; the change brings the next one.
    if (run !== this.run || verdicts === undefined) return;
    this.flows = { uri, verdicts };
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

  private content({ document, selection }: vscode.TextEditor): Content {
    const { state } = this.server;
    if (state !== 'running') {
      const starting = state === 'starting';
      const text = starting ? vscode.l10n.t('Confer is starting') : vscode.l10n.t('Confer is not running');
      return itemContent(starting ? '$(loading~spin)' : '$(warning)', text, text, {
        command: commands.restartServer,
        title: vscode.l10n.t('Restart Server'),
      });
    }
    if (this.flows?.uri !== document.uri.toString()) {
      const text = vscode.l10n.t('Confer is checking');
      return itemContent('$(loading~spin)', text, text, { command: commands.showOutput, title: text });
    }
    const flows = this.flows.verdicts;
    const flow = flows.find(({ range }) => editorRange(range).contains(selection.active)) ?? flows[0];
    const range = flow && editorRange(flow.range);
    const verdict = { ...countsOf(document.uri, range), unchecked: flow?.unchecked ?? null };
    const name = flow?.name ?? 'Confer';
    const text = `${name}: ${describeVerdict(verdict, vscode.l10n.t)}`;
    const icon =
      verdict.errors > 0
        ? '$(error)'
        : verdict.warnings > 0
          ? '$(warning)'
          : verdict.unchecked === null
            ? '$(pass)'
            : '$(question)';
    const title = flow === undefined ? vscode.l10n.t('New Flow') : vscode.l10n.t('Show Timeline');
    const command =
      flow === undefined
        ? { command: commands.newFlow, title, arguments: [document.uri] }
        : { command: commands.showTimelineToSide, title, arguments: [document.uri, flow.name] };
    return itemContent(icon, text, `${text}\n\n${title}`, command);
  }
}

function itemContent(icon: string, text: string, tooltip: string, command: vscode.Command): Content {
  const short = text.length <= MAX_TEXT_LENGTH ? text : `${text.slice(0, MAX_TEXT_LENGTH - 1).trimEnd()}…`;
  return { text: `${icon} ${short}`, tooltip, command, accessibilityInformation: { label: text, role: 'button' } };
}

/** Whether a document may hold flows: the built-in library has models only, and is read-only. */
function isFlowFile({ languageId: language, uri }: vscode.TextDocument): boolean {
  return language === languageId && uri.scheme !== libraryScheme;
}

function countsOf(uri: vscode.Uri, range: vscode.Range | undefined): { errors: number; warnings: number } {
  let errors = 0;
  let warnings = 0;
  for (const found of vscode.languages.getDiagnostics(uri)) {
    if (range !== undefined && range.intersection(found.range) === undefined) continue;
    errors += found.severity === vscode.DiagnosticSeverity.Error ? 1 : 0;
    warnings += found.severity === vscode.DiagnosticSeverity.Warning ? 1 : 0;
  }
  return { errors, warnings };
}
