/** A line of characters that can be written over, for drawings in a terminal. One character is one column. */
export class CanvasLine {
  private readonly characters: string[] = [];

  /** How many columns are written. */
  get length(): number {
    return this.characters.length;
  }

  /** Writes `text` from `column` on, over what is there. */
  write(column: number, text: string): void {
    let at = column;
    for (const character of text) {
      while (this.characters.length < at) this.characters.push(' ');
      this.characters[at] = character;
      at += 1;
    }
  }

  /** Writes `text` with its middle at `column`. */
  centre(column: number, text: string): void {
    this.write(Math.max(0, column - Math.floor([...text].length / 2)), text);
  }

  toString(): string {
    return this.characters.join('').trimEnd();
  }
}

/** Spaces, but not those within a time: `4 min 6 s`. */
const BETWEEN_WORDS = /(?<!\d (?:h|min))\s+(?!(?:ms|s|min|h)(?![\p{Letter}\p{Number}]))|(?<=\d (?:h|min))\s+(?!\d)/u;

/** Breaks a text into lines of at most `width` columns, at spaces; a longer word gets a line of its own. */
export function wrapColumns(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(BETWEEN_WORDS)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}
