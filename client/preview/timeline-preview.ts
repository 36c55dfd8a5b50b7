import * as vscode from 'vscode';
import type { FindingReference } from '../../server/protocol/fix-messages.js';
import type { FlowSummary, TimelineParams, TimelineResult } from '../../server/protocol/timeline-messages.js';
import type { Range } from '../../timeline/types/timeline.js';
import { timelineViewType } from '../contributions.js';
import type { ExportCommand } from '../protocol/export-message.js';
import type { ChosenPath, WebviewToHost } from '../protocol/preview-messages.js';
import type { PreviewState } from '../protocol/preview-state.js';
import { isCancellation, type ServerRequests } from '../server-requests.js';
import { timelineSettings } from '../settings.js';
import { showStatusMessage } from '../views/status-message.js';
import { CaretFlow, flowAt } from './caret-flow.js';
import { caretIn } from './caret-sync.js';
import { FlowChoices } from './flow-choices.js';
import { ModelFiles } from './model-files.js';
import { doPageAction } from './page-actions.js';
import { PanelPage } from './panel-page.js';
import { deletedText, failureText, titleOf } from './preview-texts.js';
import { type RecordedInteraction, recordedResult } from './recorded-interaction.js';
import { TimelinePage } from './timeline-page.js';
import { TimelinePull } from './timeline-pull.js';

/** One timeline panel: owns the webview and keeps it up to date with the document it shows. */
export class TimelinePreview implements vscode.Disposable {
  private readonly panel: vscode.WebviewPanel;
  private readonly requests: ServerRequests;
  private readonly pull: TimelinePull;
  private readonly choices = new FlowChoices(() => timelineSettings().defaultPath === 'all');
  private readonly caretFlow = new CaretFlow(() => this.followCaret());
  /** The flows of the document shown, from the last answer. */
  private flows: readonly FlowSummary[] = [];
  private uri: vscode.Uri | undefined;
  private readonly page: PanelPage;
  private readonly timelinePage: TimelinePage;
  /** The finding to show when the next answer comes. */
  private pendingFinding: FindingReference | undefined;
  private readonly modelFiles = new ModelFiles();
  /** Whether the page shows why there is no timeline. */
  private failed = false;
  private isPinned = false;
  /** The shown interaction of a recording; undefined while a path of a flow is shown. */
  private recorded: RecordedInteraction | undefined;
  private readonly scrolled = new vscode.EventEmitter<{ readonly documentUri: string; readonly range: Range }>();

  /** A person has scrolled the picture: this is at its top now. */
  readonly onDidScroll = this.scrolled.event;

  readonly onDidDispose: vscode.Event<void>;

  /** Opens a new panel in the given editor group. */
  static open(
    extensionUri: vscode.Uri,
    requests: ServerRequests,
    showOptions: { readonly viewColumn: vscode.ViewColumn; readonly preserveFocus: boolean },
  ): TimelinePreview {
    const panel = vscode.window.createWebviewPanel(timelineViewType, 'Timeline', showOptions);
    return new TimelinePreview(panel, extensionUri, requests);
  }

  /** Takes over a panel, a new one or one that the editor has restored. */
  constructor(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, requests: ServerRequests) {
    this.panel = panel;
    this.requests = requests;
    this.onDidDispose = panel.onDidDispose;
    this.pull = new TimelinePull({
      ask: async (query, signal) => {
        // An open document is one that the server knows, also if no editor shows it and no workspace holds it.
        await vscode.workspace.openTextDocument(vscode.Uri.parse(query.textDocument.uri));
        return this.timelinePage.ask(query, signal);
      },
      show: (result, query) => this.showResult(result, query),
      fail: (error, query) => {
        this.failed = true;
        this.timelinePage.showNotice(query.textDocument.uri, failureText(query.textDocument.uri, error));
      },
      isPassing: isCancellation,
    });
    panel.onDidChangeViewState(() => {
      if (!panel.visible) {
        this.page.ready = false;
        this.pull.stop();
      }
    });
    panel.onDidDispose(() => {
      this.pull.stop();
      this.caretFlow.stop();
      this.scrolled.dispose();
    });
    this.page = new PanelPage(panel, extensionUri, (message) => this.receive(message));
    this.timelinePage = new TimelinePage(this.page, requests);
  }

