import * as vscode from 'vscode';
import { recordingGroupingContext, recordingShownContext, recordingView } from '../contributions.js';
import type { FollowedRecording } from './followed-recording.js';
import { interactionsOf } from './frequencies.js';
import { treeItem } from './recording-items.js';
import { progressText, summaryText } from './recording-texts.js';
import {
  childrenOf,
  groupInteractions,
  parseFilter,
  type RecordingGrouping,
  type RecordingNode,
} from './recording-tree.js';

/** Time between updates of the list while a recording is read, in ms: a list that moves cannot be read. */
const REFRESH_MS = 500;

/** The view of a recording's interactions. */
export class RecordingView implements vscode.Disposable, vscode.TreeDataProvider<RecordingNode> {
  private readonly changed = new vscode.EventEmitter<undefined>();
  private readonly view: vscode.TreeView<RecordingNode>;
  private readonly editing: vscode.Disposable;
  private run: FollowedRecording | undefined;
  private following: vscode.Disposable | undefined;
  private grouping: RecordingGrouping = 'verdict';
  private filterText = '';
  /** How far the run is, while it runs. */
  private progress = '';
  /** Whether the flow or model has changed since the run. */
  private stale = false;
  private refreshTimer: ReturnType<typeof setTimeout> | undefined;

  readonly onDidChangeTreeData = this.changed.event;

  constructor() {
    this.view = vscode.window.createTreeView(recordingView, { treeDataProvider: this, showCollapseAll: true });
    this.editing = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) this.sourceChanged(document.uri);
    });
    this.group('verdict');
  }

  /** The filter of the list, as typed. */
  get filter(): string {
    return this.filterText;
  }

  /** Shows a run and what it finds from now on; undefined empties the view. */
  show(run: FollowedRecording | undefined): void {
    this.following?.dispose();
    this.run = run;
    this.stale = false;
    this.progress = '';
    this.following =
      run &&
      vscode.Disposable.from(
        run.onDidChange(() => this.refreshSoon()),
        run.onDidProgress((at) => {
          this.progress = progressText(at);
          this.refreshSoon();
        }),
      );
    if (run !== undefined) void vscode.commands.executeCommand('setContext', recordingShownContext, true);
    this.refresh();
  }

  /** Brings the view to the front. */
  async focus(): Promise<void> {
    await vscode.commands.executeCommand(`${recordingView}.focus`);
  }

  group(grouping: RecordingGrouping): void {
    this.grouping = grouping;
    void vscode.commands.executeCommand('setContext', recordingGroupingContext, grouping);
    this.refresh();
  }

  /** Lists only the items that match a filter; an empty filter lists all. */
  filterBy(text: string): void {
    this.filterText = text.trim();
    this.refresh();
  }

  getTreeItem(node: RecordingNode): vscode.TreeItem {
    return treeItem(node);
  }

  getChildren(node?: RecordingNode): RecordingNode[] {
    if (node !== undefined) return [...childrenOf(node)];
    if (this.run === undefined) return [];
    const { interactions, summary } = this.run;
    return groupInteractions(interactions, summary, this.grouping, parseFilter(this.filterText));
  }

  dispose(): void {
    clearTimeout(this.refreshTimer);
    this.following?.dispose();
    this.editing.dispose();
    this.view.dispose();
    this.changed.dispose();
  }

  private sourceChanged(uri: vscode.Uri): void {
    const source = this.run?.choice.source;
    if (this.stale || source === undefined || vscode.Uri.parse(source).toString() !== uri.toString()) return;
    this.stale = true;
    this.refresh();
  }

  private refreshSoon(): void {
    this.refreshTimer ??= setTimeout(() => this.refresh(), REFRESH_MS);
  }

  private refresh(): void {
    clearTimeout(this.refreshTimer);
    this.refreshTimer = undefined;
    const lines = this.run === undefined ? [] : messageOf(this.run, this.filterText, this.progress);
    if (this.stale) lines.push(vscode.l10n.t('The flow or model has changed since this run. Run it again.'));
    // The view shows its message on one line.
    this.view.message = lines.join(' | ');
    this.view.description = this.run?.choice.subject ?? '';
    this.changed.fire(undefined);
  }
}

function messageOf({ summary, failure }: FollowedRecording, filter: string, progress: string): string[] {
  const lines: string[] = [];
  const problems = (summary?.problems ?? []).filter(({ severity }) => severity !== 'information');
  // Why nothing was read says enough: what came of it and by what it is filtered would only repeat that.
  if (summary !== undefined && interactionsOf(summary) === 0 && problems.length > 0)
    return problems.map(({ text }) => text);
  if (summary !== undefined) lines.push(summaryText(summary));
  else if (failure === undefined) lines.push(vscode.l10n.t('Reading… {0}', progress));
  if (failure === '') lines.push(vscode.l10n.t('The run was canceled. Showing what was found so far.'));
  else if (failure !== undefined) lines.push(vscode.l10n.t('The run stopped: {0}', failure));
  if (filter !== '') lines.push(vscode.l10n.t('Filter: {0}', filter));
  lines.push(...problems.map(({ text }) => text));
  return lines;
}
