/**
 * How many bytes of UTF-8 the first signs of a line take.
 * @param units how many UTF-16 units of it are counted; the whole line if it has fewer
 */
export function utf8Length(line: string, units: number): number {
  const end = Math.min(units, line.length);
  let bytes = 0;
  for (let at = 0; at < end; at += 1) {
    const code = line.charCodeAt(at);
    // Each half of a surrogate pair counts for two of the four bytes.
    bytes += code < 0x80 ? 1 : code < 0x800 || isSurrogate(code) ? 2 : 3;
  }
  return bytes;
}

/**
 * The number of UTF-16 units in the first `bytes` bytes of a line. Inside a character, those before it; after the end of
 * the line, all of it.
 */
export function utf16Length(line: string, bytes: number): number {
  let counted = 0;
  let at = 0;
  while (at < line.length) {
    const code = line.codePointAt(at) ?? 0;
    counted += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (counted > bytes) return at;
    at += code < 0x10000 ? 1 : 2;
  }
  return at;
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}