  get documentUri(): string | undefined {
    return this.uri?.toString();
  }

  get viewColumn(): vscode.ViewColumn | undefined {
    return this.panel.viewColumn;
  }

  get visible(): boolean {
    return this.panel.visible;
  }

  get active(): boolean {
    return this.panel.active;
  }

  /** Whether it stays with its flow when another editor becomes active or the caret moves. */
  get pinned(): boolean {
    return this.isPinned;
  }

  /** Stays with its flow from now on, or follows the active editor and its caret again. */
  pin(pinned: boolean): void {
    const { documentUri } = this;
    if (documentUri === undefined) return;
    this.isPinned = pinned;
    if (this.recorded === undefined) this.panel.title = titleOf(documentUri, pinned);
    this.page.post({ type: 'pinned', documentUri, pinned });
  }

  /** Brings the panel to the front of its group. */
  reveal(preserveFocus: boolean): void {
    this.panel.reveal(undefined, preserveFocus);
  }

  /** Follows the active editor; not to a model that was opened from here, for that is read next to the timeline. */
  follow(uri: vscode.Uri): void {
    if (!this.isPinned && !this.modelFiles.isLookedInto(uri)) this.show(uri);
  }

  /** Shows a document, on the path last chosen for it, or the given flow of it. */
  show(uri: vscode.Uri, flow?: string): void {
    const documentUri = uri.toString();
    const otherFlow = flow !== undefined && this.choices.goTo(documentUri, flow);
    const otherDocument = documentUri !== this.documentUri;
    const leavesRecording = this.recorded !== undefined && (otherDocument || flow !== undefined);
    if (otherFlow || otherDocument || leavesRecording) {
      this.recorded = undefined;
      this.pendingFinding = undefined;
      this.uri = uri;
      this.flows = [];
      this.panel.title = titleOf(documentUri, this.isPinned);
      this.refresh();
    }
    if (otherDocument && flow === undefined) {
      this.caretFlow.moved();
    }
  }

  /** Shows a finding of a document: a path that has it, where the problem is. */
  showFinding(uri: vscode.Uri, finding: FindingReference): void {
    this.show(uri);
    this.caretFlow.stop();
    this.pendingFinding = finding;
    this.refresh();
  }

  /**
   * Shows an interaction of a recording, until a flow is requested.
   * @param uri the document with the flow or model that it was followed through
   */
  showRecorded(uri: vscode.Uri, recorded: RecordedInteraction): void {
    this.pull.stop();
    this.caretFlow.stop();
    this.pendingFinding = undefined;
    this.recorded = recorded;
    this.uri = uri;
    this.flows = [];
    this.panel.title = vscode.l10n.t('Recording: {0}', recorded.timeline.recording?.key ?? '');
    this.refresh();
  }

  /** Exports the timeline as shown, once it is: the page does it, for it can draw. */
  exportTimeline(command: Pick<ExportCommand, 'action' | 'format'>): void {
    this.timelinePage.requestExport(command);
    // Only a page that has the keyboard may write an image to the clipboard.
    this.reveal(command.action === 'save');
    this.refresh();
  }

  /** Shows what a page showed before it was closed down. */
  restore(state: PreviewState): void {
    const { documentUri, pinned } = state;
    this.choices.restore(state);
    this.isPinned = pinned;
    this.show(vscode.Uri.parse(documentUri));
    this.pin(pinned);
  }

  /** The server has analyzed a document again; requests its timeline if it is the one shown. */
  changed(documentUri: string, version: number): void {
    if (documentUri === this.documentUri && this.page.ready) this.pull.changed(version);
  }

  /** Requests the timeline again if the last request failed: the server runs now. */
  retry(): void {
    if (this.failed) this.refresh();
  }

  /** Says that its file is deleted, instead of showing what was in it. */
  fileDeleted(): void {
    if (this.uri === undefined || this.recorded !== undefined) return;
    this.pull.stop();
    this.failed = true;
    this.timelinePage.showNotice('', deletedText(this.uri));
  }

  /** Called when an editor shows this part of a document: scrolls the page if it shows the same document. */
  editorScrolled(documentUri: string, range: Range): void {
    if (documentUri === this.documentUri) this.page.post({ type: 'editor-scrolled', documentUri, range });
  }

