/** Whether a character ends a line: a line feed, or a carriage return, which may come before one. */
export function isLineEnd(character: string): boolean {
  return character === '\n' || character === '\r';
}

/** The offset of the first character of a line, in UTF-16 units as all offsets here. Its cost is the length of the line. */
export function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !endsBefore(text, start)) start--;
  return start;
}

/**
 * The text from an offset to the end of its line.
 * @param most length up to which it is looked at: a line may be as long as the file
 */
export function restOfLine(text: string, offset: number, most = text.length): string {
  const limit = Math.min(text.length, offset + most);
  let end = offset;
  while (end < limit && !isLineEnd(text.charAt(end))) end++;
  return text.slice(offset, end);
}

/** The offset after the last character of a line, before what ends it. */
export function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !isLineEnd(text.charAt(end))) end++;
  return end;
}

/** The offset of the line after that of an offset; the end of the text after the last line. */
export function nextLine(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return Math.min(end + (text.startsWith('\r\n', end) ? 2 : 1), text.length);
}

/** Whether a line ends right before an offset, which is not within the two characters of one end. */
function endsBefore(text: string, offset: number): boolean {
  const before = text.charAt(offset - 1);
  return before === '\n' || (before === '\r' && text.charAt(offset) !== '\n');
}
