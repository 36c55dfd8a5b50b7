/** A text one line of which is written in another way. */
export interface ReplacedLine {
  readonly text: string;
  /** Zero-based number of the line. */
  readonly at: number;
  /** The line as it was, without its indentation. */
  readonly line: string;
}

/**
 * Writes one line in another way, with the same indentation.
 * @param begins how the line begins; runs of spaces in it count as one
 * @param written the replacement, with `$L` for the line itself; an empty text removes the line
 * @throws if no line begins so
 */
export function replacedLine(text: string, begins: string, written: string): ReplacedLine {
  const lines = text.split('\n');
  const wanted = begins.replaceAll(/ +/g, ' ');
  const at = lines.findIndex((line) => line.trim().replaceAll(/ +/g, ' ').startsWith(wanted));
  const whole = lines[at];
  if (whole === undefined) throw new Error(`No line begins with "${begins}".`);
  const line = whole.trim();
  const indentation = whole.slice(0, whole.indexOf(line));
  const inPlace = written === '' ? [] : [indentation + written.replaceAll('$L', () => line)];
  return { text: lines.toSpliced(at, 1, ...inPlace).join('\n'), at, line };
}
