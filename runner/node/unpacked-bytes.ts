import { open } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** How large the pieces are in which files are read, in bytes. */
const READ_BYTES = 1 << 20;
/** How large the pieces are in which files are unpacked, in bytes. */
const UNPACKED_BYTES = 1 << 16;

/** The bytes of a file, opened when the first are asked for: a chunk is valid until the next one is. */
export async function* fileBytes(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    // One buffer for all: each new one costs more than what is read into it.
    const buffer = new Uint8Array(READ_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, READ_BYTES);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/**
 * The bytes of a file, unpacked if they are gzip's. Of half a packed file, what can be unpacked. A chunk is valid until
 * the next one is asked for.
 * @param onCut called at the end of half a file
 */
export async function* unpackedBytes(
  chunks: AsyncGenerator<Uint8Array>,
  onCut?: () => void,
): AsyncGenerator<Uint8Array> {
  const first = await chunks.next();
  if (first.done === true) return;
  const head = first.value;
  const isPacked = head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b;
  if (!isPacked) {
    yield head;
    yield* chunks;
    return;
  }
  const gunzip = createGunzip({ chunkSize: UNPACKED_BYTES });
  const rest = Readable.from(
    (async function* () {
      // They wait until they are unpacked.
      yield head.slice();
      for await (const chunk of chunks) yield chunk.slice();
    })(),
    { objectMode: false },
  );
  pipeline(rest, gunzip, () => undefined);
  try {
    for await (const chunk of gunzip) yield chunk as Uint8Array;
  } catch {
    // Half a file: what could be unpacked has been read.
    onCut?.();
  }
}
