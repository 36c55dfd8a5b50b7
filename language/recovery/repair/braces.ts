import type { Token } from '../automaton.js';

/**
 * Where the indentation shows that a `}` is missing: a line in a block that begins no deeper than the one that opens
 * it, or a `}` further left than the line of the `{` it would close.
 * @returns the tokens that begin such lines; none if every brace has its partner
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

/** Words that begin what may have a block; a test derives them from the grammar. */
export const blockWords: ReadonlySet<string> = new Set([
  ...['capture', 'event', 'flow', 'in', 'message', 'model'],
  ...['one', 'phase', 'protocol', 'request', 'scenario', 'when'],
]);

/**
 * Where the indentation shows that a `}` is too many: it matches no block around, or it closes a declaration whose
 * members continue on the next line.
 * @returns such braces; none if the indentation explains other than all that are too many
 */
export function surplusBraces(tokens: readonly Token[]): ReadonlySet<number> {
  const surplus = new Set<number>();
  let extra = -braceBalance(tokens);
  if (extra <= 0) return surplus;
  /** Lines that open the blocks around, and their columns. */
  const open: { readonly column: number; readonly line: number }[] = [];
  let [column, line, word] = [0, 0, ''];
  for (const [index, { image, startLine = 0, endLine = startLine, startColumn = 0 }] of tokens.entries()) {
    const first = startLine > line;
    const before = column;
    if (first) [column, word] = [startColumn, image];
    line = endLine;
    if (image === '{') open.push({ column, line });
    if (image !== '}') continue;
    const top = open.at(-1);
    const next = tokens[index + 1];
    const continues = open.length === 1 && next?.startLine === line + 1 && (next.startColumn ?? 0) > startColumn;
    // The brace of the block follows on the next line.
    const isEarly = next?.image === '}' && next.startLine === line + 1 && next.startColumn === top?.column;
    const isShallow = first && isEarly && startColumn < (top?.column ?? 0);
    if (first ? top?.column === startColumn && !continues : top?.line === line) open.pop();
    else {
      // Deeper lines above the brace may be a block whose first line is missing.
      if (first && startColumn < before && !continues && !isShallow) return new Set();
      // Of a block on one line, the `{` may be missing.
      if (!first && blockWords.has(word)) return new Set();
      if (open.length > 0) surplus.add(index);
      extra--;
    }
  }
  return extra === 0 && open.length === 0 ? surplus : new Set();
}

/** How many more `{` than `}` a text has. */
export function braceBalance(tokens: readonly Token[]): number {
  return tokens.reduce((balance, { image }) => balance + (image === '{' ? 1 : image === '}' ? -1 : 0), 0);
}

/**
 * Where the indentation shows that the line is missing that opens a block: a line deeper than the members of its block
 * and than the line before it, which opens none, with a `}` too many in the file.
 * @returns the tokens that begin such lines; none if every brace has its partner
 */
export function missingHeads(tokens: readonly Token[]): ReadonlySet<number> {
  const missing = new Set<number>();
  /** Indentations of the members of the blocks around; null while a block has none yet. */
  const members: (number | null)[] = [1];
  let indentation = 0;
  let balance = 0;
  let line = 0;
  for (const [index, { image, startLine = 0, endLine = startLine, startColumn = 0 }] of tokens.entries()) {
    const first = startLine > line;
    line = endLine;
    const expected = members.at(-1);
    if (first && image !== '}' && /^\w/.test(image)) {
      const continues = /^(?:[,|:(]|->)$/.test(tokens[index - 1]?.image ?? '');
      if (expected == null) members[members.length - 1] = startColumn;
      else if (startColumn > Math.max(expected, indentation) && !continues) {
        missing.add(index);
        members.push(startColumn);
      }
    }
    if (first) indentation = startColumn;
    if (image === '{') {
      members.push(null);
      balance++;
    } else if (image === '}') {
      if (members.length > 1) members.pop();
      balance--;
    }
  }
  return balance < 0 ? missing : new Set();
}

/** Indices of the `}` that close each `{`. */
export function closingBraces(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  for (const [at, { image }] of tokens.entries()) {
    if (image === '{') open.push(at);
    const start = image === '}' ? open.pop() : undefined;
    if (start !== undefined) closing.set(start, at);
  }
  return closing;
}
