/**
 * A text for one line of a notation: white space and control characters become single spaces, and what is no character
 * at all becomes the sign for that. Never empty.
 */
export function oneLine(text: string): string {
  const line = text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\s\p{Control}\p{Format}]+/gu, ' ')
    .trim();
  return line === '' ? '?' : line;
}
