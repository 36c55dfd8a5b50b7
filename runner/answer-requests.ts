import type { RunnerRequest } from './protocol/messages.js';
import { RecordingRun, type RunEnvironment } from './recording-run.js';

/**
 * Makes what answers the editor's requests in a worker.
 * @returns takes one request; nothing that goes wrong in it leaves the worker but as a message
 */
export function answerRequests(environment: RunEnvironment): (request: RunnerRequest) => void {
  let run: RecordingRun | undefined;
  return (request) => {
    switch (request.type) {
      case 'follow':
        run = new RecordingRun(request, environment);
        run.follow().catch((error: unknown) => {
          const reason = error instanceof Error ? error.message : String(error);
          environment.post({ type: 'failed', reason });
        });
        return;
      case 'timeline':
        environment.post({
          type: 'timeline',
          id: request.id,
          timeline: run?.timeline(request.interaction) ?? null,
        });
        return;
      default:
        request satisfies never;
    }
  };
}
