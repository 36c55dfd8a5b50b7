import { open } from 'node:fs/promises';
import type { TransformOptions } from 'node:stream';
import { createGunzip, type ZlibOptions } from 'node:zlib';

/** How large the pieces are in which files are read, in bytes. */
const READ_BYTES = 1 << 20;
/** How large the pieces are in which files are unpacked, in bytes. */
const UNPACKED_BYTES = 1 << 16;

/** How much is unpacked at a time, in bytes: the lines of so much are lost before a fault. Small files are small pieces. */
const PIECE_BYTES = 1 << 12;
const FIRST_PIECE_BYTES = 1 << 4;
const FIRST_BYTES = 1 << 12;
/** More than a piece can unpack to, in bytes: gzip packs a thousand to one at most. */
const MAX_UNPACKED_BYTES = 1 << 23;

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
  yield* gunzipped(head, chunks, onCut);
}

/** Unpacks gzip's bytes piece by piece, so that what precedes a fault is kept. */
async function* gunzipped(
  head: Uint8Array,
  chunks: AsyncGenerator<Uint8Array>,
  onCut?: () => void,
): AsyncGenerator<Uint8Array> {
  const gunzip = new PiecewiseGunzip();
  try {
    let bytesSoFar = 0;
    for (let chunk: Uint8Array | undefined = head; chunk !== undefined; chunk = await nextOf(chunks)) {
      for (let at = 0; at < chunk.length; ) {
        const piece = chunk.subarray(at, at + (bytesSoFar < FIRST_BYTES ? FIRST_PIECE_BYTES : PIECE_BYTES));
        yield* await gunzip.write(piece);
        if (gunzip.isFaulty) {
          onCut?.();
          return;
        }
        at += piece.length;
        bytesSoFar += piece.length;
      }
    }
    yield* await gunzip.end();
    if (gunzip.isFaulty) onCut?.();
  } finally {
    gunzip.close();
  }
}

async function nextOf(chunks: AsyncGenerator<Uint8Array>): Promise<Uint8Array | undefined> {
  const next = await chunks.next();
  return next.done === true ? undefined : next.value;
}

// The output of a piece must fit in: nothing is read until the piece is unpacked.
const gunzipOptions: ZlibOptions & TransformOptions = {
  chunkSize: UNPACKED_BYTES,
  readableHighWaterMark: MAX_UNPACKED_BYTES,
};

/** Node's gunzip, read after each piece: its stream loses at an error what was not read. */
class PiecewiseGunzip {
  private readonly gunzip = createGunzip(gunzipOptions);
  private proceed: (() => void) | undefined;

  constructor() {
    this.gunzip.on('error', () => this.proceed?.());
  }

  get isFaulty(): boolean {
    return this.gunzip.errored !== null;
  }

  /** @returns what a piece unpacks to; the piece can be overwritten then */
  async write(piece: Uint8Array): Promise<readonly Uint8Array[]> {
    await new Promise<void>((resolve) => {
      // At an error, the callback of the piece is not called.
      this.proceed = resolve;
      this.gunzip.write(piece, () => resolve());
    });
    return this.unpacked();
  }

  /** @returns what is left */
  async end(): Promise<readonly Uint8Array[]> {
    const found: Uint8Array[] = [];
    this.gunzip.end();
    try {
      for await (const chunk of this.gunzip) found.push(chunk);
    } catch {
      // It is faulty.
    }
    return found;
  }

  close(): void {
    this.gunzip.destroy();
  }

  private unpacked(): Uint8Array[] {
    const found: Uint8Array[] = [];
    for (let chunk = this.gunzip.read(); chunk !== null; chunk = this.gunzip.read()) found.push(chunk);
    return found;
  }
}
