import { type Cancellation, DocumentState, type LangiumDocument, URI } from 'langium';
import type { Connection } from 'vscode-languageserver';
import { isLibraryUri } from '../../language/index.js';
import type { ConferServices, ConferSharedServices } from '../confer-lsp-services.js';
import {
  TimelineChangedNotification,
  type TimelineChangedParams,
  type TimelineParams,
  TimelineRequest,
  type TimelineResult,
} from '../protocol/timeline-messages.js';
import type { TimelinePatch } from '../protocol/timeline-patch.js';
import { readDocument } from '../workspace/read-document.js';
import { AnsweredTimelines } from './answered-timelines.js';
import { LastGoodFlows } from './last-good-flows.js';
import { timelineAnswer } from './timeline-answer.js';

/** Answers `confer/timeline`, and says when an answer may be another one than before. */
export function registerTimelineRequests(
  connection: Connection,
  shared: ConferSharedServices,
  services: ConferServices,
): void {
  const handler = new TimelineHandler(connection, shared, services);
  shared.workspace.DocumentBuilder.onDocumentPhase(DocumentState.Validated, (document, token) =>
    handler.validated(document, token),
  );
  shared.workspace.DocumentBuilder.onUpdate((_changed, deleted) => handler.forget(deleted));
  shared.workspace.TextDocuments.onDidClose(({ document }) => handler.closed(document.uri));
  connection.onRequest(TimelineRequest.method, (params: TimelineParams): Promise<object> => handler.answer(params));
}

class TimelineHandler {
  /** By file that is open or was asked for: its flows as they could be read last. */
  private readonly lastGood = new Map<string, LastGoodFlows>();
  private readonly answered = new AnsweredTimelines();
  /** Files whose timeline was asked for: a panel may show one that no editor shows. */
  private readonly requestedUris = new Set<string>();

  constructor(
    private readonly connection: Connection,
    private readonly shared: ConferSharedServices,
    private readonly services: ConferServices,
  ) {}

  async validated(document: LangiumDocument, token: Cancellation.CancellationToken): Promise<void> {
    if (isLibraryUri(document.uri)) return;
    const uri = document.uri.toString();
    if (this.shared.workspace.TextDocuments.get(document.uri) === undefined && !this.requestedUris.has(uri)) return;
    const analysis = await this.services.analysis.AnalysisProvider.analyze(document, token);
    this.lastGoodIn(uri).note(analysis, document.textDocument.getText());
    // At once: a picture follows the text as fast as it can, and who shows it asks for one answer at a time.
    const changed: TimelineChangedParams = { uri, version: document.textDocument.version };
    void this.connection.sendNotification(TimelineChangedNotification.method, changed);
  }

  forget(deleted: readonly URI[]): void {
    for (const uri of deleted) {
      this.lastGood.delete(uri.toString());
      this.answered.forget(uri);
      this.requestedUris.delete(uri.toString());
    }
  }

  /** No key is pressed in it any more: what a panel still shows of it need not be sent as patches. */
  closed(uri: string): void {
    this.answered.forget(URI.parse(uri));
    const key = URI.parse(uri).toString();
    if (!this.requestedUris.has(key)) this.lastGood.delete(key);
  }

  answer(params: TimelineParams): Promise<TimelineResult | TimelinePatch> {
    this.requestedUris.add(URI.parse(params.textDocument.uri).toString());
    return readDocument(this.shared, params.textDocument.uri, (document) => this.draw(document, params));
  }

  private async draw(document: LangiumDocument, params: TimelineParams): Promise<TimelineResult | TimelinePatch> {
    const now = await this.services.analysis.AnalysisProvider.analyze(document);
    const drawn = this.lastGoodIn(document.uri.toString()).drawn(now, document.textDocument.getText());
    return this.answered.answer(timelineAnswer(drawn, params, document.textDocument.version), params.base);
  }

  private lastGoodIn(uri: string): LastGoodFlows {
    const flows = this.lastGood.get(uri) ?? new LastGoodFlows();
    this.lastGood.set(uri, flows);
    return flows;
  }
}
