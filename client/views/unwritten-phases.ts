import * as vscode from 'vscode';
import { isRecord } from '../../timeline/types/json-guards.js';
import { languageId } from '../contributions.js';

/** Rules with findings that come from phases of a model not written yet. */
const codes: ReadonlySet<unknown> = new Set(['unreachable-state', 'pending-without-exit']);

type Show = (uri: vscode.Uri, diagnostics: vscode.Diagnostic[]) => void;

/**
 * Leaves out, while the caret is in a model that is being written, what its next phase may resolve. It is shown once the
 * caret leaves the model or the author saves the file; what is shown stays.
 */
export class UnwrittenPhases implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable;
  /** Files that were typed in since all that is found in them was shown. */
  private readonly typed = new Set<string>();
  /** The findings of files of which some are hidden, by file. */
  private readonly whole = new Map<string, { readonly found: vscode.Diagnostic[]; readonly show: Show }>();
  /** The ids of findings of these rules that are shown, by file. */
  private readonly shown = new Map<string, ReadonlySet<string>>();

  constructor() {
    this.subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document.languageId === languageId && contentChanges.length > 0) this.typed.add(document.uri.toString());
      }),
      vscode.workspace.onWillSaveTextDocument(({ document, reason }) => {
        if (reason === vscode.TextDocumentSaveReason.Manual) this.release(document.uri);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        for (const files of [this.typed, this.whole, this.shown]) files.delete(uri.toString());
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.showAgain(textEditor.document.uri)),
      vscode.window.onDidChangeActiveTextEditor(() => {
        for (const uri of [...this.whole.keys()]) this.showAgain(vscode.Uri.parse(uri));
      }),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  /** Shows what is found in a file, but for what is left out for now. */
  show(uri: vscode.Uri, found: vscode.Diagnostic[], show: Show): void {
    const key = uri.toString();
    const now = found.filter((diagnostic) => !this.isLeftOut(uri, diagnostic));
    if (now.length === found.length) this.whole.delete(key);
    else this.whole.set(key, { found, show });
    this.shown.set(key, new Set(now.filter(({ code }) => codes.has(codeOf(code))).flatMap(idOf)));
    show(uri, now);
  }

  private release(uri: vscode.Uri): void {
    const key = uri.toString();
    this.typed.delete(key);
    const whole = this.whole.get(key);
    if (whole !== undefined) this.show(uri, whole.found, whole.show);
  }

  private showAgain(uri: vscode.Uri): void {
    const whole = this.whole.get(uri.toString());
    if (whole !== undefined && !whole.found.some((diagnostic) => this.isLeftOut(uri, diagnostic))) this.release(uri);
  }

  private isLeftOut(uri: vscode.Uri, diagnostic: vscode.Diagnostic): boolean {
    const { code, range } = diagnostic;
    const key = uri.toString();
    const editor = vscode.window.activeTextEditor;
    if (!codes.has(codeOf(code)) || !this.typed.has(key)) return false;
    if (idOf(diagnostic).some((id) => this.shown.get(key)?.has(id))) return false;
    if (editor?.document.uri.toString() !== key) return false;
    const block = blockAround(editor.document, range.start.line);
    const caret = editor.selection.active.line;
    return block !== null && block.first <= caret && caret <= block.last;
  }
}

function codeOf(code: vscode.Diagnostic['code']): unknown {
  return typeof code === 'object' ? code.value : code;
}

/** The id of the finding, in the server's data that the language client keeps on a diagnostic; empty without data. */
function idOf(diagnostic: vscode.Diagnostic): string[] {
  const data: unknown = 'data' in diagnostic ? diagnostic.data : undefined;
  return isRecord(data) && typeof data['id'] === 'string' ? [data['id']] : [];
}

/** Lines of the innermost block with a line, by how they are indented; null if that shows none. */
function blockAround(
  document: Pick<vscode.TextDocument, 'lineAt' | 'lineCount'>,
  line: number,
): { readonly first: number; readonly last: number } | null {
  const indentation = (at: number) => {
    const { isEmptyOrWhitespace, firstNonWhitespaceCharacterIndex } = document.lineAt(at);
    return isEmptyOrWhitespace ? Number.POSITIVE_INFINITY : firstNonWhitespaceCharacterIndex;
  };
  let first = line;
  while (first >= 0 && indentation(first) >= indentation(line)) first--;
  if (first < 0) return null;
  let last = line;
  while (last < document.lineCount - 1 && indentation(last) > indentation(first)) last++;
  return { first, last };
}
