import * as vscode from 'vscode';
import type { Range } from '../../timeline/types/timeline.js';
import { languageId } from '../contributions.js';

/** About a frame, in ms: what comes faster need not be sent. */
const FRAME_MS = 16;
/** Time for which an editor may glide after it was scrolled from here; its scroll events are ignored. */
const ECHO_MS = 400;

/** Keeps editors and timelines at the same place while one of the two is scrolled by a person. */
export class ScrollSync implements vscode.Disposable {
  private readonly subscription: vscode.Disposable;
  /** By document: when its editor was scrolled from here last, in milliseconds. */
  private readonly moved = new Map<string, number>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param scrolled is given a document and what its editor shows of it, whenever a person has scrolled it */
  constructor(scrolled: (documentUri: string, range: Range) => void) {
    this.subscription = vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor, visibleRanges: [range] }) => {
      const documentUri = textEditor.document.uri.toString();
      if (textEditor.document.languageId !== languageId || range === undefined || this.isEcho(documentUri)) {
        return;
      }
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        const { start, end } = textEditor.visibleRanges[0] ?? range;
        scrolled(documentUri, {
          start: { line: start.line, character: start.character },
          end: { line: end.line, character: end.character },
        });
      }, FRAME_MS);
    });
  }

  /** Brings a place to the top of the editors that show the document. Opens none and moves no caret. */
  follow(documentUri: string, range: Range): void {
    const { start, end } = range;
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.uri.toString() === documentUri) {
        this.moved.set(documentUri, Date.now());
        // From the first column: the editor would scroll sideways to any other.
        const place = new vscode.Range(start.line, 0, end.line, 0);
        editor.revealRange(editor.document.validateRange(place), vscode.TextEditorRevealType.AtTop);
      }
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscription.dispose();
  }

  private isEcho(documentUri: string): boolean {
    return Date.now() - (this.moved.get(documentUri) ?? 0) < ECHO_MS;
  }
}
