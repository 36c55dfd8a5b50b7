/** Larger files are not read: no person wrote them, and a device has no end. In bytes. */
export const MAX_FILE_SIZE = 32 * 1024 * 1024;

/** The encoding that a file's byte order mark states; UTF-8 without one. */
export function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
