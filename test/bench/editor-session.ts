import type { Diagnostic, Position, Range, SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver-protocol';
import { AnswerReplicas } from '../../client/answer-replicas.js';
import { PatchedAnswerRequest, type PatchedMethod } from '../../server/protocol/answer-patch.js';
import { VerdictsRequest } from '../../server/protocol/check-messages.js';
import {
  TimelineChangedNotification,
  type TimelineChangedParams,
  TimelineRequest,
} from '../../server/protocol/timeline-messages.js';
import type { Served } from '../support/served.js';

/** Lines of a file that an editor shows at a time. */
const LINES_IN_VIEW = 50;

/**
 * A file open in an editor that does after each change what VS Code does with our client, which asks for long answers by
 * what has changed in them (`client/answer-middleware.ts`), and with the file's timeline next to it.
 */
export class EditorSession {
  private diagnostics: readonly Diagnostic[] = [];
  private tokens: string | undefined;
  private readonly replicas = new AnswerReplicas();
  /** Names the timeline that the panel has. */
  private timeline: string | undefined;
  /** Requests for the timeline under way. */
  private pulls: Promise<unknown>[] = [];

  constructor(
    private readonly served: Served,
    private readonly uri: string,
  ) {
    served.connection.onNotification('textDocument/publishDiagnostics', (params: { uri: string }) => {
      if (params.uri === uri) this.diagnostics = (params as unknown as { diagnostics: Diagnostic[] }).diagnostics;
    });
    served.connection.onNotification(TimelineChangedNotification.method, (params: TimelineChangedParams) => {
      if (params.uri === uri) this.pulls.push(this.pullTimeline());
    });
  }

  async open(text: string): Promise<void> {
    await this.served.open(this.uri, text);
    await this.settle({ line: 0, character: 0 });
  }

  /** Replaces a part of the text; resolves when everything that the editor asks for afterwards has come. */
  async type(text: string, range: Range): Promise<void> {
    await this.served.change(this.uri, text, range);
    const { line, character } = range.start;
    if (text !== '\n') return this.settle({ line, character: character + text.length });
    const caret = { line: line + 1, character: 0 };
    await Promise.all([this.formatOnType(text, caret), this.settle(caret)]);
  }

  /** Asks for what the editor does to the text after a sign that calls for it. */
  async formatOnType(ch: '\n' | '}', position: Position): Promise<void> {
    const options = { tabSize: 2, insertSpaces: true };
    const textDocument = { uri: this.uri };
    await this.served.request('textDocument/onTypeFormatting', { textDocument, ch, position, options });
  }

  /** Puts another text in the place of the whole. */
  async rewrite(text: string): Promise<void> {
    await this.served.change(this.uri, text);
    await this.settle({ line: 0, character: 0 });
  }

  /** Closes the editor and the timeline next to it. */
  async close(): Promise<void> {
    this.replicas.forget(this.uri);
    await this.served.connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri } });
  }

  /** Asks for everything that is on the screen. */
  private async settle(caret: Position): Promise<void> {
    const textDocument = { uri: this.uri };
    const inView = {
      start: { line: Math.max(0, caret.line - LINES_IN_VIEW / 2), character: 0 },
      end: { line: caret.line + LINES_IN_VIEW / 2, character: 0 },
    };
    const atCaret = this.diagnostics.filter(
      ({ range }) => range.start.line <= caret.line && range.end.line >= caret.line,
    );
    const ask = (method: string, params: object = {}) => this.served.request(method, { textDocument, ...params });
    await Promise.all([
      this.askTokens(),
      this.askPatched('textDocument/documentSymbol'),
      this.askPatched('textDocument/foldingRange'),
      this.askPatched('textDocument/codeLens'),
      this.askPatched('textDocument/inlayHint', { range: inView }),
      ask('textDocument/codeAction', {
        range: { start: caret, end: caret },
        context: { diagnostics: atCaret, triggerKind: 2 },
      }),
      this.askPatched('textDocument/documentHighlight', { position: caret }),
      ask('textDocument/documentLink'),
    ]);
    // A view of a timeline or a verdict requests it again when the server reports that it may have changed.
    await ask(VerdictsRequest.method);
    for (let pulls = this.pulls; pulls.length > 0; pulls = this.pulls) {
      this.pulls = [];
      await Promise.all(pulls);
    }
  }

  private async askPatched(method: PatchedMethod, params: object = {}): Promise<void> {
    await this.replicas.ask(method, { textDocument: { uri: this.uri }, ...params }, (asked) =>
      this.served.request(PatchedAnswerRequest.method, asked),
    );
  }

  private async askTokens(): Promise<void> {
    const textDocument = { uri: this.uri };
    const given =
      this.tokens === undefined
        ? await this.served.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument })
        : await this.served.request<SemanticTokens | SemanticTokensDelta>('textDocument/semanticTokens/full/delta', {
            textDocument,
            previousResultId: this.tokens,
          });
    this.tokens = given.resultId;
  }

  private async pullTimeline(): Promise<void> {
    const base = this.timeline === undefined ? {} : { base: this.timeline };
    const params = { textDocument: { uri: this.uri }, ...base };
    this.timeline = (await this.served.request<{ readonly answer: string }>(TimelineRequest.method, params)).answer;
  }
}