  /** Called when the caret has moved in a document: notifies the page if it shows the same document. */
  caretMoved(documentUri: string, range: Range): void {
    if (documentUri === this.documentUri) {
      this.page.post({ type: 'caret', documentUri, range });
      this.caretFlow.moved();
    }
  }

  /** Goes to the flow that the caret is in now, if it is another one of the document. */
  private followCaret(): void {
    const documentUri = this.documentUri;
    const caret = documentUri === undefined ? undefined : caretIn(documentUri);
    const flow = caret && flowAt(this.flows, caret);
    if (
      documentUri === undefined ||
      flow === undefined ||
      this.recorded !== undefined ||
      this.isPinned ||
      this.pendingFinding !== undefined
    ) {
      return;
    }
    if (this.choices.goTo(documentUri, flow)) {
      this.refresh();
    }
  }

  dispose(): void {
    this.panel.dispose();
  }

  private receive(message: WebviewToHost): void {
    const { documentUri } = this;
    // A message about a document that is no longer shown comes too late.
    if (message.type !== 'ready' && message.type !== 'help' && message.documentUri !== documentUri) {
      return;
    }
    switch (message.type) {
      case 'ready':
        this.page.ready = true;
        this.timelinePage.forget();
        this.refresh();
        return;
      case 'select':
        this.pendingFinding = undefined;
        this.recorded = undefined;
        this.caretFlow.stop();
        this.panel.title = titleOf(message.documentUri, this.isPinned);
        this.choices.choose(message.documentUri, message);
        this.refresh();
        return;
      case 'scrolled':
        this.scrolled.fire(message);
        return;
      default:
        doPageAction(message, {
          uri: this.uri,
          recorded: this.recorded,
          panel: this.panel,
          page: this.page,
          requests: this.requests,
          modelFiles: this.modelFiles,
          showFinding: (uri, finding) => this.showFinding(uri, finding),
        });
    }
  }

  private showResult(result: TimelineResult, { finding }: TimelineParams): TimelineParams | undefined {
    const { documentUri } = this;
    if (documentUri === undefined) return undefined;
    this.failed = false;
    if (finding !== undefined) {
      this.pendingFinding = undefined;
      this.takeOver(documentUri, result);
    }
    this.flows = result.flows;
    this.choices.note(documentUri, result);
    this.showTimeline(documentUri, result, this.choices.chosen(documentUri));
    // Once at the finding, the picture stays there, wherever the caret is.
    if (finding === undefined) this.timelinePage.showCaret(documentUri);
    return this.query(documentUri);
  }

  private showTimeline(documentUri: string, result: TimelineResult, chosen?: ChosenPath): void {
    const isRecorded = this.recorded !== undefined;
    const shown = this.timelinePage.showTimeline(documentUri, result, { chosen, pinned: this.isPinned, isRecorded });
    this.modelFiles.noteTimeline(shown);
  }

  /** From now on, the path that shows the finding is the chosen one. */
  private takeOver(documentUri: string, { timeline, focus }: TimelineResult): void {
    if (focus === null || timeline === null) {
      const text = vscode.l10n.t(
        'No path shows this problem: it is already fixed, or it is in an unreachable part of the flow.',
      );
      this.page.post({ type: 'announce', documentUri, text });
      showStatusMessage('info', text);
      return;
    }
    const { flow, scenario, path } = timeline;
    this.choices.choose(documentUri, { flow, scenario, path, all: false });
  }

  private query(documentUri: string): TimelineParams {
    const finding = this.pendingFinding === undefined ? {} : { finding: this.pendingFinding };
    const caret = caretIn(documentUri);
    const near = caret === undefined || this.choices.flowOf(documentUri) !== undefined ? {} : { near: caret.start };
    return { textDocument: { uri: documentUri }, ...this.choices.selection(documentUri), ...near, ...finding };
  }

  private refresh(): void {
    if (!this.page.ready) return;
    const { documentUri } = this;
    if (documentUri === undefined) {
      this.timelinePage.showNotice('', vscode.l10n.t('Open a .confer file to see its timeline.'));
      return;
    }
    if (this.recorded !== undefined) this.showTimeline(documentUri, recordedResult(documentUri, this.recorded));
    else this.pull.want(this.query(documentUri));
  }
}
