import { open } from 'node:fs/promises';
import { unpackedBytes } from './unpacked-bytes.js';

/** Longest line, in bytes; longer ones are cut. */
const MAX_LINE_BYTES = 64 * 1024;
const LINE_FEED = 10;

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
    if (isPacked) return await linesOfPacked(file.createReadStream({ start: 0, autoClose: false }), offsets);
    const lines: string[] = [];
    for (const offset of offsets) {
      const { buffer, bytesRead: length } = await file.read(Buffer.alloc(MAX_LINE_BYTES), 0, MAX_LINE_BYTES, offset);
      lines.push(lineOf(buffer.subarray(0, length)));
    }
    return lines;
  } finally {
    await file.close();
  }
}

/** Unpacks a file up to the last line that is wanted. */
async function linesOfPacked(stored: AsyncIterable<Uint8Array>, offsets: readonly number[]): Promise<string[]> {
  const lines: string[] = [];
  let kept: Buffer = Buffer.alloc(0);
  let start = 0;
  const take = (isLast: boolean): void => {
    for (let offset = offsets[lines.length]; offset !== undefined; offset = offsets[lines.length]) {
      const end = offset + MAX_LINE_BYTES;
      if (!isLast && end > start + kept.length) break;
      lines.push(lineOf(kept.subarray(Math.max(0, offset - start), end - start)));
    }
  };
  for await (const chunk of unpackedBytes(asGenerator(stored))) {
    // Only what a line that is still wanted can need is kept.
    const wanted = Math.min(kept.length, Math.max(0, (offsets[lines.length] ?? Number.POSITIVE_INFINITY) - start));
    start += wanted;
    kept = Buffer.concat([kept.subarray(wanted), chunk]);
    take(false);
    if (lines.length === offsets.length) return lines;
  }
  take(true);
  return lines;
}

async function* asGenerator(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

function lineOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(LINE_FEED);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end)).replace(/\r$/, '');
}
