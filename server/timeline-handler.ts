import { type Cancellation, DocumentState, type LangiumDocument, type URI } from 'langium';
import type { Connection } from 'vscode-languageserver';
import type { DocumentAnalysis } from '../language/analysis/analysis.js';
import { isLibraryUri } from '../language/library/library.js';
import type { ConferServices, ConferSharedServices } from './confer-lsp-services.js';
import {
  TimelineChangedNotification,
  type TimelineChangedParams,
  type TimelineParams,
  TimelineRequest,
  type TimelineResult,
} from './protocol/messages.js';
import { timelineAnswer } from './timeline-answer.js';
import { readDocument } from './workspace/read-document.js';

/** Answers `confer/timeline`, and says when an answer may be another one than before. */
export function answerTimelines(connection: Connection, shared: ConferSharedServices, services: ConferServices): void {
  const handler = new TimelineHandler(connection, shared, services);
  shared.workspace.DocumentBuilder.onDocumentPhase(DocumentState.Validated, (document, token) =>
    handler.validated(document, token),
  );
  shared.workspace.DocumentBuilder.onUpdate((_changed, deleted) => handler.forget(deleted));
  connection.onRequest(TimelineRequest.method, (params: TimelineParams) => handler.answer(params));
}

class TimelineHandler {
  /** What was found in the last text of a file that could be read. */
  private readonly lastGood = new Map<string, DocumentAnalysis>();

  constructor(
    private readonly connection: Connection,
    private readonly shared: ConferSharedServices,
    private readonly services: ConferServices,
  ) {}

  async validated(document: LangiumDocument, token: Cancellation.CancellationToken): Promise<void> {
    if (isLibraryUri(document.uri)) return;
    const uri = document.uri.toString();
    const analysis = await this.services.analysis.AnalysisProvider.analyze(document, token);
    if (canBeRead(analysis)) this.lastGood.set(uri, analysis);
    // At once: a picture follows the text as fast as it can, and who shows it asks for one answer at a time.
    const changed: TimelineChangedParams = { uri, version: document.textDocument.version };
    void this.connection.sendNotification(TimelineChangedNotification.method, changed);
  }

  forget(deleted: readonly URI[]): void {
    for (const uri of deleted) this.lastGood.delete(uri.toString());
  }

  answer(params: TimelineParams): Promise<TimelineResult> {
    return readDocument(this.shared, params.textDocument.uri, (document) => this.draw(document, params));
  }

  private async draw(document: LangiumDocument, params: TimelineParams): Promise<TimelineResult> {
    const now = await this.services.analysis.AnalysisProvider.analyze(document);
    const stale = !canBeRead(now);
    const drawn = stale ? (this.lastGood.get(document.uri.toString()) ?? now) : now;
    return timelineAnswer(drawn, params, { version: document.textDocument.version, stale });
  }
}

function canBeRead(analysis: DocumentAnalysis): boolean {
  return !analysis.findings.some((finding) => finding.code === 'syntax-error');
}
