import * as vscode from 'vscode';
import { languageId } from '../contributions.js';
import type { ConferLanguageClient } from '../language-client.js';
import { fenceAddress, markdownOfFence } from './fence-addresses.js';
import { type Fence, fencesOf } from './fence-texts.js';

const MARKDOWN = 'markdown';
/** Idle time after typing before the fences of a file are sent to the server, in ms. */
const IDLE_MS = 200;
/** Most fences of one file that are checked; further ones are colored and drawn only. */
const MAX_FENCES = 50;

/** A fence that declares a flow or a model. */
const WHOLE = /^\s*(?:flow|model)\s/m;

/** The fences of one Markdown file as sent to the server. */
interface OpenFences {
  readonly fences: readonly Fence[];
  readonly texts: string[];
  readonly problems: Map<string, readonly vscode.Diagnostic[]>;
  version: number;
}

/**
 * Checks and completes the fences of Markdown files in the editor. The server gets each fence as a document of its own,
 * which no editor shows; its diagnostics of one are shown in the Markdown file.
 */
export class MarkdownFences implements vscode.Disposable, vscode.CompletionItemProvider, vscode.HoverProvider {
  private readonly open = new Map<string, OpenFences>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly diagnostics = vscode.languages.createDiagnosticCollection('confer-fences');
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly server: ConferLanguageClient) {
    const selector: vscode.DocumentSelector = { language: MARKDOWN };
    this.subscriptions = vscode.Disposable.from(
      this.diagnostics,
      server.onDidChangeState((state) => {
        // A new server does not have what the last one received.
        this.open.clear();
        if (state === 'running') this.sendAll();
      }),
      vscode.workspace.onDidOpenTextDocument((document) => this.schedule(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.schedule(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.close(document)),
      vscode.languages.registerCompletionItemProvider(selector, this, '>', ':', '.', ' '),
      vscode.languages.registerHoverProvider(selector, this),
    );
    server.onDiagnostics((uri, found) => this.takeDiagnostics(uri, found));
    this.sendAll();
  }

  /** Takes over what the server found in a fence. @returns false when the address is none of a fence */
  private takeDiagnostics(uri: vscode.Uri, found: readonly vscode.Diagnostic[]): boolean {
    const markdown = markdownOfFence(uri.toString());
    if (markdown === undefined) return false;
    const openFences = this.open.get(markdown);
    // A piece of a flow or model is for reading: it cannot be checked on its own.
    const whole = openFences?.texts.some(
      (text, index) => fenceAddress(markdown, index) === uri.toString() && WHOLE.test(text),
    );
    openFences?.problems.set(uri.toString(), whole ? found : []);
    const all = [...(openFences?.problems.values() ?? [])].flat();
    this.diagnostics.set(vscode.Uri.parse(markdown), all);
    return true;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
    context: vscode.CompletionContext,
  ): Promise<vscode.CompletionItem[] | vscode.CompletionList | undefined> {
    const fence = this.fenceAt(document, position);
    const { client } = this.server;
    if (fence === undefined || client === undefined) return undefined;
    const params = {
      ...positionIn(fence, position),
      context: { triggerKind: context.triggerKind + 1, ...triggerOf(context) },
    };
    const result = await client.sendRequest<never>('textDocument/completion', params, token);
    return client.protocol2CodeConverter.asCompletionResult(result, undefined, token);
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const fence = this.fenceAt(document, position);
    const { client } = this.server;
    if (fence === undefined || client === undefined) return undefined;
    const result = await client.sendRequest<never>('textDocument/hover', positionIn(fence, position), token);
    return client.protocol2CodeConverter.asHover(result);
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.subscriptions.dispose();
  }

  /** The address of the fence at a position, after its current text has been sent to the server. */
  private fenceAt(document: vscode.TextDocument, { line }: vscode.Position): string | undefined {
    this.send(document);
    const index = this.open
      .get(document.uri.toString())
      ?.fences.findIndex(({ firstLine, lastLine }) => firstLine <= line && line <= lastLine);
    return index === undefined || index < 0 ? undefined : fenceAddress(document.uri.toString(), index);
  }

  private sendAll(): void {
    for (const document of vscode.workspace.textDocuments) this.schedule(document);
  }

  private schedule(document: vscode.TextDocument): void {
    if (document.languageId !== MARKDOWN || document.uri.scheme === 'output') return;
    const uri = document.uri.toString();
    clearTimeout(this.timers.get(uri));
    this.timers.set(
      uri,
      setTimeout(() => this.send(document), IDLE_MS),
    );
  }

  /** Sends the server the fences that are new, have changed, or are gone. */
  private send(document: vscode.TextDocument): void {
    const { client, state } = this.server;
    if (client === undefined || state !== 'running' || document.isClosed) return;
    const uri = document.uri.toString();
    const fences = fencesOf(document.getText()).slice(0, MAX_FENCES);
    const before = this.open.get(uri);
    if (before === undefined && fences.length === 0) return;
    const texts = fences.map(({ text }) => text);
    const version = (before?.version ?? 0) + 1;
    for (const [index, text] of texts.entries()) {
      const address = fenceAddress(uri, index);
      const textBefore = before?.texts[index];
      if (textBefore === text) continue;
      if (textBefore === undefined) {
        const opened = { uri: address, languageId, version, text };
        void client.sendNotification('textDocument/didOpen', { textDocument: opened });
      } else {
        const changed = { textDocument: { uri: address, version }, contentChanges: [{ text }] };
        void client.sendNotification('textDocument/didChange', changed);
      }
    }
    const problems = before?.problems ?? new Map<string, readonly vscode.Diagnostic[]>();
    for (let index = texts.length; index < (before?.texts.length ?? 0); index++) {
      problems.delete(fenceAddress(uri, index));
      this.closeFence(fenceAddress(uri, index));
    }
    this.open.set(uri, { fences, texts, problems, version });
    this.diagnostics.set(document.uri, [...problems.values()].flat());
  }

  private close(document: vscode.TextDocument): void {
    const uri = document.uri.toString();
    clearTimeout(this.timers.get(uri));
    this.timers.delete(uri);
    const openFences = this.open.get(uri);
    this.open.delete(uri);
    for (const index of openFences?.texts.keys() ?? []) this.closeFence(fenceAddress(uri, index));
    this.diagnostics.delete(document.uri);
  }

  private closeFence(uri: string): void {
    if (this.server.state === 'running') {
      void this.server.client?.sendNotification('textDocument/didClose', { textDocument: { uri } });
    }
  }
}

function positionIn(uri: string, { line, character }: vscode.Position) {
  return { textDocument: { uri }, position: { line, character } };
}

function triggerOf({ triggerCharacter }: vscode.CompletionContext): { triggerCharacter?: string } {
  return triggerCharacter === undefined ? {} : { triggerCharacter };
}
