/** Longest line, in bytes; longer ones are cut. */
export const MAX_SHOWN_LINE_BYTES = 64 * 1024;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Lines of a recording that is read as a whole, up to the last one that is wanted.
 * @param chunks the unpacked bytes
 * @param offsets where the lines begin, ascending
 * @returns a text per offset, without the line's end
 */
export async function linesOfChunks(chunks: AsyncIterable<Uint8Array>, offsets: readonly number[]): Promise<string[]> {
  const lines: string[] = [];
  let kept = new Uint8Array();
  let start = 0;
  const cutLines = (isLast: boolean): void => {
    for (let offset = offsets[lines.length]; offset !== undefined; offset = offsets[lines.length]) {
      const end = offset + MAX_SHOWN_LINE_BYTES;
      if (!isLast && end > start + kept.length) break;
      lines.push(lineOf(kept.subarray(Math.max(0, offset - start), end - start)));
    }
  };
  for await (const chunk of chunks) {
    // Only what a line that is still wanted can need is kept.
    const droppedBytes = Math.min(
      kept.length,
      Math.max(0, (offsets[lines.length] ?? Number.POSITIVE_INFINITY) - start),
    );
    start += droppedBytes;
    const rest = kept.subarray(droppedBytes);
    kept = new Uint8Array(rest.length + chunk.length);
    kept.set(rest);
    kept.set(chunk, rest.length);
    cutLines(false);
    if (lines.length === offsets.length) return lines;
  }
  cutLines(true);
  return lines;
}

/** The first line of some bytes. */
export function lineOf(bytes: Uint8Array): string {
  const feed = bytes.indexOf(LINE_FEED);
  // Without a `\n`, lines end with `\r`.
  const end = feed < 0 ? bytes.indexOf(CARRIAGE_RETURN) : feed;
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end)).replace(/\r$/, '');
}
