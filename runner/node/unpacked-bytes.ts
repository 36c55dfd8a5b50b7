import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** How large the pieces are in which files are read and unpacked, in bytes. */
export const CHUNK_BYTES = 1 << 16;

/** The bytes of a file, unpacked if they are gzip's. Of half a packed file, what can be unpacked. */
export async function* unpackedBytes(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const first = await chunks.next();
  if (first.done === true) return;
  const head = first.value;
  const isPacked = head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b;
  if (!isPacked) {
    yield head;
    yield* chunks;
    return;
  }
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  const rest = Readable.from(
    (async function* () {
      yield head;
      yield* chunks;
    })(),
    { objectMode: false },
  );
  pipeline(rest, gunzip, () => undefined);
  try {
    for await (const chunk of gunzip) yield chunk as Uint8Array;
  } catch {
    // Half a file: what could be unpacked has been read.
  }
}
