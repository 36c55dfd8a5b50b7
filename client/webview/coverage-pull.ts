import type { ViewState } from './state/view-state.js';

/** Idle time after a new timeline before the open list is requested again, in ms. */
const IDLE_MS = 300;

/** Asks for what the flow covers while that list is open: at once when it opens, afterwards when the text rests. */
export class CoveragePull {
  /** The last request of the list; null while it is closed. */
  private lastRequest: string | null = null;
  private rest: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly ask: (documentUri: string, flow: string) => void) {}

  /** The page shows another state. */
  update({ coverageOpen, documentUri, result }: ViewState): void {
    const flow = result?.rows == null ? undefined : result.timeline?.flow;
    if (!coverageOpen || documentUri === null || flow === undefined) {
      clearTimeout(this.rest);
      this.lastRequest = null;
      return;
    }
    const request = `${documentUri} ${flow} ${result?.answer}`;
    if (request === this.lastRequest) return;
    clearTimeout(this.rest);
    if (this.lastRequest === null) this.ask(documentUri, flow);
    else this.rest = setTimeout(() => this.ask(documentUri, flow), IDLE_MS);
    this.lastRequest = request;
  }
}
