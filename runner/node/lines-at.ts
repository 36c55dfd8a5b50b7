import { open } from 'node:fs/promises';
import { lineOf, linesOfChunks, MAX_SHOWN_LINE_BYTES } from '../unpacked-lines.js';
import { unpackedBytes } from './unpacked-bytes.js';

/**
 * The lines of a file that begin at offsets.
 * @param offsets bytes of the unpacked file, ascending
 * @returns a text per offset, without the line's end
 */
export async function linesAt(path: string, offsets: readonly number[]): Promise<string[]> {
  const file = await open(path);
  try {
    const { buffer: head, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    const isPacked = bytesRead === 2 && head[0] === 0x1f && head[1] === 0x8b;
    if (isPacked)
      return await linesOfChunks(
        unpackedBytes(asGenerator(file.createReadStream({ start: 0, autoClose: false }))),
        offsets,
      );
    const lines: string[] = [];
    for (const offset of offsets) {
      const { buffer, bytesRead: length } = await file.read(
        Buffer.alloc(MAX_SHOWN_LINE_BYTES),
        0,
        MAX_SHOWN_LINE_BYTES,
        offset,
      );
      lines.push(lineOf(buffer.subarray(0, length)));
    }
    return lines;
  } finally {
    await file.close();
  }
}

async function* asGenerator(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks;
}
