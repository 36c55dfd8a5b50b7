/** A ` ```confer ` fence of a Markdown text. */
export interface Fence {
  /** The first and the last line of its content, zero-based; an empty fence has none. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** The content on its own lines, after as many empty lines as the Markdown text has before it. */
  readonly text: string;
}

const OPENING = /^(\s*)(`{3,}|~{3,})\s*confer(?=[\s{,:]|$)[^`]*$/i;

/**
 * The fences of a text. Each keeps its place: a position in a fence's text is the same position in the Markdown text,
 * so that nothing needs to be translated between the two.
 */
export function fencesOf(markdown: string): Fence[] {
  const lines = markdown.split(/\r\n|\r|\n/);
  const fences: Fence[] = [];
  for (let line = 0; line < lines.length; line++) {
    const marks = OPENING.exec(lines[line] ?? '')?.[2];
    if (marks === undefined) continue;
    const firstLine = line + 1;
    const closes = new RegExp(`^\\s*${marks[0]}{${marks.length},}\\s*$`);
    let end = firstLine;
    while (end < lines.length && !closes.test(lines[end] ?? '')) end++;
    if (end > firstLine) {
      const text = '\n'.repeat(firstLine) + lines.slice(firstLine, end).join('\n');
      fences.push({ firstLine, lastLine: end - 1, text });
    }
    line = end;
  }
  return fences;
}
