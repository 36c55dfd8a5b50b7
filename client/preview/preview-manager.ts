import * as vscode from 'vscode';
import type { FindingReference } from '../../server/protocol/fix-messages.js';
import { languageId, libraryScheme, timelineShownContext, timelineViewType } from '../contributions.js';
import type { ExportCommand } from '../protocol/export-message.js';
import { parsePreviewState } from '../protocol/preview-state.js';
import type { ServerRequests } from '../server-requests.js';
import { timelineSettings } from '../settings.js';
import { CaretSync } from './caret-sync.js';
import { DeletedFiles, isAtOrBelow } from './deleted-files.js';
import type { RecordedInteraction } from './recorded-interaction.js';
import { ScrollSync } from './scroll-sync.js';
import { TimelinePreview } from './timeline-preview.js';

/** Where a preview is to appear: in the active editor's group, or in one next to it. */
export type PreviewPlace = 'here' | 'beside';

/**
 * Knows the timeline panels. Each follows the active editor, at most one in an editor group; those that are pinned stay
 * with their document.
 */
export class PreviewManager implements vscode.Disposable, vscode.WebviewPanelSerializer {
  private readonly extensionUri: vscode.Uri;
  private readonly requests: ServerRequests;
  private readonly previews = new Set<TimelinePreview>();
  /** Addresses of the files whose timeline has opened by itself, or could have. */
  private readonly opened = new Set<string>();
  private readonly scrollSync: ScrollSync;
  private readonly subscriptions: vscode.Disposable;

