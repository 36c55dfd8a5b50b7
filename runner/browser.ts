import { answerRequests } from './answer-requests.js';
import type { RecordingInput, RunnerMessage, RunnerRequest } from './protocol/messages.js';
import { linesOfChunks } from './unpacked-lines.js';

const scope = self as DedicatedWorkerGlobalScope;

const answer = answerRequests({
  post: (message: RunnerMessage) => scope.postMessage(message),
  open: unpackedBytes,
  readLines: (input, offsets) =>
    linesOfChunks(
      unpackedBytes(input, () => undefined),
      offsets,
    ),
});
scope.addEventListener('message', ({ data }: MessageEvent<RunnerRequest>) => answer(data));

/** The bytes of a file, unpacked if they are gzip's. Of half a packed file, what can be unpacked. */
async function* unpackedBytes(
  { bytes: given }: RecordingInput,
  count: (bytes: number) => void,
  onCut?: () => void,
): AsyncGenerator<Uint8Array> {
  const bytes = given ?? new Uint8Array();
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
    yield bytes;
    count(bytes.length);
    return;
  }
  const chunks = new Blob([bytes as BlobPart]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (let next = await chunks.read(); !next.done; next = await chunks.read()) yield next.value;
  } catch {
    // Half a file: what could be unpacked has been read.
    onCut?.();
  }
  count(bytes.length);
}
