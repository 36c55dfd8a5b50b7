/** Longest line that is read, in UTF-16 units: longer ones are not written by hand, and could block the editor. */
const MAX_LINE_LENGTH = 20_000;

/** The end of a line that is too long. */
export interface LineEnd {
  /** Where reading stops. */
  readonly offset: number;
  /** Where the next line begins. */
  readonly end: number;
}

/** The ends of lines that are too long. By no pattern: one that matches a whole line of megabytes may fail for memory. */
export function longLines(text: string): LineEnd[] {
  if (text.length <= MAX_LINE_LENGTH) return [];
  const found: LineEnd[] = [];
  let start = 0;
  for (const { index } of text.matchAll(/[\r\n]|$/g)) {
    if (index - start > MAX_LINE_LENGTH) found.push({ offset: start + MAX_LINE_LENGTH, end: index });
    start = index + 1;
  }
  return found;
}

/** Blanks the ends of long lines, so that all other places stay where they are. */
export function withoutEnds(text: string, lines: readonly LineEnd[]): string {
  let result = '';
  let from = 0;
  for (const { offset, end } of lines) {
    result += text.slice(from, offset) + ' '.repeat(end - offset);
    from = end;
  }
  return result + text.slice(from);
}
