import type { TimelineParams, TimelineResult } from '../../server/protocol/timeline-messages.js';
import type { ExportCommand } from '../protocol/export-message.js';
import type { ChosenPath } from '../protocol/preview-messages.js';
import type { ServerRequests } from '../server-requests.js';
import { caretIn } from './caret-sync.js';
import type { PanelPage } from './panel-page.js';
import { TimelineReplica } from './timeline-replica.js';

/** Sends a panel's page what it shows of a document: timelines, as patches if it has the one before, or notices. */
export class TimelinePage {
  private readonly replica = new TimelineReplica();
  /** Export requested before the page has a timeline. */
  private pendingExport: Pick<ExportCommand, 'action' | 'format'> | undefined;

  constructor(
    private readonly page: PanelPage,
    private readonly requests: ServerRequests,
  ) {}

  /** Asks the server for a timeline, for what has changed if the last answer was for the same document. */
  ask(query: TimelineParams, signal: AbortSignal): Promise<TimelineResult> {
    return this.replica.ask(query, (params) => this.requests.timeline(params, signal));
  }

  /**
   * Shows a timeline, then has the page export it if that was requested.
   * @returns what the page has of it now
   */
  showTimeline(
    documentUri: string,
    result: TimelineResult,
    {
      chosen,
      pinned,
      isRecorded,
    }: { readonly chosen: ChosenPath | undefined; readonly pinned: boolean; readonly isRecorded: boolean },
  ): TimelineResult {
    const shown = this.requests.decorated(result);
    // A patch is possible only for a result that the server has sent as it is.
    if (shown !== result || isRecorded) {
      this.replica.forgetPage();
      this.page.post({ type: 'timeline', documentUri, result: shown, ...(chosen === undefined ? {} : { chosen }) });
    } else this.page.post(this.replica.messageFor(documentUri, result, chosen));
    this.page.post({ type: 'pinned', documentUri, pinned });
    if (this.pendingExport !== undefined) {
      this.page.post({ type: 'run-export', documentUri, ...this.pendingExport });
      this.pendingExport = undefined;
    }
    return shown;
  }

  /** Exports the next timeline that is shown: the page does it, as it can draw. */
  requestExport(command: Pick<ExportCommand, 'action' | 'format'>): void {
    this.pendingExport = command;
  }

  /** Shows a text instead of a timeline. */
  showNotice(documentUri: string, text: string): void {
    this.replica.forgetPage();
    this.page.post({ type: 'notice', documentUri, text });
  }

  /** Marks the step at the caret of the document's editor. */
  showCaret(documentUri: string): void {
    const range = caretIn(documentUri);
    if (range !== undefined) this.page.post({ type: 'caret', documentUri, range });
  }

  /** The page was loaded again: it needs the whole next timeline. */
  forget(): void {
    this.replica.forgetPage();
  }
}
