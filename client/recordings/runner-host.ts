import type { RunnerMessage, RunnerRequest } from '../../runner/protocol/messages.js';

/** A worker that follows one recording. */
export interface Runner {
  post(request: RunnerRequest): void;
  /** Ends the worker at once. */
  end(): void;
}

/** How a kind of extension host starts workers. */
export interface RunnerHost {
  /** Whether workers open files of the disk by path; otherwise the editor reads them whole. */
  readonly opensPaths: boolean;
  /**
   * Starts a worker.
   * @param receive is given what it says
   * @param broken is called when it cannot start, or ends by itself
   */
  start(receive: (message: RunnerMessage) => void, broken: (reason: string) => void): Runner;
}
