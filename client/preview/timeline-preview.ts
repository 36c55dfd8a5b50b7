import * as vscode from 'vscode';
import type { FindingReference, TimelineParams, TimelineResult } from '../../server/protocol/messages.js';
import type { Range } from '../../timeline/types/timeline.js';
import { commands, timelineViewType } from '../contributions.js';
import type { ExportMessage, TakeMessage } from '../preview-protocol/export-message.js';
import type { HelpCommand, HostToWebview, WebviewToHost } from '../preview-protocol/preview-messages.js';
import type { PreviewState } from '../preview-protocol/preview-state.js';
import { isCancellation, type TimelineSource } from '../timeline-source.js';
import { caretIn } from './caret-sync.js';
import { deliverExport } from './export-delivery.js';
import { type FixOutcome, mendFinding, saveScenario } from './finding-fix.js';
import { chosen, type PathSelection, selectionOf } from './path-selection.js';
import { newNonce, previewHtml } from './preview-html.js';
import { parseWebviewMessage } from './preview-message-guard.js';
import { failureText, titleOf } from './preview-texts.js';
import { revealSource } from './source-reveal.js';
import { TimelinePull } from './timeline-pull.js';

/** One timeline panel: owns the webview and keeps it up to date with the document it shows. */
export class TimelinePreview implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #source: TimelineSource;
  readonly #pull: TimelinePull;
  /** By document, so that going to another file and back finds the same path. */
  readonly #selections = new Map<string, PathSelection>();
  #uri: vscode.Uri | undefined;
  /** Whether the page is loaded and listens. A hidden panel has no page. */
  #ready = false;
  /** The model's file that was opened from here last. */
  #lookedInto: string | undefined;
  /** What is to be shown at its fault, until an answer has come. */
  #sought: FindingReference | undefined;
  /** Addresses of the files that the rows of the timeline shown are written in. */
  #modelFiles: ReadonlySet<string> = new Set();
  /** What is to be taken along as soon as the page has a timeline. */
  #wish: Pick<TakeMessage, 'action' | 'format'> | undefined;
  /** Whether the page shows why there is no timeline. */
  #failed = false;
  #locked = false;
  readonly #scrolled = new vscode.EventEmitter<{ readonly documentUri: string; readonly range: Range }>();

  /** A person has scrolled the picture: this is at its top now. */
  readonly onDidScroll = this.#scrolled.event;

  readonly onDidDispose: vscode.Event<void>;

  /** Opens a new panel in the given editor group. */
  static open(
    extensionUri: vscode.Uri,
    source: TimelineSource,
    showOptions: { readonly viewColumn: vscode.ViewColumn; readonly preserveFocus: boolean },
  ): TimelinePreview {
    const panel = vscode.window.createWebviewPanel(timelineViewType, 'Timeline', showOptions);
    return new TimelinePreview(panel, extensionUri, source);
  }

  /** Takes over a panel, a new one or one that the editor has restored. */
  constructor(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, source: TimelineSource) {
    this.#panel = panel;
    this.#source = source;
    this.onDidDispose = panel.onDidDispose;
    this.#pull = new TimelinePull({
      ask: async (query, signal) => {
        // An open document is one that the server knows, also where no editor shows it and no workspace holds it.
        await vscode.workspace.openTextDocument(vscode.Uri.parse(query.textDocument.uri));
        return source.timeline(query, signal);
      },
      show: (result, query) => this.#show(result, query),
      fail: (error, query) => {
        this.#failed = true;
        this.#notice(query.textDocument.uri, failureText(query.textDocument.uri, error));
      },
      isPassing: isCancellation,
    });
    const folder = vscode.Uri.joinPath(extensionUri, 'out', 'webview');
    panel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'images', 'file-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'images', 'file-dark.svg'),
    };
    panel.webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [folder] };
    panel.webview.onDidReceiveMessage((value: unknown) => {
      const message = parseWebviewMessage(value);
      if (message !== undefined) {
        this.#receive(message);
      }
    });
    panel.onDidChangeViewState(() => {
      if (!panel.visible) {
        this.#ready = false;
        this.#pull.stop();
      }
    });
    panel.onDidDispose(() => {
      this.#pull.stop();
      this.#scrolled.dispose();
    });
    panel.webview.html = previewHtml({
      cspSource: panel.webview.cspSource,
      nonce: newNonce(),
      script: panel.webview.asWebviewUri(vscode.Uri.joinPath(folder, 'preview.js')).toString(),
      style: panel.webview.asWebviewUri(vscode.Uri.joinPath(folder, 'preview.css')).toString(),
    });
  }

  get documentUri(): string | undefined {
    return this.#uri?.toString();
  }

  get viewColumn(): vscode.ViewColumn | undefined {
    return this.#panel.viewColumn;
  }

  get visible(): boolean {
    return this.#panel.visible;
  }

  get active(): boolean {
    return this.#panel.active;
  }

  /** Whether it stays with its document, whatever editor is active. */
  get locked(): boolean {
    return this.#locked;
  }

  /** Stays with its document from now on, or follows the active editor again. */
  lock(locked: boolean): void {
    const documentUri = this.documentUri;
    if (documentUri !== undefined) {
      this.#locked = locked;
      this.#panel.title = titleOf(documentUri, locked);
      this.#post({ type: 'locked', documentUri, locked });
    }
  }

  /** Brings the panel to the front of its group. */
  reveal(preserveFocus: boolean): void {
    this.#panel.reveal(undefined, preserveFocus);
  }

  /** Follows the active editor; not to a model that was opened from here, for that is looked at beside the timeline. */
  follow(uri: vscode.Uri): void {
    if (!this.#locked && uri.toString() !== this.#lookedInto) {
      this.#lookedInto = undefined;
      this.show(uri);
    }
  }

  /** Shows a document, on the path last chosen for it; where another flow of it is asked for, that flow. */
  show(uri: vscode.Uri, flow?: string): void {
    const documentUri = uri.toString();
    const otherFlow = flow !== undefined && this.#selections.get(documentUri)?.flow !== flow;
    if (otherFlow) {
      this.#selections.set(documentUri, { flow });
    }
    if (otherFlow || documentUri !== this.documentUri) {
      this.#sought = undefined;
      this.#uri = uri;
      this.#panel.title = titleOf(documentUri, this.#locked);
      this.#refresh();
    }
  }

  /** Shows a finding of a document: a path that has it, at the place of the fault. */
  showFinding(uri: vscode.Uri, finding: FindingReference): void {
    this.show(uri);
    this.#sought = finding;
    this.#refresh();
  }

  /** Takes the timeline along as it is shown, once it is: the page makes it, for it can draw. */
  take(wish: Pick<TakeMessage, 'action' | 'format'>): void {
    this.#wish = wish;
    // Only a page that has the keyboard may write an image to the clipboard.
    this.reveal(wish.action === 'save');
    this.#refresh();
  }

  /** Shows what a page showed before it was closed down. */
  restore(state: PreviewState): void {
    const { documentUri, flow, scenario, path, all, locked } = state;
    if (flow !== null) {
      this.#selections.set(documentUri, selectionOf({ flow, scenario, path: path ?? [], all }));
    }
    this.show(vscode.Uri.parse(documentUri));
    this.lock(locked);
  }

  /** The server has news of a document; asks for them where it is the one shown. */
  changed(documentUri: string, version: number): void {
    if (documentUri === this.documentUri && this.#ready) {
      this.#pull.changed(version);
    }
  }

  /** Asks again where the last answer was a failure: the server runs now. */
  retry(): void {
    if (this.#failed) {
      this.#refresh();
    }
  }

  /** An editor shows this part of a document now; tells the page where it is the one shown. */
  editorScrolled(documentUri: string, range: Range): void {
    if (documentUri === this.documentUri) {
      this.#post({ type: 'editor-scrolled', documentUri, range });
    }
  }

  /** The caret has moved in a document; tells the page where it is the one shown. */
  caretMoved(documentUri: string, range: Range): void {
    if (documentUri === this.documentUri) {
      this.#post({ type: 'caret', documentUri, range });
    }
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #receive(message: WebviewToHost): void {
    const { documentUri } = this;
    // What a page says of a document that it no longer shows comes too late.
    if (message.type !== 'ready' && message.type !== 'help' && message.documentUri !== documentUri) {
      return;
    }
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        this.#refresh();
        return;
      case 'select':
        this.#sought = undefined;
        this.#selections.set(message.documentUri, selectionOf(message));
        this.#refresh();
        return;
      case 'reveal':
        void this.#reveal(vscode.Uri.parse(message.documentUri), message.range, message.focus);
        return;
      case 'export':
        void this.#export(message);
        return;
      case 'refused':
        void vscode.window.showErrorMessage(vscode.l10n.t('The timeline could not be exported: {0}', message.text));
        return;
      case 'help':
        void this.#help(message.command);
        return;
      case 'fix': {
        const mended = mendFinding(message.documentUri, message.finding, (params) => this.#source.fixes(params));
        void this.#changed(message.documentUri, mended, false);
        return;
      }
      case 'save-scenario': {
        const saved = saveScenario(message.documentUri, message.flow, message.path, this.#source);
        void this.#changed(message.documentUri, saved, true);
        return;
      }
      case 'open':
        // Only what the page was told of: the rows of the models.
        if (this.#modelFiles.has(message.uri)) {
          const uri = vscode.Uri.parse(message.uri);
          this.#lookedInto = uri.toString();
          void this.#reveal(uri, message.range, true);
        }
        return;
      case 'scrolled':
        this.#scrolled.fire(message);
        return;
      default:
        message satisfies never;
    }
  }

  async #reveal(uri: vscode.Uri, range: Range, focus: boolean): Promise<void> {
    try {
      await revealSource({ uri, range, focus, previewColumn: this.viewColumn });
    } catch (error) {
      void vscode.window.showErrorMessage(failureText(uri.toString(), error));
    }
  }

  /**
   * Says what a change of the text has come to, and shows it.
   * @param focus whether the person goes on in the text: then what is to be named is selected there
   */
  async #changed(documentUri: string, outcome: Promise<FixOutcome>, focus: boolean): Promise<void> {
    const hadKeyboard = this.active;
    try {
      const { said, show } = await outcome;
      if (said !== undefined) {
        this.#post({ type: 'said', documentUri, text: said });
      }
      if (show !== undefined) {
        const uri = vscode.Uri.parse(show.uri);
        await revealSource({ uri, range: show.range, focus, previewColumn: this.viewColumn });
      }
      if (hadKeyboard && !focus && !this.active) {
        this.reveal(false);
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(vscode.l10n.t('The text could not be changed: {0}', reason));
    }
  }

  /** Of a document without a flow, a new flow becomes part; the other commands know what they are about. */
  async #help(command: HelpCommand): Promise<void> {
    const target = command === 'newFlow' && this.#uri !== undefined ? [this.#uri] : [];
    await vscode.commands.executeCommand(commands[command], ...target);
  }

  async #export(message: ExportMessage): Promise<void> {
    try {
      const text = await deliverExport(message);
      if (text !== undefined) {
        this.#post({ type: 'said', documentUri: message.documentUri, text });
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(vscode.l10n.t('The timeline could not be exported: {0}', reason));
    }
  }

  #show(result: TimelineResult, { finding }: TimelineParams): TimelineParams | undefined {
    const documentUri = this.documentUri;
    if (documentUri === undefined) {
      return undefined;
    }
    this.#failed = false;
    this.#modelFiles = new Set(result.timeline?.rows.map(({ uri }) => uri));
    if (finding !== undefined) {
      this.#sought = undefined;
      this.#takeOver(documentUri, result);
    }
    this.#post({ type: 'timeline', documentUri, result, ...chosen(this.#selections.get(documentUri)) });
    this.#post({ type: 'locked', documentUri, locked: this.#locked });
    if (this.#wish !== undefined) {
      this.#post({ type: 'take', documentUri, ...this.#wish });
      this.#wish = undefined;
    }
    if (finding !== undefined) {
      // The picture is at the finding now, wherever the caret is.
      return this.#query(documentUri);
    }
    this.#postCaret(documentUri);
    return undefined;
  }

  /** The path that shows what was sought is the chosen one from now on. */
  #takeOver(documentUri: string, { timeline, focus }: TimelineResult): void {
    if (focus === null || timeline === null) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'No path of a flow shows this: it may be mended already, or stand in a part that no path reaches.',
        ),
      );
      return;
    }
    const { flow, scenario, path } = timeline;
    this.#selections.set(documentUri, selectionOf({ flow, scenario, path, all: false }));
  }

  #query(documentUri: string): TimelineParams {
    const finding = this.#sought === undefined ? {} : { finding: this.#sought };
    return { textDocument: { uri: documentUri }, ...this.#selections.get(documentUri), ...finding };
  }

  #refresh(): void {
    if (!this.#ready) {
      return;
    }
    const documentUri = this.documentUri;
    if (documentUri === undefined) {
      this.#notice('', vscode.l10n.t('Open a .confer file to see its timeline here.'));
      return;
    }
    this.#pull.want(this.#query(documentUri));
  }

  #postCaret(documentUri: string): void {
    const range = caretIn(documentUri);
    if (range !== undefined) {
      this.#post({ type: 'caret', documentUri, range });
    }
  }

  #notice(documentUri: string, text: string): void {
    this.#post({ type: 'notice', documentUri, text });
  }

  #post(message: HostToWebview): void {
    if (this.#ready) {
      void this.#panel.webview.postMessage(message);
    }
  }
}
