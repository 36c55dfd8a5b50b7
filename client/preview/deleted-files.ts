import * as vscode from 'vscode';

/**
 * Notices Confer files that are gone: deleted, and shown by no editor. An editor may keep a file that another program
 * has deleted, and may close one only after it is.
 */
export class DeletedFiles implements vscode.Disposable {
  private readonly deleted = new Map<string, vscode.Uri>();
  private readonly gone = new vscode.EventEmitter<vscode.Uri>();
  private readonly back = new vscode.EventEmitter<vscode.Uri>();
  private readonly subscriptions: vscode.Disposable;

  /** Fires with a file or folder that is gone. */
  readonly onDidGo = this.gone.event;
  /** Fires with a file that is there again. */
  readonly onDidReturn = this.back.event;

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*.confer', false, true, false);
    this.subscriptions = vscode.Disposable.from(
      this.gone,
      this.back,
      watcher,
      watcher.onDidDelete((uri) => this.note([uri])),
      watcher.onDidCreate((uri) => {
        this.deleted.delete(uri.toString());
        this.back.fire(uri);
      }),
      vscode.workspace.onDidDeleteFiles(({ files }) => this.note(files)),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.length > 0) this.tell();
      }),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private note(files: readonly vscode.Uri[]): void {
    for (const uri of files) this.deleted.set(uri.toString(), uri);
    this.tell();
  }

  private tell(): void {
    const shown = vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri.toString()] : []));
    for (const [key, uri] of this.deleted) {
      if (shown.some((file) => isAtOrBelow(file, key))) continue;
      this.deleted.delete(key);
      this.gone.fire(uri);
    }
  }
}

/** Whether an address is a file or folder, or is inside it. */
export function isAtOrBelow(address: string, folder: string): boolean {
  return address === folder || address.startsWith(`${folder}/`);
}
