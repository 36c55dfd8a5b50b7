import { propertyFactor } from './property-factor.js';

/** A kind of block, by the line that opens it. */
export type BlockKind =
  | 'file'
  | 'message'
  | 'model'
  | 'model phase'
  | 'rows'
  | 'flow'
  | 'flow phase'
  | 'scenario'
  | 'capture';

interface Line {
  readonly index: number;
  readonly text: string;
  /** The block that contains the line. */
  readonly block: BlockKind;
  /** The block that the line opens and does not close. */
  readonly opens: BlockKind | null;
  readonly closes: boolean;
}

/** Lines of a file that is written as the formatter writes it, without comments and blank lines. */
export function linesOf(text: string): Line[] {
  const blocks: BlockKind[] = ['file'];
  const found: Line[] = [];
  let comment = false;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim().startsWith('/*')) comment = true;
    if (comment) {
      if (line.includes('*/')) comment = false;
      continue;
    }
    if (line.trim() === '' || line.trim().startsWith('//')) continue;
    const closes = /^\s*\}/.test(line);
    if (closes) blocks.pop();
    const block = blocks.at(-1) ?? 'file';
    const opens = /\{\s*$/.test(line) ? openedBy(line, block) : null;
    if (opens !== null) blocks.push(opens);
    found.push({ index, text: line, block, opens, closes });
  }
  return found;
}

function openedBy(line: string, block: BlockKind): BlockKind {
  const [word = ''] = line.trim().split(/\s/, 1);
  if (block === 'capture') return 'capture';
  if (word === 'flow' || word === 'model' || word === 'scenario' || word === 'capture') return word;
  if (word === 'phase') return block === 'flow' ? 'flow phase' : 'model phase';
  return ['event', 'request', 'message'].includes(word) ? 'message' : 'rows';
}

/**
 * Places of a file where a line can be put, at most three of a kind of block: after its head, within it, at its end.
 */
export function placesOf(text: string): { readonly index: number; readonly block: BlockKind }[] {
  const found: { index: number; block: BlockKind }[] = [];
  const lines = linesOf(text);
  const seen = new Map<string, number>();
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1];
    const inner = line.closes ? (before?.opens ?? before?.block) : line.block;
    if (inner === undefined) continue;
    const where = before?.opens != null ? 'first' : line.closes ? 'last' : 'within';
    const key = `${inner} ${where}`;
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    if (count < 1) found.push({ index: line.index, block: line.closes ? blockClosed(lines, at) : line.block });
  }
  return found;
}

function blockClosed(lines: readonly Line[], at: number): BlockKind {
  let depth = 0;
  for (let index = at - 1; index >= 0; index--) {
    const line = lines[index];
    if (line?.closes === true) depth++;
    if (line?.opens != null && depth-- === 0) return line.opens;
  }
  return 'file';
}

const indentations: Record<BlockKind, string> = {
  file: '',
  message: '  ',
  model: '  ',
  'model phase': '    ',
  rows: '      ',
  flow: '  ',
  'flow phase': '    ',
  scenario: '    ',
  capture: '  ',
};

/** Puts a line in front of another one. */
export function withLine(text: string, index: number, line: string): string {
  const lines = text.split('\n');
  lines.splice(index, 0, line);
  return lines.join('\n');
}

/** Leaves a line out. */
export function withoutLine(text: string, index: number): string {
  return text
    .split('\n')
    .filter((_, at) => at !== index)
    .join('\n');
}

/** A line as it would be indented in a block. */
export function indented(line: string, block: BlockKind): string {
  return indentations[block] + line.trim();
}

/**
 * Every tenth of the slips of a table, as there are many of them and ten files to try them in; all with
 * `PROPERTY_FACTOR=4`.
 * @param place of the file among the ten, so that each slip is tried in one of them
 */
export function fewOf<T>(slips: readonly T[], place: number): T[] {
  return slips.filter((_, index) => (index + place) % 10 < propertyFactor ** 1.7);
}
