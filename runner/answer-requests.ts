import { errorMessage } from '../timeline/types/error-message.js';
import { tryCapture } from './capture-trial.js';
import type { RecordedLine, RunnerRequest } from './protocol/messages.js';
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
          environment.post({ type: 'failed', reason: errorMessage(error) });
        });
        return;
      case 'read':
        tryCapture(request, environment).then(
          (result) => environment.post({ type: 'read', result }),
          (error: unknown) => environment.post({ type: 'failed', reason: errorMessage(error) }),
        );
        return;
      case 'timeline':
        environment.post({
          type: 'timeline',
          id: request.id,
          timeline: run?.timeline(request.interaction) ?? null,
        });
        return;
      case 'lines': {
        const { id } = request;
        const post = (lines: readonly RecordedLine[]) => environment.post({ type: 'lines', id, lines });
        // A file that is gone meanwhile has no lines.
        void (run?.lines(request.interaction) ?? Promise.resolve([])).then(post, () => post([]));
        return;
      }
      default:
        request satisfies never;
    }
  };
}
