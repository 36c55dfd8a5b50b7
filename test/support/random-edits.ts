/** Repeatable chance: the same seed gives the same numbers everywhere. */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A whole number from 0 to below the bound. */
  below(bound: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * bound);
  }

  of<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  }
}

const snippets = [
  '{',
  '}',
  '(',
  ')',
  '->',
  '<->',
  ':',
  ',',
  '|',
  '.',
  '"',
  '/*',
  '*/',
  '//',
  '\n',
  ' ',
  '^',
  '5',
  '6s',
  '"x"',
  '\0',
  'next ',
  'end ',
  'phase ',
  'flow ',
  'model ',
  'is ',
  'as ',
  'on ',
  'all ',
  'after ',
  'start ',
  'import ',
  'party ',
  'scenario ',
  'when ',
  'one of {',
  'in order {',
  'moves ',
  'needs ',
  'states ',
  'é',
  '😀',
  '\r',
  '\u2028',
  '@',
  ';',
  '// confer-ignore missing-message: x\n',
  '// confer-ignore-file x\n',
  '/** doc */',
];

/** One edit as a person, or a cat on the keyboard, may make it. */
export function randomEdit(text: string, chance: Chance): string {
  const at = chance.below(text.length + 1);
  switch (chance.below(6)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1 + chance.below(3));
    case 1:
      return text.slice(0, at) + text.slice(at + chance.below(80));
    case 2: {
      const words = text.match(/\w+/g) ?? ['x'];
      return text.slice(0, at) + chance.of(words) + text.slice(at);
    }
    case 3: {
      const lines = text.split('\n');
      lines.splice(chance.below(lines.length), 0, chance.of(lines));
      return lines.join('\n');
    }
    case 4: {
      const lines = text.split('\n');
      lines.splice(chance.below(lines.length), 1);
      return lines.join('\n');
    }
    default:
      return text.slice(0, at) + chance.of(snippets) + text.slice(at);
  }
}

const typed = [
  'x',
  '1',
  '"',
  '}',
  '{',
  ' ',
  '\n',
  '\r\n',
  '\t',
  ',',
  ':',
  '->',
  '// x',
  '/* x */',
  '/** x */ ',
  ' on Sip',
  ' after 2s',
  '^',
  'next',
];

/** What an author does inside a block: types, deletes, repeats or swaps lines, or takes words from elsewhere in the file. */
export function editInside(text: string, chance: Chance): string {
  const lines = text.split('\n');
  const inner = lines.flatMap((line, index) => (/^\s+\S/.test(line) ? [index] : []));
  const at = inner.length === 0 ? 0 : chance.of(inner);
  const line = lines[at] ?? '';
  const column = chance.below(line.length + 1);
  const put = (...changed: string[]) => [...lines.slice(0, at), ...changed, ...lines.slice(at + 1)].join('\n');
  switch (chance.below(7)) {
    case 0:
      return put(line.slice(0, column) + chance.of(typed) + line.slice(column));
    case 1:
      return put(line.slice(0, column) + line.slice(column + 1 + chance.below(3)));
    case 2:
      return put(line, line);
    case 3:
      return put();
    case 4:
      return put(lines[chance.of([at - 1, at + 1])] ?? '', line);
    case 5:
      return put(line.replace(/\w+(?=[^\w]*$)/, chance.of(text.match(/\w+/g) ?? ['x'])));
    default:
      return put(line.replace(/\d/, String(chance.below(10))));
  }
}
