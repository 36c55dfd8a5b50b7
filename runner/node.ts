import { parentPort } from 'node:worker_threads';
import { answerRequests } from './answer-requests.js';
import { linesAt } from './node/lines-at.js';
import { timeGuard } from './node/time-guard.js';
import { fileBytes, unpackedBytes } from './node/unpacked-bytes.js';
import type { RecordingInput, RunnerMessage, RunnerRequest } from './protocol/messages.js';
import { linesOfChunks } from './unpacked-lines.js';

const port = parentPort;
if (port === null) throw new Error('This runs as a worker thread only.');

const answer = answerRequests({
  post: (message: RunnerMessage) => port.postMessage(message),
  open: (input, count, onCut) => unpackedBytes(storedBytes(input, count), onCut),
  readLines: (input, offsets) =>
    input.path === null
      ? linesOfChunks(unpackedBytes(storedBytes(input, () => undefined)), offsets)
      : linesAt(input.path, offsets),
  guard: timeGuard,
});
port.on('message', (request: RunnerRequest) => answer(request));

async function* storedBytes(
  { path, bytes }: RecordingInput,
  count: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const chunks = path === null ? [bytes ?? new Uint8Array()] : fileBytes(path);
  for await (const chunk of chunks) {
    yield chunk;
    count(chunk.length);
  }
}
