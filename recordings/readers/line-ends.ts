const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
/** So much of a file shows what ends its lines, in bytes. */
const HEAD_BYTES = 65_536;

/** How the characters of a file are written. */
export interface Encoding {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be';
  /** Bytes of a character's unit. */
  readonly unit: 1 | 2;
  /** Length of the byte-order mark. */
  readonly mark: number;
}

/** The encoding that the byte-order mark of a file says; UTF-8 if it has none. */
export function encodingByMark([a, b, c]: Uint8Array): Encoding {
  if (a === 0xff && b === 0xfe) return { name: 'utf-16le', unit: 2, mark: 2 };
  if (a === 0xfe && b === 0xff) return { name: 'utf-16be', unit: 2, mark: 2 };
  return { name: 'utf-8', unit: 1, mark: a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0 };
}

/** The place after the last line feed; 0 if there is none. */
export function lastLineEnd(bytes: Uint8Array, { name, unit }: Encoding): number {
  if (unit === 1) return bytes.lastIndexOf(LINE_FEED) + 1;
  const low = name === 'utf-16be' ? 1 : 0;
  for (let at = (bytes.length & ~1) - 2; at >= 0; at -= 2) {
    if (bytes[at + low] === LINE_FEED && bytes[at + 1 - low] === 0) return at + 2;
  }
  return 0;
}

/**
 * Whether the lines of a file end with `\r` alone, as programs of old wrote them: its beginning has no line feed.
 * @param bytes after the byte-order mark
 * @param isWhole whether the file has no further bytes
 * @returns undefined if more bytes are needed to tell
 */
export function endsInReturns(bytes: Uint8Array, encoding: Encoding, isWhole: boolean): boolean | undefined {
  const head = bytes.subarray(0, HEAD_BYTES);
  if (lastLineEnd(head, encoding) > 0) return false;
  if (bytes.length < HEAD_BYTES && !isWhole) return undefined;
  return returnsIn(head, encoding).length > 0;
}

/** The same bytes with `\n` in place of `\r`. */
export function withLineFeeds(bytes: Uint8Array, encoding: Encoding): Uint8Array {
  const changed = bytes.slice();
  for (const at of returnsIn(bytes, encoding)) changed[at] = LINE_FEED;
  return changed;
}

/** The places of the bytes that are a `\r`. */
function returnsIn(bytes: Uint8Array, { name, unit }: Encoding): number[] {
  const places: number[] = [];
  const low = name === 'utf-16be' ? 1 : 0;
  for (let at = bytes.indexOf(CARRIAGE_RETURN); at >= 0; at = bytes.indexOf(CARRIAGE_RETURN, at + 1)) {
    if (unit === 1 || (at % 2 === low && bytes[at ^ 1] === 0)) places.push(at);
  }
  return places;
}
