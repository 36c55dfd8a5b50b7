import type { Token } from './automaton.js';

/**
 * Where the indentation shows that a `}` is missing: a line in a block that begins no deeper than the one that opens
 * it, or a `}` further left than the line of the `{` it would close.
 * @returns the tokens that begin such lines; none where every brace has its partner
 */
export function missingBraces(tokens: readonly Token[]): ReadonlySet<number> {
  const missing = new Set<number>();
  /** Indentations of the lines that open the blocks around. */
  const open: number[] = [];
  let balance = 0;
  let line = 0;
  let indentation = 0;
  for (const [index, { image, startLine = 0, startColumn = 0 }] of tokens.entries()) {
    const first = startLine > line;
    if (first) indentation = startColumn;
    line = startLine;
    const closes = image === '}';
    for (let top = open.at(-1); first && top !== undefined; top = open.at(-1)) {
      if (indentation > top || (closes && indentation === top)) break;
      missing.add(index);
      open.pop();
    }
    if (image === '{') {
      open.push(indentation);
      balance++;
    } else if (closes) {
      open.pop();
      balance--;
    }
  }
  return balance > 0 ? missing : new Set();
}
