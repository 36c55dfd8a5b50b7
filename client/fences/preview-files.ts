import * as vscode from 'vscode';
import { escapeAttribute } from '../escape-attribute.js';

const PATTERN = '{**/*.confer,**/confer.json}';
const EXCLUDED = '**/node_modules/**';
/** Most files, and most text, put into the page of a preview. */
const MAX_FILES = 200;
const MAX_CHARACTERS = 400_000;

/** A renderer of Markdown, as far as it is used here (the `markdown-it` of VS Code's preview). */
export interface MarkdownRenderer {
  readonly renderer: { readonly rules: Record<string, FenceRule | undefined> };
}

type FenceRule = (
  tokens: readonly { readonly info: string }[],
  index: number,
  options: unknown,
  env: { readonly currentDocument?: vscode.Uri } | undefined,
  self: unknown,
) => string;

/**
 * Puts the workspace's Confer files into the pages of Markdown previews, so that fences there see its models: the page
 * can read no file itself.
 */
export class PreviewFiles implements vscode.Disposable {
  /** Texts by address. */
  private readonly texts = new Map<string, string>();
  private readonly watcher = vscode.workspace.createFileSystemWatcher(PATTERN);
  private loaded: Promise<void> | undefined;

  constructor() {
    this.watcher.onDidCreate((uri) => void this.reread(uri));
    this.watcher.onDidChange((uri) => void this.reread(uri));
    this.watcher.onDidDelete((uri) => {
      if (this.texts.delete(uri.toString())) refreshPreviews();
    });
  }

  /** Extends a renderer: before a page's first Confer fence, it writes the files that the fences see. */
  extend<Renderer extends MarkdownRenderer>(markdown: Renderer): Renderer {
    // Only a preview needs the files; the page is drawn again when they are there.
    this.loaded ??= this.load();
    const { rules } = markdown.renderer;
    const draw = rules.fence;
    rules.fence = (tokens, index, options, env, self) => {
      const html = draw?.(tokens, index, options, env, self) ?? '';
      const isFirst = tokens.findIndex(({ info }) => isConfer(info)) === index;
      return isFirst && isConfer(tokens[index]?.info) ? this.element(env?.currentDocument) + html : html;
    };
    return markdown;
  }

  dispose(): void {
    this.watcher.dispose();
  }

  private element(document: vscode.Uri | undefined): string {
    const folder = document && vscode.workspace.getWorkspaceFolder(document);
    if (document === undefined || folder === undefined) return '';
    const root = `${folder.uri.toString()}/`;
    const files: Record<string, string> = {};
    let characters = 0;
    for (const [uri, text] of this.texts) {
      characters += text.length;
      if (uri.startsWith(root) && characters <= MAX_CHARACTERS) files[relativeTo(root, uri)] = text;
    }
    const data = JSON.stringify({ page: relativeTo(root, document.toString()), files });
    return `<confer-files hidden data-files="${escapeAttribute(data)}"></confer-files>`;
  }

  private async load(): Promise<void> {
    const found = await vscode.workspace.findFiles(PATTERN, EXCLUDED, MAX_FILES);
    await Promise.all(found.map((uri) => this.read(uri)));
    if (found.length > 0) refreshPreviews();
  }

  /** Until a preview has asked for the files, a change of one is no news. */
  private async reread(uri: vscode.Uri): Promise<void> {
    if (this.loaded === undefined) return;
    await this.read(uri);
    refreshPreviews();
  }

  private async read(uri: vscode.Uri): Promise<void> {
    try {
      this.texts.set(uri.toString(), new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
    } catch {
      this.texts.delete(uri.toString());
    }
  }
}

function refreshPreviews(): void {
  void vscode.commands.executeCommand('markdown.preview.refresh');
}

function isConfer(info: string | undefined): boolean {
  return /^\s*confer(?=[\s{,:]|$)/i.test(info ?? '');
}

function relativeTo(root: string, uri: string): string {
  return decodeURIComponent(uri.slice(root.length));
}
