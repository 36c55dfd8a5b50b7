/** Says what is wrong with a text or a comment that nothing closes. */
export function neverClosed(found: string): string {
  return found.startsWith('"')
    ? "This text is never closed: write '\"' where it ends, on the same line."
    : 'This comment is never closed: write "*/" where it ends.';
}

/** Says what is wrong with characters that no word of the language can hold. */
export function unreadableCharacter(found: string): string {
  const shown = printable(found.length > 20 ? `${found.slice(0, 20)}…` : found);
  return `Unexpected "${shown}": ${advice(found)}.`;
}

function advice(found: string): string {
  if (/^[-=<>–—→⟶⇒]/.test(found)) return 'an arrow is written "->"';
  if (found.startsWith(';')) return 'a line ends by itself, leave it out';
  if (/^['‘’“”„«»]/.test(found)) return 'a text stands in straight double quotes, "like this"';
  if (/^[/#]/.test(found)) return 'a comment starts with "//"';
  return 'a name holds letters, digits and "_"';
}

function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\ufeff\ufffd]/gu, (character) => {
    return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  });
}
