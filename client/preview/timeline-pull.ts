import type { TimelineParams, TimelineResult } from '../../server/protocol/timeline-messages.js';

/** The two ends of a pull: how it asks, and where answers go. */
export interface TimelinePullEnds {
  /** Asks the server; the signal aborts when the answer is no longer wanted. */
  readonly ask: (query: TimelineParams, signal: AbortSignal) => Promise<TimelineResult>;
  /** Shows an answer; returns the next query, undefined if it stays the same. */
  readonly show: (result: TimelineResult, query: TimelineParams) => TimelineParams | undefined;
  readonly fail: (error: unknown, query: TimelineParams) => void;
  /** Whether an error only says that the text was changing. */
  readonly isPassing: (error: unknown) => boolean;
}

const MAX_PASSING_ERRORS = 3;

/**
 * Fetches one timeline after the other: never two at a time, only the newest query, and never an answer that a change
 * announced meanwhile has made old.
 */
export class TimelinePull {
  private readonly ends: TimelinePullEnds;
  private query: TimelineParams | undefined;
  private flight: AbortController | undefined;
  /** Version of the document that the server has announced while a request was under way. */
  private announced: number | undefined;
  private passingErrors = 0;
  /** Whether an answer to the present query has been shown. */
  private shown = false;

  constructor(ends: TimelinePullEnds) {
    this.ends = ends;
  }

  /** Changes the query; a pending answer to the last one is dropped. */
  want(query: TimelineParams): void {
    this.stop();
    this.query = query;
    void this.run(query);
  }

  /** The server says that the answer may have changed for this version of the document: asks again. */
  changed(version: number): void {
    if (this.flight !== undefined) {
      this.announced = version;
    } else if (this.query !== undefined) {
      void this.run(this.query);
    }
  }

  /** Wants nothing any more. */
  stop(): void {
    this.flight?.abort();
    this.flight = undefined;
    this.query = undefined;
    this.announced = undefined;
    this.passingErrors = 0;
    this.shown = false;
  }

  private async run(query: TimelineParams): Promise<void> {
    const flight = new AbortController();
    this.flight = flight;
    let again: boolean;
    try {
      const result = await this.ends.ask(query, flight.signal);
      if (this.flight !== flight) {
        return;
      }
      this.passingErrors = 0;
      if (this.announced === undefined || result.version >= this.announced) {
        this.shown = true;
        this.query = this.ends.show(result, query) ?? query;
      }
      again = this.announced !== undefined && result.version !== this.announced;
    } catch (error) {
      if (this.flight !== flight) {
        return;
      }
      const passing = this.ends.isPassing(error);
      again = this.announced !== undefined || (passing && this.passingErrors < MAX_PASSING_ERRORS);
      this.passingErrors++;
      // A picture that is a moment old is better than none: the change under way brings a new one.
      if (!again && !(passing && this.shown)) {
        this.ends.fail(error, query);
      }
    }
    this.flight = undefined;
    this.announced = undefined;
    if (again) {
      void this.run(this.query ?? query);
    }
  }
}