  constructor(extensionUri: vscode.Uri, requests: ServerRequests) {
    this.extensionUri = extensionUri;
    this.requests = requests;
    this.scrollSync = new ScrollSync((uri, range) => this.each((preview) => preview.editorScrolled(uri, range)));
    const deletedFiles = new DeletedFiles();
    this.subscriptions = vscode.Disposable.from(
      this.scrollSync,
      deletedFiles,
      deletedFiles.onDidGo((uri) => this.eachIn(uri, (preview) => preview.fileDeleted())),
      deletedFiles.onDidReturn((uri) => this.eachIn(uri, (preview) => preview.retry())),
      new CaretSync((documentUri, caret) => this.each((preview) => preview.caretMoved(documentUri, caret))),
      requests.onDidChange(({ uri, version }) => {
        // The two sides may write an address differently; the editor's way is the one to compare by.
        const documentUri = vscode.Uri.parse(uri).toString();
        this.each((preview) => preview.changed(documentUri, version));
      }),
      requests.onDidStart(() => this.each((preview) => preview.retry())),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.follow(editor)),
      vscode.window.registerWebviewPanelSerializer(timelineViewType, this),
    );
    this.follow(vscode.window.activeTextEditor);
  }

  /**
   * Shows the timeline of a document in the panel of its group, or opens one.
   * @param target the document's Uri if the command came from a menu or a lens; otherwise the active editor's
   *   document
   * @param flow name of the flow to show, if one is asked for
   */
  show(target: unknown, place: PreviewPlace, flow?: unknown): void {
    const flowName = typeof flow === 'string' ? flow : undefined;
    const uri = target instanceof vscode.Uri ? target : documentInView();
    const shown = [...this.previews].find((preview) => preview.active);
    if (uri === undefined) {
      if (shown === undefined) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('Open a .confer file first: the timeline shows the active file.'),
        );
      }
      return;
    }
    this.present(place).show(uri, flowName);
  }

  /**
   * Exports a timeline: that of the active panel, otherwise of a visible one; otherwise the active editor's, in a panel
   * that is opened for it.
   */
  exportTimeline(command: Pick<ExportCommand, 'action' | 'format'>): void {
    const shown = [...this.previews].find(({ active }) => active) ?? [...this.previews].find(({ visible }) => visible);
    const uri = documentInView();
    if (shown !== undefined) {
      shown.exportTimeline(command);
    } else if (uri !== undefined) {
      const preview = this.present('beside');
      preview.show(uri);
      preview.exportTimeline(command);
    } else {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Open a .confer file first: the timeline shows the active file.'),
      );
    }
  }

  /** Pins the active panel to its flow, or lets it follow the active editor again. */
  togglePin(): void {
    const preview = [...this.previews].find(({ active }) => active);
    preview?.pin(!preview.pinned);
  }

  /** Shows a finding of a document on a timeline next to it, where the problem is. */
  showFinding(uri: vscode.Uri, finding: FindingReference): void {
    this.present('beside').showFinding(uri, finding);
  }

  /**
   * Shows an interaction of a recording in a panel that is in sight, otherwise in one next to the active editor.
   * @param uri the document with the flow or model that it was followed through
   */
  showRecorded(uri: vscode.Uri, recorded: RecordedInteraction): void {
    const inSight = [...this.previews].find(({ visible, pinned }) => visible && !pinned);
    (inSight ?? this.present('beside')).showRecorded(uri, recorded);
  }

  /** Brings a panel back after a reload of the window. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const preview = new TimelinePreview(panel, this.extensionUri, this.requests);
    this.keep(preview);
    const kept = parsePreviewState(state);
    if (kept !== undefined) {
      preview.restore(kept);
    }
    // A page kept what it showed last, and that is outdated if it was hidden while another file came to the front.
    const uri = documentInView();
    if (uri !== undefined && !preview.pinned) {
      preview.show(uri);
    }
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.each((preview) => preview.dispose());
  }

  /** A preview at a place, in sight: the one that is there, otherwise a new one. */
  private present(place: PreviewPlace): TimelinePreview {
    void vscode.commands.executeCommand('setContext', timelineShownContext, true);
    const preserveFocus = place === 'beside';
    const existing = this.previewFor(place);
    if (existing !== undefined) {
      existing.reveal(preserveFocus);
      return existing;
    }
    const viewColumn = place === 'beside' ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    const preview = TimelinePreview.open(this.extensionUri, this.requests, { viewColumn, preserveFocus });
    this.keep(preview);
    return preview;
  }

  private previewFor(place: PreviewPlace): TimelinePreview | undefined {
    const column = vscode.window.tabGroups.activeTabGroup.viewColumn;
    const previews = [...this.previews].filter(({ pinned }) => !pinned);
    if (place === 'here') {
      return previews.find((preview) => preview.viewColumn === column);
    }
    const inOtherColumns = previews.filter((preview) => preview.viewColumn !== column);
    return inOtherColumns.find((preview) => preview.visible) ?? inOtherColumns[0];
  }

  private follow(editor: vscode.TextEditor | undefined): void {
    if (editor !== undefined && hasTimeline(editor.document)) {
      this.openAutomatically(editor);
      this.each((preview) => preview.follow(editor.document.uri));
    }
  }

  /** Opens a timeline for a file that is opened, once, when the settings ask for it and none is open. */
  private openAutomatically({ document }: vscode.TextEditor): void {
    const uri = document.uri.toString();
    if (this.opened.has(uri) || !timelineSettings().openAutomatically) return;
    this.opened.add(uri);
    if (this.previews.size === 0) this.show(document.uri, 'beside');
  }

  private keep(preview: TimelinePreview): void {
    this.previews.add(preview);
    preview.onDidDispose(() => this.previews.delete(preview));
    preview.onDidScroll(({ documentUri, range }) => this.scrollSync.follow(documentUri, range));
  }

  /** Those that show a file, or a file of a folder. */
  private eachIn(uri: vscode.Uri, act: (preview: TimelinePreview) => void): void {
    this.each((preview) => {
      if (isAtOrBelow(preview.documentUri ?? '', uri.toString())) act(preview);
    });
  }

  private each(act: (preview: TimelinePreview) => void): void {
    for (const preview of this.previews) {
      act(preview);
    }
  }
}

/** The document that a preview opened now should show: the active editor's, otherwise one that is on screen. */
function documentInView(): vscode.Uri | undefined {
  const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  return editors.find((editor) => editor !== undefined && hasTimeline(editor.document))?.document.uri;
}

/** The built-in library has models only: looking something up in it must not take the timeline away. */
function hasTimeline(document: vscode.TextDocument): boolean {
  return document.languageId === languageId && document.uri.scheme !== libraryScheme;
}
